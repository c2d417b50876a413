"""Timelines in other programs' files: one neutral record for what each shape says, read, stored and written."""
