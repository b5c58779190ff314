"""Keys to sign packages with: PEM files (PKCS 8) that only their owner can read."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.errors.release import ModelSignatureError, SigningKeyError
from inspector.inference.manifest import MANIFEST_NAME
from inspector.inference.package import ModelPackage, load_package
from inspector.inference.signature import (
    SIGNATURE_NAME,
    Trust,
    key_id,
    public_key_text,
    signature_file,
)
from inspector.paths import write_atomically

_LARGEST_KEY_BYTES = 16 << 10
_SHORTEST_PASSPHRASE = 8
"""Characters, as NIST SP 800-63B asks of a secret that a person chooses."""


def make_key(path: Path, passphrase: str = "") -> str:
    """Write a new private key, and return its public key as a station file takes it.

    Args:
        path: Must not exist.
        passphrase: Encrypts the file; empty leaves it plain.

    Raises:
        SigningKeyError: the file exists, or the passphrase is too short.
        FolderNotWritableError: it cannot be written.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if path.exists():
        raise SigningKeyError(
            f"{path} exists", remedy="Choose another file; a key that is lost cannot be made again."
        )
    if passphrase and len(passphrase) < _SHORTEST_PASSPHRASE:
        raise SigningKeyError(
            f"the passphrase has fewer than {_SHORTEST_PASSPHRASE} characters",
            remedy="Choose a longer one, such as several words.",
        )
    key = Ed25519PrivateKey.generate()
    encryption: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        encryption = serialization.BestAvailableEncryption(passphrase.encode("utf-8"))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, encryption
    )
    write_atomically(path, pem, owner_only=True)
    return public_key_text(key.public_key().public_bytes_raw())


def needs_passphrase(path: Path) -> bool:
    """Whether the key of a file is encrypted.

    Raises:
        SigningKeyError: the file cannot be read.
    """
    return b"ENCRYPTED" in _read(path)


def read_key(path: Path, passphrase: str = "") -> bytes:
    """The raw private key of a file.

    Raises:
        SigningKeyError: it cannot be read, is no Ed25519 key, or the passphrase is wrong.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    secret = passphrase.encode("utf-8") if passphrase else None
    try:
        key = serialization.load_pem_private_key(_read(path), secret)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise SigningKeyError(
            f"{path} is no private key, or its passphrase is another one",
            remedy="Name the file that `inspector model keygen` wrote, with the passphrase that it "
            "was made with.",
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SigningKeyError(f"{path} is no Ed25519 key")
    return key.private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """The raw public key that belongs to a raw private one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def sign_package(folder: Path, private_key: bytes) -> ModelPackage:
    """Check a package and sign it; an older signature is replaced.

    Raises:
        ModelError: the package is damaged or breaks a limit.
        FolderNotWritableError: the signature cannot be written.
    """
    try:
        load_package(folder)
    except ModelSignatureError:
        (folder / SIGNATURE_NAME).unlink()
        load_package(folder)
    public = public_key_of(private_key)
    signature = signature_file((folder / MANIFEST_NAME).read_bytes(), private_key)
    write_atomically(folder / SIGNATURE_NAME, signature)
    return load_package(folder, Trust({key_id(public): public}))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST_KEY_BYTES + 1)
    except OSError as error:
        raise SigningKeyError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(content) > _LARGEST_KEY_BYTES:
        raise SigningKeyError(f"{path} is too large for a key")
    return content
