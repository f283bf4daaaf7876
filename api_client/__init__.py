"""Typed client of the gateway: requests over HTTP, committed changes over a WebSocket."""
