"""The gateway's Ed25519 key: made, kept in a file that only its owner reads, and fingerprinted.

It is in no database, log or argument; several gateways of one marketplace share the file.
"""

import contextlib
import hashlib
import os
import re
import secrets
import stat
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

LARGEST_FILE = 16 * 1024
_HEX = re.compile(r"[0-9a-f]{64}")


class KeyRefused(Exception):  # noqa: N818
    """A key cannot be made, read or believed; the text is one sentence for a person."""


class PublicKey:
    """What checks signatures; 32 bytes."""

    DIGITS = 64
    """Hexadecimal, of the key as well as of its fingerprint."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._key = Ed25519PublicKey.from_public_bytes(raw)

    @property
    def hex(self) -> str:
        """The key itself, 64 hexadecimal digits."""
        return self.raw.hex()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key, 64 hexadecimal digits: what people compare."""
        return hashlib.sha256(self.raw).hexdigest()

    def has_signed(self, content: bytes, signature: bytes) -> bool:
        """Whether the signature over this content is this key's."""
        try:
            self._key.verify(signature, content)
        except InvalidSignature:
            return False
        return True


class SigningKey:
    """What signs; nothing of it is ever printed."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public = PublicKey(raw)

    def __repr__(self) -> str:
        """Name the key without showing it."""
        return f"SigningKey({self.public.fingerprint[:16]}…)"

    def sign(self, content: bytes) -> bytes:
        """Return the signature, 64 bytes; the same for the same content."""
        return self._key.sign(content)


def new_key(file: Path) -> SigningKey:
    """Make a key in a new file (PEM, PKCS #8) of mode 0600; raises KeyRefused."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # Under its name only once it is whole and on the disk: whatever happens, the file is there or
    # not, and of several at once one makes it.
    draft = file.parent / f".svetu-key-{secrets.token_hex(8)}"
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
            opened.write(pem)
            opened.flush()
            os.fsync(opened.fileno())
        os.link(draft, file)
        _keep_name(file)
    except FileExistsError as exc:
        raise KeyRefused(f"{file} exists already: no key is ever written over.") from exc
    except OSError as exc:
        raise KeyRefused(f"{file} cannot be written: {exc.strerror}.") from exc
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    return SigningKey(key)


def _keep_name(file: Path) -> None:
    """Have the new name survive a crash of the machine; where folders can be opened at all."""
    if os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def load_key(file: Path) -> SigningKey:
    """Read a key from a file that only its owner can read; raises KeyRefused."""
    try:
        with file.open("rb") as opened:
            about = os.fstat(opened.fileno())
            content = opened.read(LARGEST_FILE) if stat.S_ISREG(about.st_mode) else b""
    except OSError as exc:
        raise KeyRefused(f"The signing key {file} cannot be read: {exc.strerror}.") from exc
    if os.name == "posix" and about.st_mode & 0o077:
        raise KeyRefused(f"Others can read the signing key {file}: its mode must be 0600.")
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as exc:
        raise KeyRefused(f"{file} holds no unencrypted private key in PEM.") from exc
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyRefused(f"The key in {file} is not an Ed25519 key.")
    return SigningKey(key)


def public_key(given: str) -> PublicKey:
    """Return the public key that 64 hexadecimal digits, or a PEM file of that name, stand for.

    Raises KeyRefused.
    """
    if _HEX.fullmatch(given.strip().lower()):
        return PublicKey(bytes.fromhex(given.strip()))
    try:
        with Path(given).open("rb") as opened:
            key = load_pem_public_key(opened.read(LARGEST_FILE))
    except OSError as exc:
        raise KeyRefused(f"The public key {given} cannot be read: {exc.strerror}.") from exc
    except (ValueError, UnsupportedAlgorithm) as exc:
        raise KeyRefused(f"{given} holds no public key in PEM.") from exc
    if not isinstance(key, Ed25519PublicKey):
        raise KeyRefused(f"The key in {given} is not an Ed25519 key.")
    return PublicKey(key.public_bytes(Encoding.Raw, PublicFormat.Raw))
