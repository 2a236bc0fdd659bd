"""The page on which auditors rate."""
