"""Whose packages a station takes: Ed25519 signatures over the manifest, which covers all files.

What is signed is the manifest's bytes behind a prefix that no other use of the key shares, so a
signature can never be taken for one of something else.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspector.domain.errors.release import ModelSignatureError, SigningKeyError
from inspector.inference.manifest import MANIFEST_NAME
from inspector.resources import bundled

SIGNATURE_NAME = "manifest.sig"
LARGEST_SIGNATURE_BYTES = 4096
_KEY_BYTES = 32
_PREFIX = b"inspector model package, ed25519, v1\0"
_KEY_TEXT = re.compile(r"ed25519:([A-Za-z0-9+/]{43}=)")


class SignatureState(StrEnum):
    """What a signature, or its absence, is worth to a station."""

    BUNDLED = "bundled"
    """The package ships with the program, and is trusted as the program is."""
    TRUSTED = "trusted"
    """Signed by a key that the station trusts."""
    UNKNOWN_KEY = "unknown key"
    """Signed, by nobody whom the station knows."""
    UNSIGNED = "unsigned"


class _SignatureFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    algorithm: Literal["ed25519"]
    key_id: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    signature: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{86}==$")]


@dataclass(frozen=True, slots=True)
class Trust:
    """The keys that a station trusts; with none, unsigned packages may run but not be promoted.

    Attributes:
        keys: Raw public keys of 32 bytes by their id.
    """

    keys: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, keys: Iterable[str]) -> Trust:
        """From texts like ``ed25519:BASE64``.

        Raises:
            SigningKeyError: a text is no public key.
        """
        raw = [parse_public_key(key) for key in keys]
        return cls({key_id(each): each for each in raw})

    def judge(self, manifest: bytes, signature: bytes | None) -> SignatureState:
        """What a manifest with this signature file is worth.

        Raises:
            ModelSignatureError: the signature is damaged or is not one of this manifest.
        """
        parsed = None if signature is None else _parse(signature)
        if parsed is not None and parsed.key_id in self.keys:
            _verify(self.keys[parsed.key_id], manifest, parsed)
            return SignatureState.TRUSTED
        if is_bundled(hashlib.sha256(manifest).hexdigest()):
            return SignatureState.BUNDLED
        return SignatureState.UNSIGNED if parsed is None else SignatureState.UNKNOWN_KEY

    def require_to_run(self, state: SignatureState, what: str) -> None:
        """Refuse to run what is not trusted, once the station lists keys.

        Raises:
            ModelSignatureError: it is unsigned or signed by a stranger.
        """
        if self.keys and state not in (SignatureState.BUNDLED, SignatureState.TRUSTED):
            raise ModelSignatureError(f"{what}: {_why(state)}")

    def require_to_promote(self, state: SignatureState, what: str) -> None:
        """Refuse to put in force what is not trusted, whether or not the station lists keys.

        Raises:
            ModelSignatureError: it is unsigned or signed by a stranger.
        """
        if state not in (SignatureState.BUNDLED, SignatureState.TRUSTED):
            keys = "" if self.keys else ", and this station lists no trusted keys"
            raise ModelSignatureError(f"{what}: {_why(state)}{keys}")


def signature_file(manifest: bytes, private_key: bytes) -> bytes:
    """The content of ``manifest.sig``.

    Args:
        manifest: The bytes of ``manifest.toml``.
        private_key: Raw Ed25519 key of 32 bytes.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(private_key)
    document = _SignatureFile(
        algorithm="ed25519",
        key_id=key_id(key.public_key().public_bytes_raw()),
        signature=base64.b64encode(key.sign(_PREFIX + manifest)).decode("ascii"),
    )
    return document.model_dump_json(indent=1).encode("ascii") + b"\n"


def key_id(public_key: bytes) -> str:
    """A short name of a raw public key, 16 hex digits."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def public_key_text(public_key: bytes) -> str:
    """How a raw public key stands in the station file."""
    return f"ed25519:{base64.b64encode(public_key).decode('ascii')}"


def parse_public_key(text: str) -> bytes:
    """The raw key of a text like ``ed25519:BASE64``.

    Raises:
        SigningKeyError: it is none.
    """
    found = _KEY_TEXT.fullmatch(text.strip())
    try:
        raw = base64.b64decode(found.group(1), validate=True) if found else b""
    except binascii.Error:
        raw = b""
    if len(raw) != _KEY_BYTES:
        raise SigningKeyError(f"{text[:80]!r} is no public key like ed25519:BASE64")
    return raw


def is_bundled(sha256: str) -> bool:
    """Whether the manifest of this hash ships with the program."""
    manifests = bundled("models").glob(f"*/*/{MANIFEST_NAME}")
    return any(hashlib.sha256(path.read_bytes()).hexdigest() == sha256 for path in manifests)


def _parse(signature: bytes) -> _SignatureFile:
    try:
        return _SignatureFile.model_validate_json(signature)
    except ValidationError as error:
        raise ModelSignatureError(f"{SIGNATURE_NAME} is damaged") from error


def _verify(key: bytes, manifest: bytes, signature: _SignatureFile) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(
            base64.b64decode(signature.signature), _PREFIX + manifest
        )
    except (InvalidSignature, ValueError) as error:
        raise ModelSignatureError(
            f"{SIGNATURE_NAME} is no signature of this {MANIFEST_NAME} by {signature.key_id}",
            remedy="Copy the package again from its source, or sign it again.",
        ) from error


def _why(state: SignatureState) -> str:
    if state is SignatureState.UNSIGNED:
        return "the package is not signed"
    return "the package is signed by a key that this station does not trust"
