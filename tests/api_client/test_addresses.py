"""A token goes to https, or to this very machine, and nowhere else."""

import pytest

from api_client.addresses import checked_gateway, events_url, gateway_of
from api_client.errors import Refused


@pytest.mark.parametrize(
    ("given", "checked", "events"),
    [
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000", "ws://127.0.0.1:8000/ws/events"),
        ("http://[::1]:80", "http://[::1]:80", "ws://[::1]:80/ws/events"),
        ("https://h/base/", "https://h/base", "wss://h/base/ws/events"),
    ],
)
def test_safe_addresses(given: str, checked: str, events: str) -> None:
    assert checked_gateway(given) == checked
    assert events_url(checked) == events
    assert gateway_of(given) == gateway_of(events) == checked


@pytest.mark.parametrize(
    "unsafe",
    ["http://example.org", "http://127.0.0.1.example.org", "ftp://h", "h", "", "https://",
     "https://u:p@h", "https://h?token=x", "http://10.0.0.1"],
)  # fmt: skip
def test_unsafe_addresses(unsafe: str) -> None:
    with pytest.raises(Refused):
        checked_gateway(unsafe)
