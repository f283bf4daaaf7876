"""Processes, sockets and a PostgreSQL that are killed, cut and frozen, and what became of it."""
