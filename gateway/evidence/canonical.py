"""JSON in one form only, and the tuples that an explanation is made from as JSON objects."""

import json
import types
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

LARGEST_NUMBER = 2**63 - 1
MOST_OBJECTS, MOST_VALUES = 500_000, 8_000_000
"""In one file. No bundle of 64 MiB has as many, and whoever checks it has to hold them all."""
FIRST_YEAR, LAST_YEAR = 2, 9998
"""Moments in between can be moved by a day without falling off the calendar."""


class NotCanonical(Exception):  # noqa: N818
    """What is not in the one form, or not of its type; the text is one sentence for a person."""


def encode(value: object) -> bytes:
    """Return a value as JSON: UTF-8, keys sorted, no blanks, one line that ends.

    In Python's words ``json.dumps(…, sort_keys=True, separators=(",", ":"), ensure_ascii=False)``.
    """
    text = json.dumps(
        msgspec.to_builtins(_objects(value)),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return text.encode() + b"\n"


def decode(content: bytes) -> Any:
    """Return what `encode` wrote, as dicts and lists; raises NotCanonical for anything else."""
    if is_too_much(content):
        raise NotCanonical("It holds more than any bundle of the gateway's.")
    try:
        value = json.loads(content, parse_float=_no_number, parse_constant=_no_number)
        again = encode(value)
    except (ValueError, RecursionError) as exc:  # UnicodeError is one, and so are too many digits
        raise NotCanonical("It is not JSON as the gateway writes it.") from exc
    if again != content:
        raise NotCanonical("It is JSON in another form than the gateway's, or holds a key twice.")
    return value


def is_too_much(content: bytes) -> bool:
    """Whether JSON may hold more objects or values than a bundle does, told without reading it."""
    return content.count(b"{") > MOST_OBJECTS or content.count(b",") > MOST_VALUES


def typed(kind: Any, value: Any) -> Any:
    """Turn JSON into a NamedTuple, a Struct or a plain value; raises NotCanonical."""
    try:
        return _typed(kind, value)
    except (msgspec.ValidationError, RecursionError) as exc:
        raise NotCanonical(f"{exc}.") from exc


def _no_number(text: str) -> Any:
    raise ValueError(text)


def _objects(value: Any) -> Any:
    """Turn NamedTuples into dicts, however deep they are."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _objects(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, dict):
        return {name: _objects(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_objects(part) for part in value]
    return value.key if isinstance(value, ZoneInfo) else value


def _typed(kind: Any, value: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind is ZoneInfo:
        return _zone(value)
    if hasattr(kind, "_fields"):
        fields = _hints(kind)
        if not isinstance(value, dict) or set(value) != set(fields):
            raise NotCanonical(f"A {kind.__name__} does not have the fields that it should have.")
        return kind(**{name: _typed(of, value[name]) for name, of in fields.items()})
    if origin in (Union, types.UnionType):
        (other,) = (each for each in arguments if each is not types.NoneType)
        return None if value is None else _typed(other, value)
    if origin is Sequence:
        if not isinstance(value, list):
            raise NotCanonical("There is something else where a list should be.")
        return [_typed(arguments[0], each) for each in value]
    return _bounded(msgspec.convert(value, kind))


def _zone(name: Any) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, TypeError, ValueError, OSError) as exc:
        raise NotCanonical("It names a time zone that is not known here.") from exc


def _bounded(value: Any) -> Any:
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        raise NotCanonical("A number in it is too large.")
    if isinstance(value, datetime) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise NotCanonical("A time in it is at the end of the calendar.")
    return value


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
