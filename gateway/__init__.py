"""The server beside the marketplace's PostgreSQL."""

__version__ = "0.2.0"
