"""Files that come back: read, compared, merged."""
