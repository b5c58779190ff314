"""`inspector model promote`, `rollback` and `shadow`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.account import sign_in
from inspector.cli.model.source import KNOWN_PACKAGE, registry_at
from inspector.cli.output import JSON, print_json, tell
from inspector.cli.station_options import (
    AS_PERSON,
    REASON,
    data_folder,
    of_station,
    station_client,
)

if TYPE_CHECKING:
    from inspector.cli.model.at_rest import StationAtRest
    from inspector.client.station import StationClient
    from inspector.inference.package import ModelPackage
    from inspector.wire.rollout import ModelsState, PromotionState, ShadowReport

_LOOK_S = 0.25


@click.command()
@KNOWN_PACKAGE
@REASON
@click.option("--override", "override_reason", default="", help="Why it shall pass all the same.")
@AS_PERSON
@of_station
@JSON
def promote(
    package: str,
    reason: str,
    override_reason: str,
    person: str | None,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Put PACKAGE, NAME/VERSION or a folder, in force; on a running line between two parts.

    It is checked, measured on this station and held against the limits of the recipe first. The
    former model judges until then, and goes on judging when PACKAGE is refused.
    """
    name = _installed(package, station_file, data_dir)
    client = _running_station(data_dir)
    if client is None:
        with _at_rest(station_file, data_dir) as station:
            _say_at_rest(station.promote(name, reason, override_reason), as_json=as_json)
        return
    with client:
        sign_in(client, person)
        _follow(client, client.models.promote(name, reason, override_reason), as_json=as_json)


@click.command()
@REASON
@AS_PERSON
@of_station
@JSON
def rollback(
    reason: str,
    person: str | None,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Put in force again what was before; on a running line between two parts."""
    client = _running_station(data_dir)
    if client is None:
        with _at_rest(station_file, data_dir) as station:
            _say_at_rest(station.roll_back(reason), as_json=as_json)
        return
    with client:
        sign_in(client, person)
        _follow(client, client.models.roll_back(reason), as_json=as_json)


@click.command()
@click.argument("package", required=False)
@click.option("--off", is_flag=True, help="End the trial.")
@click.option("--show", is_flag=True, help="Show how it fares; so does no option at all.")
@AS_PERSON
@of_station
@JSON
def shadow(
    package: str | None,
    off: bool,
    show: bool,
    person: str | None,
    station_file: Path | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Let PACKAGE judge along, unheard; without PACKAGE show how the one on trial fares."""
    if sum((bool(package), off, show)) > 1:
        raise click.UsageError("PACKAGE begins a trial, --off ends it, --show changes nothing")
    name = _installed(package, station_file, data_dir) if package else None
    client = _running_station(data_dir)
    if client is None and (name or off):
        with _at_rest(station_file, data_dir) as station:
            _say_trial_at_rest(station.set_shadow(name), as_json=as_json)
        return
    with client or station_client(data_dir) as asked:
        if name or off:
            sign_in(asked, person)
            asked.models.set_shadow(name)
        _show(asked.models.shadow(), as_json=as_json)


def _installed(package: str, station_file: Path | None, data_dir: Path | None) -> str:
    """The name by which the station knows a package; a folder is taken in first."""
    if not Path(package).is_dir():
        return package
    return registry_at(station_file, data_dir).add(Path(package)).sha256


def _running_station(data_dir: Path | None) -> StationClient | None:
    from inspector.domain.errors.base import InspectorError

    client = station_client(data_dir)
    try:
        client.health()
    except InspectorError:
        client.close()
        return None
    return client


@contextmanager
def _at_rest(station_file: Path | None, data_dir: Path | None) -> Iterator[StationAtRest]:
    from inspector.cli.model.at_rest import station_at_rest
    from inspector.config.station import load_station

    data = data_folder(data_dir)
    with station_at_rest(load_station(station_file or data.station_file), data) as station:
        yield station


def _follow(client: StationClient, state: ModelsState, *, as_json: bool) -> None:
    """Wait until the model is in force or refused.

    Raises:
        InspectorError: it was refused; the error is the station's own.
    """
    from inspector.wire.rollout import PromotionPhase

    said = None
    while (promotion := state.promotion) is not None:
        if promotion.phase is not said:
            said = promotion.phase
            tell(f"{promotion.name}: {said.value.replace('_', ' ')}")
        if said in (PromotionPhase.IN_FORCE, PromotionPhase.REFUSED):
            break
        time.sleep(_LOOK_S)
        state = client.models.state()
    if promotion is not None:
        _conclude(promotion, state, as_json=as_json)


def _conclude(promotion: PromotionState, state: ModelsState, *, as_json: bool) -> None:
    from inspector.client.faults import error_from
    from inspector.wire.history import ErrorReply

    if as_json:
        print_json(state.model_dump(mode="json"))
    if promotion.code:
        raise error_from(
            ErrorReply(code=promotion.code, detail=promotion.detail, remedy=promotion.remedy)
        )
    for missed in promotion.missed:
        tell(f"overridden: {missed.reason.text}")
    if not as_json:
        click.echo(f"{promotion.name} judges from part {promotion.first_trigger_index} on")


def _say_at_rest(package: ModelPackage, *, as_json: bool) -> None:
    if as_json:
        print_json({"in_force": {"name": package.name, "sha256": package.sha256}})
    else:
        click.echo(f"{package.name} judges when the station starts")


def _say_trial_at_rest(package: ModelPackage | None, *, as_json: bool) -> None:
    if as_json:
        named = None if package is None else {"name": package.name, "sha256": package.sha256}
        print_json({"shadow": named})
    elif package is None:
        click.echo("no model is on trial")
    else:
        click.echo(f"{package.name} is on trial when the station starts")


def _show(report: ShadowReport, *, as_json: bool) -> None:
    from inspector.cli.model.trial_text import trial_text

    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        click.echo("no model is on trial" if report.trial is None else trial_text(report.trial))
