"""Who may talk to the API: the right token, sent to a name that is really this station's."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Collection
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from inspector.api.replies import error_response
from inspector.domain.errors.api import HostRefusedError
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import AccessDeniedError

PUBLIC_PATHS = frozenset({"/v1/health"})


@dataclass(frozen=True, slots=True)
class HostRule:
    """Which ``Host`` headers are answered.

    A station on loopback answers to loopback names only. One that listens elsewhere answers to
    every IP address and to the names it was given: DNS rebinding always comes with a name.
    """

    bound_to: str = "127.0.0.1"
    names: Collection[str] = ("localhost",)

    def allows(self, host_header: str) -> bool:
        """Whether a ``Host`` header, with or without port, is one of this station's."""
        host = _without_port(host_header)
        if host.lower() in self.names:
            return True
        address = _address(host)
        if address is None:
            return False
        return address.is_loopback or not self._on_loopback

    @property
    def _on_loopback(self) -> bool:
        address = _address(self.bound_to)
        return self.bound_to == "localhost" or (address is not None and address.is_loopback)


class AccessGuard:
    """Checks every request and socket before anything of it is parsed (ASGI middleware)."""

    def __init__(self, app: ASGIApp, token: str, hosts: HostRule) -> None:
        if not token:
            raise ValueError("an empty token would let everybody in")
        self._app = app
        self._expected = f"Bearer {token}".encode()
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with an ``ErrorReply``."""
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self._app(scope, receive, send)
        else:
            await error_response(refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> InspectorError | None:
        headers = Headers(scope=scope)
        if not self._hosts.allows(headers.get("host", "")):
            return HostRefusedError(f"this station is not {headers.get('host', 'without a name')}")
        if scope["path"] in PUBLIC_PATHS:
            return None
        presented = headers.get("authorization", "").encode()
        if not hmac.compare_digest(presented, self._expected):
            return AccessDeniedError("the bearer token is missing or wrong")
        return None


def _without_port(host_header: str) -> str:
    if host_header.startswith("["):
        return host_header[1:].partition("]")[0]
    return host_header.partition(":")[0]


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
