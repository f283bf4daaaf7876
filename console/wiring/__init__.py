"""Connects views, store and client: one short module per screen."""
