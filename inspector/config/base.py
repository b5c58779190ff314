"""What all models of the configuration share, and types that several use."""

from __future__ import annotations

import ipaddress
import math
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

_HOST_NAME = re.compile(r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9-]+)*")

_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

_PUBLIC_KEY = re.compile(r"ed25519:[A-Za-z0-9+/]{43}=")


class ConfigModel(BaseModel):
    """Frozen; refuses unknown entries, conversions such as "1" for 1, infinity and NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def _host(value: str) -> str:
    if is_address(value) or _HOST_NAME.fullmatch(value):
        return value
    raise ValueError("must be an IP address or a host name")


def _network(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value))
    except ValueError as error:
        raise ValueError(f"must be a network in CIDR notation: {error}") from error


def _identifier(value: str) -> str:
    if _IDENTIFIER.fullmatch(value):
        return value
    raise PydanticCustomError("identifier", "is no identifier")


def _scalar(value: Any) -> Any:
    if isinstance(value, bool | int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise PydanticCustomError("scalar", "is no scalar")


def is_address(host: str) -> bool:
    """Whether this is a literal IPv4 or IPv6 address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    return host == "localhost" or (is_address(host) and ipaddress.ip_address(host).is_loopback)


def _public_key(value: str) -> str:
    if _PUBLIC_KEY.fullmatch(value):
        return value
    raise ValueError("must be a public key as `inspector model keygen` prints it: ed25519:BASE64")


Host = Annotated[str, AfterValidator(_host)]
Network = Annotated[str, AfterValidator(_network)]
Scalar = Annotated[bool | int | float | str, PlainValidator(_scalar)]
Port = Annotated[int, Field(ge=1, le=65535)]
PublicKey = Annotated[str, AfterValidator(_public_key)]
Identifier = Annotated[str, AfterValidator(_identifier)]
