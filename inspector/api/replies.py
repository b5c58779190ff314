"""Errors as HTTP replies: always an ``ErrorReply``, never a traceback."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from inspector.domain.errors.api import (
    HostRefusedError,
    RequestFailedError,
    RequestInvalidError,
    RouteUnknownError,
)
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import (
    CameraBusyError,
    CameraLostError,
    CameraNotFoundError,
    CameraUnknownError,
    FeatureError,
    PictureMissingError,
)
from inspector.domain.errors.challenge import (
    ChallengeError,
    ChallengePartUnknownError,
    ChallengePartUnsuitableError,
)
from inspector.domain.errors.config import ConfigError
from inspector.domain.errors.drift import (
    BaselineNotReadyError,
    LabelContradictoryError,
    LabelUnsuitableError,
)
from inspector.domain.errors.history import (
    ExportTooLargeError,
    GoldenMissingError,
    HistoryError,
    LotNameUnsuitableError,
    LotNotFoundError,
    PickNameUnsuitableError,
    WhatIfUnknownError,
)
from inspector.domain.errors.model import ModelError
from inspector.domain.errors.people import (
    ApprovalPendingError,
    ApprovalUnknownError,
    AuditNotReadableError,
    AuditNotWritableError,
    FirstPersonNotAdminError,
    LastAdminError,
    MaintenanceHeldError,
    MaintenanceOverError,
    NameUnsuitableError,
    NotSignedInError,
    OwnApprovalError,
    PeopleFileInvalidError,
    PersonExistsError,
    PersonUnknownError,
    RightMissingError,
    SecretUnsuitableError,
    SignInLockedError,
    SignInRefusedError,
)
from inspector.domain.errors.recipe import DraftUnknownError, RevisionUnknownError
from inspector.domain.errors.release import PackageUnknownError
from inspector.domain.errors.shared_history import SharedHistoryAbsentError, SharedHistoryError
from inspector.domain.errors.state import AccessDeniedError, StateError, StationNotRunningError
from inspector.domain.errors.store import (
    DiskFullError,
    ImageMissingError,
    ResultNotFoundError,
    StoreError,
    ViewNotFoundError,
)
from inspector.domain.errors.training_jobs import (
    DatasetUnknownError,
    TrainingDiskError,
    TrainingJobUnknownError,
)
from inspector.wire.history import ErrorReply
from inspector.wire.people import APPROVAL_HEADER
from inspector.wire.reasons import phrases_of

STATUS: tuple[tuple[type[InspectorError], HTTPStatus], ...] = (
    (AccessDeniedError, HTTPStatus.UNAUTHORIZED),
    (HostRefusedError, HTTPStatus.FORBIDDEN),
    (NotSignedInError, HTTPStatus.FORBIDDEN),
    (RightMissingError, HTTPStatus.FORBIDDEN),
    (SignInRefusedError, HTTPStatus.FORBIDDEN),
    (SignInLockedError, HTTPStatus.TOO_MANY_REQUESTS),
    (MaintenanceHeldError, HTTPStatus.CONFLICT),
    (MaintenanceOverError, HTTPStatus.CONFLICT),
    (PeopleFileInvalidError, HTTPStatus.SERVICE_UNAVAILABLE),
    (AuditNotWritableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (AuditNotReadableError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ApprovalPendingError, HTTPStatus.ACCEPTED),
    (ApprovalUnknownError, HTTPStatus.NOT_FOUND),
    (OwnApprovalError, HTTPStatus.FORBIDDEN),
    (PersonUnknownError, HTTPStatus.NOT_FOUND),
    (PersonExistsError, HTTPStatus.CONFLICT),
    (FirstPersonNotAdminError, HTTPStatus.CONFLICT),
    (LastAdminError, HTTPStatus.CONFLICT),
    (NameUnsuitableError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (SecretUnsuitableError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ResultNotFoundError, HTTPStatus.NOT_FOUND),
    (ViewNotFoundError, HTTPStatus.NOT_FOUND),
    (ImageMissingError, HTTPStatus.NOT_FOUND),
    (RouteUnknownError, HTTPStatus.NOT_FOUND),
    (PackageUnknownError, HTTPStatus.NOT_FOUND),
    (TrainingJobUnknownError, HTTPStatus.NOT_FOUND),
    (DatasetUnknownError, HTTPStatus.NOT_FOUND),
    (TrainingDiskError, HTTPStatus.INSUFFICIENT_STORAGE),
    (CameraUnknownError, HTTPStatus.NOT_FOUND),
    (PictureMissingError, HTTPStatus.NOT_FOUND),
    (GoldenMissingError, HTTPStatus.NOT_FOUND),
    (WhatIfUnknownError, HTTPStatus.NOT_FOUND),
    (LotNotFoundError, HTTPStatus.NOT_FOUND),
    (LotNameUnsuitableError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (PickNameUnsuitableError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ExportTooLargeError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (HistoryError, HTTPStatus.CONFLICT),
    (SharedHistoryAbsentError, HTTPStatus.CONFLICT),
    (SharedHistoryError, HTTPStatus.SERVICE_UNAVAILABLE),
    (ChallengePartUnknownError, HTTPStatus.NOT_FOUND),
    (ChallengePartUnsuitableError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ChallengeError, HTTPStatus.CONFLICT),
    (FeatureError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LabelUnsuitableError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (LabelContradictoryError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (BaselineNotReadyError, HTTPStatus.CONFLICT),
    (CameraLostError, HTTPStatus.SERVICE_UNAVAILABLE),
    (CameraNotFoundError, HTTPStatus.SERVICE_UNAVAILABLE),
    (CameraBusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (RevisionUnknownError, HTTPStatus.NOT_FOUND),
    (DraftUnknownError, HTTPStatus.NOT_FOUND),
    (ConfigError, HTTPStatus.CONFLICT),
    (ModelError, HTTPStatus.CONFLICT),
    (StationNotRunningError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StateError, HTTPStatus.CONFLICT),
    (RequestInvalidError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (DiskFullError, HTTPStatus.INSUFFICIENT_STORAGE),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The first match counts; every other error is a 500."""

RIGHT_MISSING = "Nobody is signed in, or the person's role may not do this."
"""Describes a 403 of a route that needs a right."""

_HEADERS = {
    HTTPStatus.ACCEPTED: {APPROVAL_HEADER: "pending"},
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": "Bearer"},
    HTTPStatus.TOO_MANY_REQUESTS: {"Retry-After": "60"},
    # After an unexpected failure the server drops the connection; the client shall not reuse it.
    HTTPStatus.INTERNAL_SERVER_ERROR: {"Connection": "close"},
}

_REFUSALS = {
    HTTPStatus.UNAUTHORIZED: "The token is missing or wrong.",
    HTTPStatus.FORBIDDEN: "The Host header names another host.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "A parameter is missing, unknown or out of bounds.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "The station failed on this request.",
    HTTPStatus.SERVICE_UNAVAILABLE: "The database cannot be read, or the camera does not answer.",
}

# A reference instead of the model: FastAPI would build a validator for every status of every route,
# which was half of the time that the API took to start.
_ERROR_CONTENT = {
    "application/json": {"schema": {"$ref": f"#/components/schemas/{ErrorReply.__name__}"}}
}


def error_replies(**more: str) -> dict[int | str, dict[str, Any]]:
    """The error replies of a route for OpenAPI.

    Args:
        **more: Descriptions of further statuses by their name in :class:`HTTPStatus`.
    """
    described = _REFUSALS | {HTTPStatus[name]: text for name, text in more.items()}
    return {
        int(status): {"description": text, "content": _ERROR_CONTENT}
        for status, text in sorted(described.items())
    }


def binary_reply(
    *media_types: str, description: str = "The file; its kind stands in its type."
) -> dict[int | str, dict[str, Any]]:
    """A reply of one of these types, byte for byte, for OpenAPI."""
    binary = {"schema": {"type": "string", "format": "binary"}}
    content = {each.partition(";")[0]: binary for each in media_types}
    return {200: {"description": description, "content": content}}


def error_response(error: InspectorError) -> JSONResponse:
    """The reply to a request that ended in ``error``."""
    status = next(
        (status for kind, status in STATUS if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    reply = ErrorReply(
        code=error.code, detail=error.detail, remedy=error.remedy, **phrases_of(error)
    )
    return JSONResponse(reply.model_dump(), status, _HEADERS.get(status))


def install_error_replies(app: FastAPI) -> None:
    """Answer every failure of a route with an ``ErrorReply``."""
    app.add_exception_handler(InspectorError, _on_inspector_error)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http_exception)
    app.add_exception_handler(Exception, _on_unexpected)


def _on_inspector_error(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, InspectorError):
        return _on_unexpected(_request, error)
    return error_response(error)


def _on_invalid_request(_request: Request, error: Exception) -> JSONResponse:
    findings = error.errors() if isinstance(error, RequestValidationError) else ()
    detail = "; ".join(
        f"{'.'.join(str(part) for part in finding['loc'])}: {finding['msg']}"
        for finding in findings
    )
    return error_response(RequestInvalidError(detail))


def _on_http_exception(request: Request, error: Exception) -> JSONResponse:
    """What the framework itself refuses: an unknown path, a wrong method, a broken body."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED):
        return error_response(RouteUnknownError(f"{request.method} {request.url.path}"))
    return error_response(RequestInvalidError(HTTPStatus(status).phrase))


def _on_unexpected(request: Request, _error: Exception) -> JSONResponse:
    return error_response(RequestFailedError(f"{request.method} {request.url.path}"))
