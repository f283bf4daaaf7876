"""Another verifier, written from docs/protocol.md alone: nothing of ours is imported for it."""

import hashlib
import json
import random
import struct
import zlib
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from gateway.evidence.bundle import assemble
from tests.gateway.evidence.material import KEY, material

SEVEN = [
    "index.html", "case.json", "rows.json", "verdict.json", "feed.json", "audit.json",
    "environment.json",
]  # fmt: skip


def read(packed: bytes) -> dict[str, bytes]:
    """Local headers one after the other."""
    files, at = {}, 0
    while packed[at : at + 4] == b"PK\x03\x04":
        (size,) = struct.unpack_from("<L", packed, at + 22)
        (length,) = struct.unpack_from("<H", packed, at + 26)
        name = packed[at + 30 : at + 30 + length].decode("ascii")
        files[name] = packed[at + 30 + length : at + 30 + length + size]
        at += 30 + length + size
    return files


def write(files: dict[str, bytes]) -> bytes:
    """The container again, from what the document says of its fields."""
    body, directory = b"", b""
    for name, content in files.items():
        common = struct.pack("<HHHH", 0, 0, 0, 0x21)
        sizes = struct.pack("<LLLHH", zlib.crc32(content), len(content), len(content), len(name), 0)
        directory += (
            b"PK\x01\x02" + struct.pack("<HH", 3 * 256 + 20, 20) + common + sizes
            + struct.pack("<HHHLL", 0, 0, 0, 0o100644 << 16, len(body)) + name.encode()
        )  # fmt: skip
        body += b"PK\x03\x04" + struct.pack("<H", 20) + common + sizes + name.encode() + content
    count = len(files)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def parsed(content: bytes) -> Any:
    value = json.loads(content)
    again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    assert again.encode() == content
    return value


def check(packed: bytes, fingerprint: str) -> None:
    """Everything that is signed, and that the files agree; raises where it is not whole."""
    files = read(packed)
    if write(files) != packed:  # asserted, pytest compares them line by line: for minutes
        raise ValueError("the container is not as the document says")
    assert list(files) == [*SEVEN, "manifest.json", "signature.json"]
    values = {name: parsed(content) for name, content in files.items() if name != "index.html"}
    signature = values["signature.json"]
    key = bytes.fromhex(signature["public_key"])
    assert hashlib.sha256(key).hexdigest() == signature["fingerprint"] == fingerprint
    Ed25519PublicKey.from_public_bytes(key).verify(
        bytes.fromhex(signature["signature"]), files["manifest.json"]
    )
    manifest = values["manifest.json"]
    assert (manifest["format"], manifest["version"]) == ("svetu-evidence", 3)
    for name, entry in zip(SEVEN, manifest["files"], strict=True):
        digest = hashlib.sha256(files[name]).hexdigest()
        assert entry == {"name": name, "bytes": len(files[name]), "sha256": digest}
    ledger, feed = values["rows.json"]["ledger"], values["feed.json"]
    _, xmax, running = feed["proof"]["position"]["snapshot"].split(":")
    for commit in feed["commits"]:
        assert commit["xid"] < int(xmax)
        assert str(commit["xid"]) not in running.split(",")
    rows = [*ledger["changes"], *ledger["edits"]]
    assert {commit["xid"] for commit in feed["commits"]} == {row["xid"] for row in rows}
    moved = sum(commit["moved_minor"] for commit in feed["commits"])
    assert moved == sum((c["after"] or 0) - (c["before"] or 0) for c in ledger["changes"])


def test_a_stranger_can_check_what_we_sign() -> None:
    for seed in range(30):
        check(assemble(material(seed, "masked", commits=10), KEY), KEY.public.fingerprint)


def test_a_stranger_finds_every_flipped_bit() -> None:
    dice = random.Random(7)
    packed = bytearray(assemble(material(3, "none", commits=2), KEY))
    for _ in range(3_000):
        at, bit = dice.randrange(len(packed)), 1 << dice.randrange(8)
        packed[at] ^= bit
        try:
            check(bytes(packed), KEY.public.fingerprint)
        except Exception:  # noqa: BLE001  (whatever a stranger's program does then)
            packed[at] ^= bit
            continue
        raise AssertionError(f"the flipped bit {bit} at {at} was not found")
