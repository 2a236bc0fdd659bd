"""What an exit code of cxaudit means."""

DONE = 0
NEGATIVE = 1  # the verdict asked for is negative
WRONG = 2  # the files or the usage are wrong
ENVIRONMENT = 3  # Pango, fonts, or cxaudit's own files are missing
STOPPED = 130  # Ctrl-C
