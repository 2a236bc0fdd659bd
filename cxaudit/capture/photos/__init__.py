"""Photos as evidence: decoded, encoded anew, hashed."""
