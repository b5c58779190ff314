"""The MQTT side of the station file: where results are told, never where they are acted on."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from inspector.config.base import ConfigModel, Host, Port

_VARIABLE = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
_LEVELS = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
_PREFIX_MAX = 128
_CLIENT_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")


def _topic_levels(value: str) -> str:
    if _LEVELS.fullmatch(value) and len(value) <= _PREFIX_MAX:
        return value
    raise ValueError(
        f"must be topic levels of letters, digits, dots, dashes and underscores with / between "
        f"them, at most {_PREFIX_MAX} characters"
    )


def _client_id(value: str) -> str:
    if _CLIENT_ID.fullmatch(value):
        return value
    raise ValueError("must be 1 to 128 letters, digits, dots, dashes or underscores")


TopicLevels = Annotated[str, AfterValidator(_topic_levels)]
ClientId = Annotated[str, AfterValidator(_client_id)]


class MqttTlsConfig(ConfigModel):
    """TLS to the broker; an empty section trusts the authorities of the operating system."""

    authority: str | None = Field(
        None,
        min_length=1,
        description="certificate of the authority that signed the broker's, PEM, relative to this "
        "file; absent for the operating system's",
    )
    certificate: str | None = Field(
        None, min_length=1, description="this station's certificate, PEM, if the broker asks for it"
    )
    private_key: str | None = Field(
        None, min_length=1, description="its private key, PEM without password"
    )

    @model_validator(mode="after")
    def _require_pair(self) -> Self:
        if (self.certificate is None) is not (self.private_key is None):
            raise ValueError("certificate and private_key belong together: add both or neither")
        return self


class MqttConfig(ConfigModel):
    """Tells results, counts and alarms to an MQTT broker, and listens to nothing."""

    host: Host = Field("127.0.0.1", description="address or name of the broker")
    port: Port = Field(1883, description="TCP port of the broker; 8883 is usual with TLS")
    protocol: Literal["5", "3.1.1"] = Field(
        "5", description='version of MQTT; with "3.1.1" a broker cannot say what it refuses to take'
    )
    prefix: TopicLevels = Field(
        "inspector", description="first levels of every topic; the station's id follows"
    )
    client_id: ClientId | None = Field(
        None, description="name of the connection at the broker; absent for the station's id"
    )
    username: str | None = Field(
        None, min_length=1, max_length=256, description="account at the broker, or ${NAME}"
    )
    password: str | None = Field(
        None, description="${NAME}: the environment variable that holds the password"
    )
    keepalive_s: int = Field(
        30, ge=20, le=3600, description="silence after which either side takes the link for lost"
    )
    in_flight: int = Field(
        20, ge=1, le=1000, description="messages on their way before the broker has taken them"
    )
    counters_period_s: int = Field(
        10, ge=1, le=3600, description="from one message of the counters to the next"
    )
    backlog: bool = Field(
        True,
        description="whether the first connection tells the parts of the history before it as well",
    )
    tls: MqttTlsConfig | None = Field(None, description="absent for a link without encryption")

    @model_validator(mode="after")
    def _require_secret_elsewhere(self) -> Self:
        # A validator of the entry alone would repeat a password that was written here.
        if self.password is not None and not _VARIABLE.fullmatch(self.password):
            raise ValueError(
                "password must be ${NAME}: it stands in that environment variable, not in this file"
            )
        if self.password is not None and self.username is None:
            raise ValueError("password needs a username")
        return self
