"""The `inspector` command: errors become one clear line, commands load when they are called."""

import sys
from collections.abc import Mapping
from typing import NoReturn

import click

from inspector import __version__
from inspector.cli.lazy import LazyGroup
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.history import ExportCancelledError
from inspector.domain.errors.training import TrainingCancelledError

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "app": ("inspector.cli.app:app", "Open the operator's app on a running station."),
    "backup": ("inspector.cli.backup:backup", "Copy history, pictures and settings."),
    "audit": ("inspector.cli.audit:audit", "Check and export the trail of what people did."),
    "bench": ("inspector.cli.bench.group:bench", "Measure speed on this machine."),
    "challenge": (
        "inspector.cli.challenge:challenge",
        "Prove with known parts that defects are found.",
    ),
    "camera": ("inspector.cli.camera.group:camera", "Find, look through and set cameras."),
    "demo": ("inspector.cli.demo:demo", "Run a whole virtual line on this desktop."),
    "dataset": (
        "inspector.cli.dataset.group:dataset",
        "Collect, check and split pictures.",
    ),
    "drift": ("inspector.cli.drift:drift", "Say how far pictures and scores have moved."),
    "history": (
        "inspector.cli.history.group:history",
        "Ask, export, replay and look after what was recorded.",
    ),
    "model": ("inspector.cli.model.group:model", "Train, measure, release and roll out models."),
    "mqtt": ("inspector.cli.mqtt:mqtt", "See how the MQTT publisher fares."),
    "people": ("inspector.cli.people:people", "Say who may work at the station."),
    "plc": ("inspector.cli.plc.group:plc", "Wire a PLC: register map, live view, test, simulator."),
    "recipe": ("inspector.cli.recipe:recipe", "See and sign off recipes, and change over."),
    "restore": ("inspector.cli.backup:restore", "Bring a station back from a backup."),
    "station": ("inspector.cli.station:station", "Run a station or check its file."),
}
_HIDDEN: Mapping[str, str] = {
    "engine": "inspector.cli.processes:engine",
    "gate": "inspector.cli.processes:gate",
    "mqtt-publisher": "inspector.cli.mqtt:publisher",
    "virtual-line": "inspector.cli.processes:virtual_line",
}
_STOPPED = 130
"""As every program that Ctrl-C has ended."""
_CANCELLED = (TrainingCancelledError, ExportCancelledError)


@click.group(cls=LazyGroup, commands_by_name=_COMMANDS, hidden=_HIDDEN, invoke_without_command=True)
@click.version_option(__version__, prog_name="inspector")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Inspect every part that passes, reject what is not proven good, and record it all.

    Without a command: start the station if none runs, and open the operator's app on it.
    """
    if ctx.invoked_subcommand is None:
        from inspector.cli.station import open_station

        ctx.invoke(open_station)


def main() -> NoReturn:
    """Run the command line; no traceback ever reaches a user for an error with a code."""
    try:
        cli(standalone_mode=False)
    except InspectorError as error:
        click.echo(f"error {error}\nremedy: {error.remedy}", err=True)
        sys.exit(_STOPPED if isinstance(error, _CANCELLED) else 2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(_STOPPED)
    except click.exceptions.Exit as request:
        sys.exit(request.exit_code)
    sys.exit(0)
