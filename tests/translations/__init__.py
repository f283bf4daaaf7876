"""Finds what can be seen on screen, and keeps its translations: ``make translations``."""
