"""`inspector camera features` and `set`: what a camera can be told, and telling it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from inspector.cli.camera.choice import CameraChoice
from inspector.cli.camera.options import camera_options
from inspector.cli.output import JSON, print_json

_NOT_KEPT = 1


@click.command()
@camera_options
@click.argument("text", default="")
@JSON
def features(choice: CameraChoice, text: str, as_json: bool) -> None:
    """List the camera's features whose names contain TEXT, with what they may be."""
    from inspector.cli.camera.session import working
    from inspector.cli.camera.values import feature_row, feature_table

    with working(choice) as session:
        found = session.camera.features()
    wanted = text.lower()
    shown = [each for each in found if wanted in f"{each.name} {each.device_name}".lower()]
    if as_json:
        print_json([feature_row(each) for each in shown])
    else:
        click.echo(feature_table(shown))


@click.command("set")
@camera_options
@click.argument("assignments", nargs=-1, required=True, metavar="NAME=VALUE...")
@click.option(
    "--save",
    "saved_to",
    is_flag=False,
    flag_value="",
    metavar="[RECIPE]",
    help="Write the values into this recipe file; without a name, into the station's.",
)
@JSON
def set_values(
    choice: CameraChoice, assignments: tuple[str, ...], saved_to: str | None, as_json: bool
) -> None:
    """Set features, read them back and say what the camera made of them.

    Most cameras forget the values when they lose power: save them in the recipe, which is applied
    whenever the station connects. Exit code 1 when the camera kept other values.
    """
    from inspector.cli.camera.session import told, working
    from inspector.cli.camera.values import typed_settings
    from inspector.engine.cameras.settings import apply_settings
    from inspector.services.recipes.file import change_recipe, with_features

    recipe = recipe_of(choice, saved_to) if saved_to is not None else None
    with working(choice) as session:
        camera = session.camera
        settings = typed_settings(assignments, camera.features())
        differences = apply_settings(camera, settings)
        differing = {each.name for each in differences if each.actual is None}
        values = {name: camera.get(name) for name in settings if name not in differing}
    if recipe is not None:
        change_recipe(recipe, with_features(settings, choice.view))
    told(differences)
    document = {
        "values": values,
        "not_kept": [asdict(each) for each in differences],
        "recipe": str(recipe) if recipe else None,
    }
    if as_json:
        print_json(document)
    else:
        for name, value in values.items():
            click.echo(f"{name} = {value}")
        if recipe:
            click.echo(f"saved in {recipe}; in force when the station starts again")
    if differences:
        sys.exit(_NOT_KEPT)


def recipe_of(choice: CameraChoice, named: str) -> Path:
    """The recipe file that was named, or the station's.

    Raises:
        RecipeNotNamedError: neither is there.
    """
    from inspector.domain.errors.config import RecipeNotNamedError

    if named:
        return Path(named)
    if choice.recipe is None:
        raise RecipeNotNamedError("neither the command nor the station file names a recipe")
    return choice.recipe
