"""Maille, the open platform of a territory's third places."""

__version__ = "0.1.0"
