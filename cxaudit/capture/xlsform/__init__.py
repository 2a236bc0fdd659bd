"""The form for KoboToolbox and ODK."""
