"""`svetu-gateway key` and `svetu-gateway verify`: neither needs a database."""

import argparse
import sys

import msgspec

from gateway import __version__
from gateway.evidence.container import LARGEST
from gateway.evidence.keys import KeyRefused, PublicKey, load_key, new_key, public_key
from gateway.evidence.refused import BundleRefused
from gateway.evidence.verify import Whole, verify
from gateway.evidence.words import LEVELS, moment, money

NOT_WHOLE = 3
"""The exit code of `verify` for a file that is not a whole bundle."""


def run(options: argparse.Namespace) -> int:
    """Run either; returns the exit code. Raises KeyRefused."""
    return _key(options) if options.command == "key" else _verify(options)


def _key(options: argparse.Namespace) -> int:
    made = new_key(options.file) if options.action == "new" else load_key(options.file)
    sys.stdout.write(f"public key   {made.public.hex}\nfingerprint  {made.public.fingerprint}\n")
    return 0


def _verify(options: argparse.Namespace) -> int:
    fingerprint = _fingerprint(options)
    try:
        with options.file.open("rb") as opened:
            packed = opened.read(LARGEST + 1)
    except OSError as exc:
        raise KeyRefused(f"{options.file} cannot be read: {exc.strerror}.") from exc
    try:
        whole = verify(packed, fingerprint)
    except BundleRefused as exc:
        _tell(options, {"whole": False, "failed": exc.check, "sentence": str(exc)},
              f"NOT WHOLE ({exc.check}): {exc}\n")  # fmt: skip
        return NOT_WHOLE
    found = {"whole": True, "failed": None, **msgspec.to_builtins(whole)}
    _tell(options, found, _lines(whole))
    return 0


def _fingerprint(options: argparse.Namespace) -> str | None:
    if options.public_key is not None:
        return public_key(options.public_key).fingerprint
    if options.fingerprint is None:
        return None
    given = options.fingerprint.replace(":", "").replace(" ", "").lower()
    if len(given) != PublicKey.DIGITS or set(given) - set("0123456789abcdef"):
        raise KeyRefused("A fingerprint has 64 hexadecimal digits.")
    return str(given)


def _tell(options: argparse.Namespace, found: dict[str, object], text: str) -> None:
    sys.stdout.write(msgspec.json.encode(found).decode() + "\n" if options.json else text)


def _lines(whole: Whole) -> str:
    compared = (
        "the key that was asked for"
        if whole.key_compared
        else "compare this fingerprint with the one that the gateway's operator gives you"
    )
    drift = money(whole.drift_minor, whole.currency, sign=True)
    return (
        f"whole        every byte, every hash, and the signature\n"
        f"signed by    {whole.fingerprint}\n             {compared}\n"
        f"account      #{whole.user_id}, personal data: {LEVELS[whole.personal_data]}\n"
        f"exported     {moment(whole.exported_at)} UTC by gateway {whole.gateway}\n"
        f"verdict      {whole.verdict}, drift {drift}\n             {_again(whole)}\n"
    )


def _again(whole: Whole) -> str:
    if whole.gateway == __version__:
        return "reckoned anew from the rows: the same to the letter"
    if whole.verdict == whole.reckoned:
        return f"reckoned anew from the rows by version {__version__}: the same"
    return f"version {__version__} says {whole.reckoned}: check it with version {whole.gateway}"
