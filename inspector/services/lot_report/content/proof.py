"""The section about proof: how anybody can find out whether all of this is true."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.services.lot_report.facts.report import LotReport, Seals
from inspector.services.lot_report.words.speech import NOTHING, Speech, number
from inspector.services.paper.blocks import Block, Facts, Heading, Text
from inspector.services.paper.drawing import Ink


def proof(report: LotReport, say: Speech, pictures: int) -> Iterator[Block]:
    """How anybody can find out whether all of this is true."""
    pieces = report.digests
    yield Heading(say("section_proof"))
    yield Text(say("proof_text"), Ink.MUTED)
    yield Facts(
        (
            (say("digest"), report.digest),
            (say("digest_lot"), pieces.lot),
            (say("digest_results"), pieces.results),
            (say("digest_reviews"), pieces.reviews),
            (say("digest_challenges"), pieces.challenges),
            (say("digest_alarms"), pieces.alarms),
        ),
        mono=True,
    )
    yield Facts(
        (*_seal_facts(report.seals, say), (say("pictures"), _pictures(report, say, pictures)))
    )


def _pictures(report: LotReport, say: Speech, pictures: int) -> str:
    listed = report.rejects
    if not listed.total:
        return say("pictures_none")
    shown = min(len(listed.shown), pictures)
    return say("pictures_text", shown=number(shown), all=number(listed.total))


def _seal_facts(seals: Seals | None, say: Speech) -> list[tuple[str, str]]:
    if seals is None:
        return [(say("sealed"), say("sealed_none"))]
    state, noted = seals.state, seals.noted
    if seals.faults:
        told = say(
            "sealed_broken", faults=say.said("; ".join(map(str, seals.faults)), seals.faults)
        )
    elif not state.sealed:
        return [(say("sealed"), say("sealed_waits", all=number(state.unsealed)))]
    elif state.unsealed:
        whole = number(state.sealed + state.unsealed)
        told = say("sealed_partly", count=number(state.sealed), all=whole)
    else:
        told = say("sealed_all", count=number(state.sealed), blocks=number(state.blocks))
    witness = say("noted_not")
    if noted is not None:
        witness = say("noted_at", moment=say.time(noted.at), seq=noted.seq or NOTHING)
    return [(say("sealed"), told), (say("seal_head"), state.head), (say("noted"), witness)]
