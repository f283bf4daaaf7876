"""Turns what a request says into types, or into a problem; nothing is trusted before."""

import json
import re
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from starlette.requests import HTTPConnection, Request

from gateway.problems import Problem
from gateway.wire import PROTOCOL

BODY_LIMIT = 64 * 1024
T = TypeVar("T", bound=msgspec.Struct)

_FIELD = re.compile(r"`\$\.?([^`]*)`")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_WRITTEN: dict[type, re.Pattern[str]] = {
    int: re.compile(r"-?[0-9]+"),
    bool: re.compile(r"true|false"),
    datetime: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].+", re.DOTALL),
}
"""How a parameter writes what is no text: 1e3 is no integer, and no number a moment."""


def check_protocol(request: HTTPConnection) -> None:
    """Refuse a client of another major version; without the header it is ours."""
    asked = request.headers.get("svetu-protocol", PROTOCOL).strip()
    if asked.partition(".")[0] != PROTOCOL.partition(".")[0]:
        raise Problem("protocol_unsupported", supported=PROTOCOL)


def bearer(authorization: str) -> str:
    """Return the token of an Authorization header; empty when there is none."""
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def row_id(text: str) -> int | None:
    """Return the id a path names; None when no row can have it."""
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        return None
    number = int(text)
    return number if 0 < number < 2**31 else None


async def body(request: Request, type_: type[T]) -> T:
    """Parse a JSON body of at most 64 KiB into its type; raises Problem for anything else."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem("unsupported_media_type")
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > BODY_LIMIT:
            raise Problem("body_too_large")
    try:
        json.loads(received, object_pairs_hook=_once)
        value = msgspec.json.decode(received, type=type_)
    except msgspec.ValidationError as exc:
        raise _invalid(exc) from exc
    except (msgspec.DecodeError, ValueError, RecursionError) as exc:
        raise Problem("malformed_json") from exc
    return _printable(value)


def query(request: Request, type_: type[T]) -> T:
    """Parse the query string into its type; raises Problem for anything else."""
    kinds = _kinds(type_)
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if get_origin(kinds.get(name)) is list:
            given.setdefault(name, []).append(value)
        elif name in given:
            raise Problem("duplicate_key", f"The parameter {name} is given twice.", field=name)
        else:
            given[name] = value
    for name, value in given.items():
        written = _WRITTEN.get(kinds.get(name, str))
        if written and not written.fullmatch(value):
            raise Problem("invalid_value", f"{name} is not written so.", field=name)
    try:
        parsed = _printable(msgspec.convert(given, type=type_, strict=False))
    except msgspec.ValidationError as exc:
        raise _invalid(exc) from exc
    for field in msgspec.structs.fields(type_):
        # The text "null" is not how something is left out.
        if field.encode_name in given and getattr(parsed, field.name) is None:
            raise Problem("invalid_value", field=field.encode_name)
    return parsed


def no_query(request: HTTPConnection) -> None:
    """Refuse parameters where there are none."""
    for name in request.query_params:
        raise Problem("unknown_field", f"There is no parameter {name[:50]}.", field=name[:50])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for name, content in pairs:
        if name in value:
            raise Problem("duplicate_key", field=name[:50])
        value[name] = content
    return value


def _invalid(exc: msgspec.ValidationError) -> Problem:
    text = str(exc)
    if unknown := _UNKNOWN.search(text):
        return Problem("unknown_field", field=unknown[1][:50])
    found = _FIELD.search(text)
    return Problem("invalid_value", f"{text}.", field=found[1] if found else "")


def _printable(value: T) -> T:
    """Refuse what no text of PostgreSQL can hold."""
    for name in value.__struct_fields__:
        content = getattr(value, name)
        for text in content if isinstance(content, list) else [content]:
            if isinstance(text, str) and "\0" in text and name != "q":
                raise Problem("invalid_value", f"{name} holds a NUL character.", field=name)
    return value


@cache
def _kinds(type_: type[msgspec.Struct]) -> dict[str, Any]:
    """Return what each parameter is, whether it may be left out or not."""
    return {field.encode_name: _bare(field.type) for field in msgspec.structs.fields(type_)}


def _bare(type_: Any) -> Any:
    """Return a type without its Annotated, and without the None of what may be left out."""
    if hasattr(type_, "__metadata__"):
        return _bare(get_args(type_)[0])
    if type(None) in get_args(type_):
        (type_,) = (_bare(kind) for kind in get_args(type_) if kind is not type(None))
    return type_
