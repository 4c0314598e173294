"""The way in: home, list of places, style page."""
