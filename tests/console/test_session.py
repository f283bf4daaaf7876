"""A keyring that is missing, locked or hangs costs a notice, never the session or the exit."""

import asyncio
import threading

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import KeyringLocked, PasswordDeleteError

from console import session
from console.session import Backend, NoKeyring, SessionKeeper, os_keyring


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


async def test_a_token_is_kept_per_gateway_and_operator() -> None:
    ring = Ring()
    keeper = SessionKeeper(lambda: ring)
    await keeper.keep("https://a", "ops@example.org", "t1")
    await keeper.keep("https://b", "ops@example.org", "t2")
    assert await keeper.load("https://a", "ops@example.org") == "t1"
    await keeper.forget("https://a", "ops@example.org")
    await keeper.forget("https://a", "ops@example.org")
    assert await keeper.load("https://a", "ops@example.org") is None
    assert await keeper.load("https://b", "ops@example.org") == "t2"
    assert keeper.remembered


@pytest.mark.parametrize(
    "failure", [KeyringLocked("x"), NoKeyring(), RuntimeError("bus"), OSError()]
)
async def test_a_keyring_that_fails_is_done_without(failure: Exception) -> None:
    def backend() -> Backend:
        raise failure

    keeper = SessionKeeper(backend)
    assert await keeper.load("https://a", "ops@example.org") is None
    await keeper.keep("https://a", "ops@example.org", "t1")
    assert not keeper.remembered


async def test_a_keyring_that_hangs_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "PATIENCE", 0.02)
    release = threading.Event()

    def backend() -> Backend:
        release.wait(30)
        return Ring()

    keeper = SessionKeeper(backend)
    async with asyncio.timeout(5):
        await keeper.keep("https://a", "ops@example.org", "t1")
    assert not keeper.remembered
    hanging = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert hanging
    assert all(thread.daemon for thread in hanging)
    release.set()
    for thread in hanging:
        thread.join(5)


async def test_a_token_too_long_for_windows_is_not_cut() -> None:
    ring = Ring()
    keeper = SessionKeeper(lambda: ring)
    await keeper.keep("https://a", "ops@example.org", "t" * 1201)
    assert not keeper.remembered
    assert not ring.kept


@pytest.mark.parametrize(
    "kind", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, Ring]
)
def test_only_a_real_keyring_counts(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", kind)
    with pytest.raises(NoKeyring):
        os_keyring()
