"""A PostgreSQL with the demo marketplace in it, for trying out and for tests."""
