"""The container: a zip that can be written in one way only, so that every byte of it is checked.

Nothing is compressed, dated, commented or padded. Whoever has names and contents has the bytes.
"""

import struct
from collections.abc import Mapping
from zlib import crc32

from gateway.evidence.refused import BundleRefused

LARGEST = 64 * 1024 * 1024
"""Bytes of a whole bundle."""
MOST_FILES = 100
LONGEST_NAME = 100

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION, _FLAGS, _STORED = 20, 0, 0
_TIME, _DATE = 0, 0x21  # midnight of 1980-01-01, the first moment a zip knows
_REGULAR_FILE = 0o100644 << 16

_HEAD = struct.Struct("<4sHHHHHLLLHH")
_ENTRY = struct.Struct("<4sHHHHHHLLLHHHHHLL")
_TAIL = struct.Struct("<4sHHHHLLH")


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the zip of these files, in this order; names are ASCII."""
    body, directory = bytearray(), bytearray()
    for name, content in files.items():
        sizes = (crc32(content), len(content), len(content), len(name), 0)
        directory += _ENTRY.pack(
            _CENTRAL, 3 << 8 | _VERSION, _VERSION, _FLAGS, _STORED, _TIME, _DATE, *sizes,
            0, 0, 0, _REGULAR_FILE, len(body),
        ) + name.encode("ascii")  # fmt: skip
        body += _HEAD.pack(_LOCAL, _VERSION, _FLAGS, _STORED, _TIME, _DATE, *sizes)
        body += name.encode("ascii") + content
    count = len(files)
    return bytes(body + directory) + _TAIL.pack(
        _END, 0, 0, count, count, len(directory), len(body), 0
    )


def unpack(packed: bytes) -> dict[str, bytes]:
    """Return the files of a zip that `pack` has written; raises BundleRefused for any other."""
    if len(packed) > LARGEST:
        raise BundleRefused("container", f"It is larger than {LARGEST // 2**20} MiB.")
    if not packed.startswith(_LOCAL):
        raise BundleRefused("container", "It is not a zip file, or an empty one.")
    files: dict[str, bytes] = {}
    at = 0
    while packed.startswith(_LOCAL, at):
        name, content, at = _file(packed, at)
        if name in files:
            raise BundleRefused("container", f"It holds {name} twice.")
        if len(files) == MOST_FILES:
            raise BundleRefused("container", f"It holds more than {MOST_FILES} files.")
        files[name] = content
    if pack(files) != packed:
        raise BundleRefused(
            "container", "Bytes outside of its files are not as the gateway writes them."
        )
    return files


def _file(packed: bytes, at: int) -> tuple[str, bytes, int]:
    """Return a file's name and content, and where the next one begins."""
    if at + _HEAD.size > len(packed):
        raise BundleRefused("container", "It breaks off in the middle of a file's header.")
    _, _, flags, method, _, _, _, size, _, name_length, extra = _HEAD.unpack_from(packed, at)
    start = at + _HEAD.size + name_length
    name = packed[at + _HEAD.size : start].decode("latin-1")
    if not 0 < name_length <= LONGEST_NAME or not (name.isascii() and name.isprintable()):
        raise BundleRefused("container", "A file in it has a name that the gateway never gives.")
    if method != _STORED or flags != _FLAGS or extra:
        raise BundleRefused(
            "container", f"{name} is compressed or encrypted: the gateway does neither."
        )
    if start + size > len(packed):
        raise BundleRefused("container", f"{name} is said to be longer than the whole file.")
    return name, packed[start : start + size], start + size
