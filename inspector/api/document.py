"""The OpenAPI document of the API, kept in ``docs/reference/openapi.json``."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from inspector.api.access import PUBLIC_PATHS
from inspector.wire.history import ErrorReply


def openapi_text(app: FastAPI) -> str:
    """The OpenAPI document of an API, as it stands in the repository."""
    return json.dumps(openapi(app), indent=2, sort_keys=True) + "\n"


def openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document with the bearer token that :class:`AccessGuard` asks for."""
    document = get_openapi(title=app.title, version="1", summary=app.summary, routes=app.routes)
    refusal = ErrorReply.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= {**refusal.pop("$defs"), ErrorReply.__name__: refusal}
    scheme = {"type": "http", "scheme": "bearer"}
    document["components"]["securitySchemes"] = {"token": scheme}
    document["security"] = [{"token": []}]
    for path in PUBLIC_PATHS:
        for operation in document["paths"][path].values():
            operation["security"] = []
    return document
