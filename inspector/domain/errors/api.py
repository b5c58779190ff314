"""Errors of requests to the API and of its server."""

from inspector.domain.errors.base import InspectorError


class ApiError(InspectorError):
    """The API refused a request."""

    code = "API-000"
    remedy = "Compare the request with docs/reference/api.md."


class RequestInvalidError(ApiError):
    """A parameter or the body of a request is missing, unknown or out of bounds."""

    code = "API-002"
    remedy = "Correct the parameters named in the message; see docs/reference/api.md."


class HostRefusedError(ApiError):
    """The request names a host that this station does not answer to.

    A web page of a stranger would look like this when it tries to reach the station through a
    visitor's browser (DNS rebinding).
    """

    code = "API-003"
    remedy = "Address the station by localhost or by its IP address."


class RouteUnknownError(ApiError):
    """The API has no such path, or the path does not take this method."""

    code = "API-004"


class RequestFailedError(ApiError):
    """The station met an unexpected failure while it answered."""

    code = "API-005"
    remedy = "Try again; if it happens again, report it with the engine's log file."


class ApiAddressError(ApiError):
    """The API cannot listen at the configured host and port."""

    code = "API-006"
    remedy = "Name an address of this machine in the [api] section and a port above 1023."
