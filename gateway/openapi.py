"""The API's description (OpenAPI 3.1), made from the endpoints and their types."""

from typing import Any

import msgspec

from gateway import __version__
from gateway.endpoints import ENDPOINTS, Endpoint
from gateway.problems import PROBLEMS

_REF = "#/components/schemas/{name}"
_JSON = "application/json"
_ROW_ID = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
_KEY = {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"}
_IN_PATHS: dict[str, dict[str, Any]] = {
    "user_id": _ROW_ID, "transaction_id": _ROW_ID, "key": _KEY,
}  # fmt: skip
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "RFC 9457; `code` is stable, the texts may be reworded.",
    "required": ["type", "title", "status", "code", "detail", "request_id"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"enum": sorted(PROBLEMS)},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
    },
}


def description(base_path: str = "") -> dict[str, Any]:
    """Return the document, for a gateway below ``base_path``."""
    types = {kind for e in ENDPOINTS for kind in (e.answer, e.body) if kind is not None}
    _, schemas = msgspec.json.schema_components(
        sorted(types, key=lambda kind: kind.__name__), ref_template=_REF
    )
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Svetu Console gateway", "version": __version__},
        "servers": [{"url": base_path or "/"}],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM_SCHEMA},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.operation,
        "summary": endpoint.summary,
        "parameters": _parameters(endpoint),
        "responses": _responses(endpoint),
        "security": [{"token": []}] if endpoint.permission else [],
    }
    if endpoint.body:
        schema = {"$ref": _REF.format(name=endpoint.body.__name__)}
        operation["requestBody"] = {"required": True, "content": {_JSON: {"schema": schema}}}
    return operation


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": schema}
        for name, schema in _IN_PATHS.items()
        if f"{{{name}}}" in endpoint.path
    ]
    if endpoint.keyed:
        parameters.append(
            {"name": "Idempotency-Key", "in": "header", "required": True, "schema": _KEY}
        )
    if endpoint.query:
        _, components = msgspec.json.schema_components([endpoint.query])
        structure = components[endpoint.query.__name__]
        for name, schema in structure["properties"].items():
            required = name in structure.get("required", ())
            parameters.append(
                {"name": name, "in": "query", "required": required, "schema": _given(schema)}
            )
    return parameters


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is given or left out, never null."""
    if "anyOf" not in schema:
        return schema
    (kind,) = (kind for kind in schema["anyOf"] if kind != {"type": "null"})
    return dict(kind)


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status in endpoint.statuses:
        responses[str(status)] = {"description": "Done"}
        if endpoint.answer:
            schema = {"$ref": _REF.format(name=endpoint.answer.__name__)}
            responses[str(status)]["content"] = {_JSON: {"schema": schema}}
        elif endpoint.media_type:
            responses[str(status)]["content"] = {endpoint.media_type: {}}
    by_status: dict[int, list[str]] = {}
    for code in endpoint.codes:
        by_status.setdefault(PROBLEMS[code][0], []).append(code)
    for status, codes in sorted(by_status.items()):
        responses[str(status)] = {
            "description": ", ".join(f"`{code}`" for code in codes),
            "content": {
                "application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}
            },
        }
    return responses
