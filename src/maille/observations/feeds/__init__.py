"""Calendars kept elsewhere, read again and again: fetched with caution, then taken in."""
