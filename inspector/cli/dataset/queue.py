"""`inspector dataset queue` and `label`: what is worth a label, and giving it one.

Both work on the data folder, whether the station runs or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspector.cli.output import JSON, print_json
from inspector.cli.station_options import DATA_DIR, REASON, data_folder

if TYPE_CHECKING:
    from inspector.paths import DataFolder
    from inspector.services.reviews.desk import KnownClasses, ReviewDesk
    from inspector.wire.reviews import LabelTask


@click.command()
@DATA_DIR
@click.option(
    "--limit",
    type=click.IntRange(1, 200),
    default=20,
    show_default=True,
    help="List at most so many.",
)
@click.option(
    "--days",
    type=click.FloatRange(min=0.01),
    default=7.0,
    show_default=True,
    help="How far to look back.",
)
@JSON
def queue(data_dir: Path | None, limit: int, days: float, as_json: bool) -> None:
    """List recorded pictures that nobody has reviewed and whose label would tell most.

    Those closest to the threshold or judged otherwise by a model on trial, the most novel ones, and
    a random sample of the rest.
    """
    from inspector.assembly.quality import model_on_trial
    from inspector.clock import utc_ns_of
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.reviews.label_queue import LabelQueue
    from inspector.store.opening import open_history

    now, data = datetime.now(UTC), data_folder(data_dir)
    registry = ModelRegistry(data.models)
    history = open_history(data.database)
    try:
        found = LabelQueue(history.label_candidates(), lambda: model_on_trial(registry)).page(
            utc_ns_of(now - timedelta(days=days)), utc_ns_of(now), limit
        )
    finally:
        history.close()
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    for task in found.tasks:
        click.echo(_line(task))
    if not found.tasks:
        click.echo("nothing is waiting for a label")


@click.command()
@click.argument("result_id")
@click.argument("label_class", metavar="CLASS")
@REASON
@click.option(
    "--good/--defect",
    "is_good",
    default=None,
    help="Whether such a part is good; needed for a class that the model does not know.",
)
@DATA_DIR
@JSON
def label(
    result_id: str,
    label_class: str,
    reason: str,
    is_good: bool | None,
    data_dir: Path | None,
    as_json: bool,
) -> None:
    """Say that the part of RESULT_ID belongs to CLASS; what the station said stays as it is."""
    from inspector.cli.account import account_actor
    from inspector.domain.evaluation import Evaluation
    from inspector.wire.reviews import ReviewRequest

    evaluations = {True: Evaluation.OK, False: Evaluation.NOT_OK, None: None}
    request = ReviewRequest.model_validate(
        {"label": label_class, "evaluation": evaluations[is_good], "reason": reason}
    )
    with _desk(data_folder(data_dir), result_id) as desk:
        row = desk.review(account_actor(), result_id, request)
    if as_json:
        print_json(row.model_dump(mode="json"))
        return
    click.echo(f"{result_id} is {row.label} ({row.evaluation.name}), says {row.person}")


@contextmanager
def _desk(data: DataFolder, result_id: str) -> Iterator[ReviewDesk]:
    """A desk on a database that is there already; a running station goes on writing beside it."""
    from inspector.services.people.audit import AuditTrail
    from inspector.services.reviews.desk import ReviewDesk
    from inspector.store.opening import open_history, open_store

    history = open_history(data.database)
    try:
        known = _classes(data, history.result(result_id).record.provenance.model_sha256)
        store = open_store(data.database)
        try:
            yield ReviewDesk(store.reviews(), history, lambda: known, AuditTrail(data.audit))
        finally:
            store.close()
    finally:
        history.close()


def _classes(data: DataFolder, model_sha256: str) -> KnownClasses:
    """Those of the model that judged the part; none where its package is not to be found."""
    from inspector.domain.errors.model import ModelError
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.services.reviews.desk import KnownClasses

    try:
        manifest = ModelRegistry(data.models).find(model_sha256).manifest
    except ModelError:
        return KnownClasses()
    return KnownClasses(manifest.classes, frozenset(manifest.ok_classes))


def _line(task: LabelTask) -> str:
    novelty = "" if task.novelty is None else f", novelty {task.novelty:.2f}"
    said = f"{task.evaluation.name} {task.class_name} {task.score:.3f}"
    return (
        f"{task.result_id}  {task.triggered_at:%Y-%m-%d %H:%M}  {task.why:14}  {said} "
        f"(margin {task.margin:.3f}{novelty})"
    )
