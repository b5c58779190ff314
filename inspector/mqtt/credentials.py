"""Secrets from the environment and certificates from files."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path

from inspector.config.mqtt import MqttTlsConfig
from inspector.domain.errors.mqtt import MqttSecretMissingError, MqttTlsFileError

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


def expand(text: str, environment: Mapping[str, str]) -> str:
    """Replace each ``${NAME}`` by a variable of the environment.

    Raises:
        MqttSecretMissingError: a variable is not set.
    """
    for name in _VARIABLE.findall(text):
        if name not in environment:
            raise MqttSecretMissingError(f"the environment variable {name} is not set")
    return _VARIABLE.sub(lambda found: environment[found.group(1)], text)


def tls_context(config: MqttTlsConfig, resolve: Callable[[str], Path]) -> ssl.SSLContext:
    """A context that checks the broker's certificate and name, and can show our own.

    Args:
        config: The section [mqtt.tls].
        resolve: From names in the station file to paths.

    Raises:
        MqttTlsFileError: a file cannot be read or is no certificate or key.
    """
    authority = None if config.authority is None else resolve(config.authority)
    try:
        context = ssl.create_default_context(cafile=authority)
    except (OSError, ssl.SSLError) as error:
        raise MqttTlsFileError(f"authority {authority}: {_reason(error)}") from error
    if config.certificate is not None and config.private_key is not None:
        certificate, key = resolve(config.certificate), resolve(config.private_key)
        try:
            context.load_cert_chain(certificate, key, password=_no_password)
        except (OSError, ssl.SSLError, ValueError) as error:
            raise MqttTlsFileError(f"{certificate} with {key}: {_reason(error)}") from error
    return context


def _no_password() -> str:
    """OpenSSL would ask at the terminal for the password of an encrypted key."""
    raise ValueError("the key is encrypted with a password")


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
