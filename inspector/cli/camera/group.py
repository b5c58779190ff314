"""The commands of `inspector camera`."""

from __future__ import annotations

import click

from inspector.cli.camera.doctor import doctor
from inspector.cli.camera.features import features, set_values
from inspector.cli.camera.found import list_cameras
from inspector.cli.camera.looking import snapshot, stream
from inspector.cli.camera.references import calibrate, dark_frame, flat_field, focus
from inspector.cli.lazy import CommandGroup


@click.group(cls=CommandGroup)
def camera() -> None:
    """Find, look through and set cameras.

    A command works on the camera of the station file (--station, --name), or on one that --driver
    and its options describe. The station must not run meanwhile: a camera has one owner.
    """


for _command in (
    list_cameras,
    snapshot,
    stream,
    features,
    set_values,
    doctor,
    flat_field,
    dark_frame,
    focus,
    calibrate,
):
    camera.add_command(_command)
