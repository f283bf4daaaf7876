"""Store, listener, gateway and positions against a model of PostgreSQL, on a clock of its own."""
