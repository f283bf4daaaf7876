"""The desktop application: composition root, state and commands."""
