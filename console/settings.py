"""What is remembered between runs: gateways, window, theme, users looked at; no secrets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:  # theme and place of the window are wanted before anything else is loaded
    from collections.abc import Sequence
    from pathlib import Path

    from api_client.models import User
    from widgets.expectation import Expectation

APPLICATION = "svetu-console"
MOST_RECENT = 12
T = TypeVar("T")


@dataclass(frozen=True)
class Profile:
    """A gateway that was signed in to, and by whom."""

    url: str
    email: str
    environment: str


class Settings:
    """A file of the person's; what cannot be read in it is as if it were not there."""

    def __init__(self, folder: Path | None = None) -> None:
        base = folder or platformdirs.user_config_path(APPLICATION, appauthor=False)
        self._file = QSettings(str(base / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def profiles(self) -> list[Profile]:
        """Gateways, the newest used first."""
        return self._list("profiles", Profile)

    def remember_profile(self, profile: Profile) -> None:
        """Put a gateway on top."""
        others = [known for known in self.profiles if known.url != profile.url]
        self._write("profiles", [profile, *others][:MOST_RECENT])

    @property
    def theme(self) -> str:
        """light, dark or system."""
        return str(self._file.value("theme", "system"))

    @theme.setter
    def theme(self, choice: str) -> None:
        self._file.setValue("theme", choice)

    @property
    def language(self) -> str:
        """en, ru, sr or system."""
        return str(self._file.value("language", "system"))

    @language.setter
    def language(self, choice: str) -> None:
        self._file.setValue("language", choice)

    @property
    def layout(self) -> bytes:
        """Of the window, as it made it; empty at first."""
        stored = self._file.value("layout", QByteArray())
        return bytes(stored.data()) if isinstance(stored, QByteArray) else b""

    @layout.setter
    def layout(self, layout: bytes) -> None:
        self._file.setValue("layout", QByteArray(layout))

    def watched(self, gateway: str) -> list[int]:
        """Return the ids of watched users on a gateway, in the person's order."""
        return self._list(f"watched/{_key(gateway)}", int)

    def remember_watched(self, gateway: str, user_ids: Sequence[int]) -> None:
        """Keep the watch list of a gateway."""
        self._write(f"watched/{_key(gateway)}", user_ids)

    def expected(self, gateway: str, operator: str) -> list[Expectation]:
        """Return the payments that an operator waits for on a gateway, the newest first."""
        from widgets.expectation import Expectation

        self._file.beginGroup(_expected(gateway, operator))
        keys = self._file.childKeys()
        self._file.endGroup()
        found = [
            f for k in keys for f in self._list(f"{_expected(gateway, operator)}/{k}", Expectation)
        ]
        return sorted(found, key=lambda each: (each.day, each.key), reverse=True)

    def remember_expected(self, gateway: str, operator: str, expectation: Expectation) -> None:
        """Keep what is waited for, on disk before this returns; one key each: others write too."""
        self._write(f"{_expected(gateway, operator)}/{expectation.key}", [expectation])
        self.save()

    def forget_expected(self, gateway: str, operator: str, expectation: Expectation) -> None:
        """Wait no more."""
        self._file.remove(f"{_expected(gateway, operator)}/{expectation.key}")
        self.save()

    def recent(self, gateway: str) -> list[User]:
        """Return the users looked at on a gateway, newest first."""
        from api_client.models import User

        return self._list(f"recent/{_key(gateway)}", User)

    def remember_recent(self, gateway: str, user: User) -> None:
        """Put a user on top of those looked at."""
        others = [known for known in self.recent(gateway) if known.id != user.id]
        self._write(f"recent/{_key(gateway)}", [user, *others][:MOST_RECENT])

    def save(self) -> None:
        """Write the file now."""
        self._file.sync()

    def _list(self, name: str, kind: type[T]) -> list[T]:
        import msgspec

        stored = str(self._file.value(name, "[]"))
        try:
            return [msgspec.convert(entry, type=kind) for entry in msgspec.json.decode(stored)]
        except (msgspec.DecodeError, TypeError):
            return []

    def _write(self, name: str, values: Sequence[object]) -> None:
        import msgspec

        self._file.setValue(name, msgspec.json.encode(values).decode())


def _key(gateway: str) -> str:
    """A URL as one part of a key: slashes would make groups of it."""
    return gateway.replace("/", "|")


def _expected(gateway: str, operator: str) -> str:
    return f"expected/{_key(gateway)}/{_key(operator)}"
