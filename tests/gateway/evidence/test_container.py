"""The container: one way to write it, every other way refused in words."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.evidence import container
from gateway.evidence.refused import BundleRefused

NAMES = st.text("abcdefghijklmnopqrstuvwxyz0123456789._-", min_size=1, max_size=20)
FILES = st.dictionaries(NAMES, st.binary(max_size=60), min_size=1, max_size=5)
GOOD = {"index.html": b"<p>Ana</p>", "case.json": b"{}\n", "empty": b""}


def zipped(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Write a zip as everybody else does."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


@given(FILES)
def test_what_was_packed_comes_out_again(files: dict[str, bytes]) -> None:
    assert list(container.unpack(container.pack(files)).items()) == list(files.items())


@given(FILES)
def test_everybody_can_open_it(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(container.pack(files))) as archive:
        assert archive.testzip() is None
        assert {info.filename: archive.read(info) for info in archive.infolist()} == files
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_byte_counts() -> None:
    """Each of the 255 other values of each byte is another file's container, or none at all."""
    packed = container.pack(GOOD)
    for at in range(len(packed)):
        for value in range(256):
            changed = packed[:at] + bytes([value]) + packed[at + 1 :]
            if changed == packed:
                continue
            with suppress(BundleRefused):
                assert container.unpack(changed) != GOOD


def test_no_byte_may_go_or_come() -> None:
    packed = container.pack(GOOD)
    for at in range(len(packed) + 1):
        for changed in (packed[:at], packed[:at] + b"\0" + packed[at:], packed[at:]):
            if changed == packed:
                continue
            with pytest.raises(BundleRefused):
                container.unpack(changed)


@given(st.binary(max_size=300), st.booleans())
def test_bytes_of_any_kind_are_refused_in_words(content: bytes, is_begun: bool) -> None:  # noqa: FBT001
    with pytest.raises(BundleRefused) as refused:
        container.unpack((b"PK\x03\x04" if is_begun else b"") + content)
    assert str(refused.value).endswith(".")


def _bomb() -> bytes:
    return zipped(("index.html", bytes(10_000_000)), compression=zipfile.ZIP_DEFLATED)


def _lying() -> bytes:
    packed = bytearray(container.pack(GOOD))
    struct.pack_into("<LL", packed, 18, 2**32 - 1, 2**32 - 1)
    return bytes(packed)


def _twice() -> bytes:
    packed = container.pack({"a": b"1"})
    return packed[: packed.index(b"PK\x01\x02")] * 2 + packed[packed.index(b"PK\x01\x02") :]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "empty zip": zipped,
    "bomb": _bomb,
    "lying sizes": _lying,
    "twice": _twice,
    "path": lambda: container.pack({"../../etc/passwd": b""}).replace(b"\x21\0", b"\x22\0"),
    "bare zipfile": lambda: zipped(*GOOD.items()),
    "comment": lambda: container.pack(GOOD)[:-2] + b"\x01\0!",
    "in front": lambda: b"#!/bin/sh\n" + container.pack(GOOD),
    "behind": lambda: container.pack(GOOD) + container.pack(GOOD),
    "control characters": lambda: container.pack({"a\nb": b""}),
    "long name": lambda: container.pack({"a" * 101: b""}),
    "many files": lambda: container.pack({str(n): b"" for n in range(101)}),
    "too large": lambda: bytes(container.LARGEST + 1),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_containers_are_refused_in_words(kind: str) -> None:
    with pytest.raises(BundleRefused) as refused:
        container.unpack(HOSTILE[kind]())
    assert refused.value.check == "container"
    assert str(refused.value).endswith(".")


def test_many_seeded_changes_of_many_bytes() -> None:
    dice = random.Random(5)
    packed = container.pack(GOOD)
    for _ in range(20_000):
        changed = bytearray(packed)
        for _ in range(dice.randrange(1, 6)):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        if changed == packed:
            continue
        with suppress(BundleRefused):
            assert container.unpack(bytes(changed)) != GOOD
