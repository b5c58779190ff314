"""`inspector model keygen` and `sign`."""

from __future__ import annotations

import getpass
import os
import sys
import warnings
from pathlib import Path

import click

from inspector.cli.model.source import PACKAGE_FOLDER
from inspector.cli.output import JSON, print_json, tell
from inspector.domain.errors.release import SigningKeyError

_ENVIRONMENT = "INSPECTOR_KEY_PASSPHRASE"


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The key's new file.",
)
@click.option("--plain", is_flag=True, help="Do not encrypt the file with a passphrase.")
@JSON
def keygen(out: Path, plain: bool, as_json: bool) -> None:
    """Make a key to sign packages with; the public key to trust is printed.

    The passphrase is asked for twice, or taken from INSPECTOR_KEY_PASSPHRASE.
    """
    from inspector.inference.signature import key_id, parse_public_key
    from inspector.inference.signing import make_key

    public = make_key(out, "" if plain else _passphrase(confirmed=True))
    if as_json:
        print_json(
            {"public_key": public, "key_id": key_id(parse_public_key(public)), "file": str(out)}
        )
        return
    click.echo(public)
    tell(f"{out} signs packages: keep it off the station, and keep a copy")
    tell(f'a station trusts it with: [model] trusted_keys = ["{public}"]')


@click.command()
@PACKAGE_FOLDER
@click.option("--key", required=True, type=click.Path(path_type=Path), help="Of keygen.")
@JSON
def sign(package: Path, key: Path, as_json: bool) -> None:
    """Check the folder PACKAGE and sign it; an older signature is replaced."""
    from inspector.inference.signature import key_id, public_key_text
    from inspector.inference.signing import (
        needs_passphrase,
        public_key_of,
        read_key,
        sign_package,
    )

    passphrase = _passphrase(confirmed=False) if needs_passphrase(key) else ""
    private = read_key(key, passphrase)
    signed = sign_package(package, private)
    public = public_key_of(private)
    if as_json:
        print_json(
            {
                "sha256": signed.sha256,
                "key_id": key_id(public),
                "public_key": public_key_text(public),
            }
        )
        return
    click.echo(f"{signed.name} is signed by {public_key_text(public)}")


def _passphrase(*, confirmed: bool) -> str:
    given = os.environ.get(_ENVIRONMENT)
    if given:
        return given
    again = "The same passphrase again" if confirmed else False
    try:
        with warnings.catch_warnings():  # it would be shown as it is typed
            warnings.simplefilter("error", getpass.GetPassWarning)
            typed: str = click.prompt(
                "Passphrase", hide_input=True, confirmation_prompt=again, err=True
            )
    except (click.Abort, getpass.GetPassWarning) as error:
        if sys.stdin.isatty():
            raise
        raise SigningKeyError(
            "there is no terminal to ask for the passphrase on",
            remedy=f"Set {_ENVIRONMENT}; `keygen --plain` makes a key that needs none.",
        ) from error
    return typed
