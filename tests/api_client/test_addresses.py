"""A token goes to https, or to this very machine, and nowhere else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client.addresses import checked_gateway, events_url, gateway_of
from api_client.client import ApiClient
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
     "https://u:p@h", "https://h?token=x", "http://10.0.0.1", "http://[", "https://h:x",
     "https://h:99999", "https://h h", "https://h\x00", "https://\ud83d", "https://a..b",
     "http://127.0.0.1:8000/a b", "https://h\\@x", "http://[::1", "https://-", "http://localhost.x"],
)  # fmt: skip
def test_unsafe_addresses(unsafe: str) -> None:
    for check in (checked_gateway, gateway_of):
        with pytest.raises(Refused):
            check(unsafe)


rubbish = st.one_of(
    st.text(),
    st.text().map("https://{}".format),
    st.text(alphabet="[]:/@?#%.-\\ 1af\u202eљ").map("http://127.0.0.1{}".format),
)


@settings(deadline=None)
@given(rubbish)
def test_rubbish_is_refused_or_can_be_asked(address: str) -> None:
    try:
        checked = checked_gateway(address)
    except Refused:
        return
    assert checked_gateway(checked) == checked
    assert gateway_of(events_url(checked)) == checked
    assert ApiClient(address).gateway == checked
