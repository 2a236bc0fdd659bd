"""The commands: the only rooms that print, exit or read the clock."""

from cxaudit.cli.app import main

__all__ = ["main"]
