"""Bringing in what a place wrote elsewhere: tables, calendars, lines of JSON."""
