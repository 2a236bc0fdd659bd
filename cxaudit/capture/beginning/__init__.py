"""New audits: blank, from a sample, or the next wave."""
