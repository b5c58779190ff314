"""`inspector history what-if`, answered by the running station."""

from __future__ import annotations

import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from inspector.cli.history.asking import WITH_MODEL, criteria_of, filtered
from inspector.cli.output import JSON, print_json, tell
from inspector.cli.station_options import DATA_DIR, Command, station_client, with_options

if TYPE_CHECKING:
    from inspector.client.what_if import WhatIfClient
    from inspector.wire.what_if import ChangedPart, Costs, Sweep, WhatIfQuestion, WhatIfState

_LOOK_S = 0.5
_PAGE = 500
_OF_ALL = ("accept", "reject")
_OWN_OPTIONS = (
    click.option("--accept", type=float, help="Accept limit of all parts."),
    click.option(
        "--reject",
        multiple=True,
        metavar="[CLASS=]VALUE",
        help="Reject limit of a class, or of all without their own; repeatable.",
    ),
    WITH_MODEL,
    click.option("--with-revision", metavar="SHA256", help="Of a recipe revision; needs pictures."),
    click.option("--parts", type=click.IntRange(1), help="At most so many, the newest."),
    click.option("--sweep", metavar="CLASS", help="Move this limit, or `accept`, or `reject`."),
    click.option("--escape-cost", type=float, help="Of a defect that passes."),
    click.option("--false-reject-cost", type=float, help="Of a good part that is rejected."),
    click.option("--undecided-cost", type=float, help="Of a part that is not decidable."),
    click.option("--limit", type=click.IntRange(0), default=0, help="List at most so many."),
)


def _own_options(command: Command) -> Command:
    return with_options(command, _OWN_OPTIONS)


@click.command()
@_own_options
@filtered
@DATA_DIR
@JSON
def what_if(data_dir: Path | None, as_json: bool, limit: int, **wanted: Any) -> None:
    """Decide past parts again by other limits, another model or recipe; nothing is changed.

    Limits that are not named stay as they were for each part. Ctrl-C leaves off and shows what is
    known so far; the exit code is then 130.
    """
    from inspector.cli.history.what_if_text import lines_of

    question = _question(wanted)
    with station_client(data_dir) as client:
        state = _answered(client.what_if, question)
        parts = _listed(client.what_if, state, limit)
    if as_json:
        shown = [part.model_dump(mode="json") for part in parts]
        print_json(state.model_dump(mode="json") | {"parts": shown})
    elif not state.code:
        for line in lines_of(state, parts):
            click.echo(line)
    if state.code:
        click.echo(f"error {state.code}: {state.message}\nremedy: {state.remedy}", err=True)
        sys.exit(2)
    if state.phase == "cancelled":
        sys.exit(130)


def _question(wanted: dict[str, Any]) -> WhatIfQuestion:
    from pydantic import ValidationError

    from inspector.wire.what_if import AskedFilter, LimitChanges, WhatIfQuestion

    try:
        limits = dict(map(_limit, wanted.pop("reject")))
        changes = LimitChanges(
            accept=wanted.pop("accept"),
            reject_default=limits.pop("", None),
            reject=limits,
        )
        asked = {
            "limits": changes,
            "model": wanted.pop("with_model"),
            "revision": wanted.pop("with_revision"),
            "sweep": _sweep(wanted.pop("sweep")),
            "costs": _costs(wanted),
        }
        parts = wanted.pop("parts")
        if parts is not None:
            asked["parts"] = parts
        criteria = AskedFilter(**criteria_of(wanted).model_dump())
        return WhatIfQuestion(criteria=criteria, **asked)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(each) for each in first["loc"])
        raise click.UsageError(f"{place}: {first['msg']}") from error


def _limit(text: str) -> tuple[str, float]:
    """The class, empty for all without their own, and its limit."""
    name, equals, value = text.rpartition("=")
    try:
        limit = float(value)
    except ValueError:
        limit = math.nan
    if (equals and not name) or math.isnan(limit):
        raise click.UsageError(f"--reject {text!r} is not [CLASS=]VALUE, such as scratch=0.4")
    return name, limit


def _sweep(name: str | None) -> Sweep | None:
    from inspector.wire.what_if import Sweep, SweptLimit

    if name is None:
        return None
    if name in _OF_ALL:
        return Sweep(limit=SweptLimit.ACCEPT if name == "accept" else SweptLimit.REJECT_DEFAULT)
    return Sweep(limit=SweptLimit.CLASS, class_name=name)


def _costs(wanted: dict[str, Any]) -> Costs:
    from inspector.wire.what_if import Costs

    given = {name: wanted.pop(f"{name}_cost") for name in Costs.model_fields}
    return Costs(**{name: cost for name, cost in given.items() if cost is not None})


def _answered(client: WhatIfClient, question: WhatIfQuestion) -> WhatIfState:
    """Follow it to its end; progress goes to standard error."""
    state = client.ask(question)
    told = 0
    try:
        while not state.ended:
            time.sleep(_LOOK_S)
            state = client.state(state.question_id)
            if state.looked_at > told:
                told = state.looked_at
                more = " or more" if state.total_is_more else ""
                tell(f"{told} of {state.total}{more} parts")
    except KeyboardInterrupt:
        state = client.cancel(state.question_id)
        while not state.ended:
            time.sleep(_LOOK_S)
            state = client.state(state.question_id)
    return state


def _listed(client: WhatIfClient, state: WhatIfState, wanted: int) -> list[ChangedPart]:
    found: list[ChangedPart] = []
    before: int | None = None
    while len(found) < wanted:
        limit = min(wanted - len(found), _PAGE)
        page = client.parts(state.question_id, before=before, limit=limit)
        found += page.parts
        before = page.next_before
        if before is None:
            break
    return found
