"""A workbook to rate in, and its way back."""
