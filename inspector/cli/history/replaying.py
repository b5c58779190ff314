"""`inspector history replay`, by the station, or from the data folder of one that does not run."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.history.asking import WITH_MODEL, opened_history
from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, STATION_FILE, station_client

if TYPE_CHECKING:
    from inspector.wire.replay import ReplayedView, ReplayReport


@click.command()
@click.argument("result_id")
@WITH_MODEL
@DATA_DIR
@STATION_FILE
@JSON
def replay(
    result_id: str,
    with_model: str | None,
    data_dir: Path | None,
    station_file: Path | None,
    as_json: bool,
) -> None:
    """Judge RESULT_ID again from its archived pictures and say what differs.

    A station that runs does it when no part waits; of one that does not run, nothing is changed.
    """
    from inspector.domain.errors.state import StationNotRunningError

    try:
        with station_client(data_dir) as client:
            report = client.replays.replay(result_id, with_model)
    except StationNotRunningError:
        report = _at_rest(result_id, with_model, data_dir, station_file)
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        _show(report)


def _at_rest(
    result_id: str, model: str | None, data_dir: Path | None, station_file: Path | None
) -> ReplayReport:
    from inspector.assembly.replay import make_replay_at_rest
    from inspector.cli.model.at_rest import station_at_rest
    from inspector.config.station import load_station

    with opened_history(data_dir) as (data, history):
        config = load_station(station_file or data.station_file)
        with (
            station_at_rest(config, data) as station,
            closing(make_replay_at_rest(config, data, history, station.registry)) as desk,
        ):
            return desk.replay(result_id, model)


def _show(report: ReplayReport) -> None:
    if report.same_verdict:
        click.echo(f"the same verdict: {report.now.name}")
    else:
        click.echo(f"it was {report.was.name} and is {report.now.name} now")
    click.echo(f"model {report.model}, recipe {report.recipe_id} {report.recipe_revision[:12]}")
    for view in report.views:
        click.echo(_line(view))
    for each in report.differences:
        click.echo(f"  {each.part.value}: {each.was or 'not recorded'} -> {each.now}")


def _line(view: ReplayedView) -> str:
    name = view.camera or f"view {view.view}"
    was = f"{view.was.evaluation.name} {view.was.class_name} {view.was.score:.6f}"
    if view.now is None:
        return f"{name:12} {was}, not judged again: {view.fault}"
    now = f"{view.now.evaluation.name} {view.now.class_name} {view.now.score:.6f}"
    gap = "" if view.score_difference is None else f", scores differ by {view.score_difference:.2g}"
    lossy = " (the stored picture is lossy: scores may differ by it)" if view.lossy_picture else ""
    return f"{name:12} {was} -> {now}{gap}{lossy}"
