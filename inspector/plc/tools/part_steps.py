"""The steps of the handshake that every part takes: trigger, result, acknowledge, confirmation."""

from __future__ import annotations

from itertools import pairwise

from inspector.domain.evaluation import Reason
from inspector.plc.block import sequence_distance
from inspector.plc.reasons import REASON_MEANING
from inspector.plc.registers import ConfirmCode, Status
from inspector.plc.tools.finding import Finding, missing, seen, skipped, wrong
from inspector.plc.tools.watch import Watch

_CAMERAS_COUNT = "the cameras count the parts of this station"
_WORD = 0x10000
_ON_THE_WAY_MAX = 8
"""How far two counts of the PLC may differ while parts are on their way through its queues."""
_BELT_MAX = 4096
"""Parts that a station follows between photo-eye and outcome."""


def triggered(watch: Watch) -> Finding:
    """The PLC tells each part by one step of trigger_seq."""
    if watch.cameras_count_parts:
        return skipped(_CAMERAS_COUNT)
    number = watch.plc["trigger_seq"].value
    if watch.triggers == 0:
        return missing(
            f"trigger_seq stands at {number}",
            "Let parts pass. If they do, raise trigger_seq by one at each edge of the photo-eye.",
        )
    if watch.missed:
        return wrong(
            f"trigger_seq moved by {watch.triggers}, and {watch.missed} triggers were skipped",
            "Raise trigger_seq by one for each part, and only when trigger_seq_seen equals it; "
            "keep the others in a queue until then.",
        )
    return seen(f"trigger_seq moved by {watch.triggers} to {number}")


def trigger_taken(watch: Watch) -> Finding:
    """The station takes over what the PLC tells."""
    taken, told = watch.vision["trigger_seq_seen"], watch.plc["trigger_seq"].value
    if watch.cameras_count_parts or taken.changes > 0:
        return seen(f"trigger_seq_seen follows, at {taken.value}")
    return missing(
        f"trigger_seq_seen stands at {taken.value}, trigger_seq at {told}",
        "The station takes triggers only after the session is acknowledged, see above.",
    )


def part_named(watch: Watch) -> Finding:
    """Each part has a name of its own."""
    if watch.cameras_count_parts:
        return skipped(_CAMERAS_COUNT)
    part_id = watch.plc["part_id"]
    return _counted(watch, "part_id", part_id.changes, list(part_id.values)) or seen(
        f"part_id is {part_id.value}"
    )


def encoder_latched(watch: Watch) -> Finding:
    """Each part has its place."""
    if watch.cameras_count_parts:
        return skipped(_CAMERAS_COUNT)
    encoder = watch.plc["encoder_at_trigger"]
    return _counted(watch, "encoder_at_trigger", encoder.changes, list(encoder.values)) or seen(
        f"encoder_at_trigger is {encoder.value}"
    )


def _counted(watch: Watch, name: str, changes: int, values: list[int]) -> Finding | None:
    if changes == 0:
        return missing(
            f"{name} is the same for every part" if watch.triggers else f"{name} has not changed",
            f"Write {name} in the same request as trigger_seq, or in one before it.",
        )
    if len(values) > 1 and all((new - old) % _WORD == 0 for old, new in pairwise(values)):
        return wrong(
            f"{name} counts in steps of {_WORD}",
            "High and low word are exchanged: the high word stands at the lower address.",
        )
    return None


def judged(watch: Watch) -> Finding:
    """Parts get verdicts."""
    verdicts = watch.grown("V", "inspected")
    if verdicts == 0:
        return missing("no part got a verdict", "Let parts pass; without a trigger there is none.")
    undefined = watch.grown("V", "not_inspected")
    text = (
        f"{verdicts} verdicts: {watch.grown('V', 'passed')} OK, "
        f"{watch.grown('V', 'rejected')} rejected, {undefined} UNDEFINED"
    )
    reason = watch.vision["reason"].value
    if undefined == verdicts and reason in REASON_MEANING:
        text += f"; the last: {reason} {Reason(reason).name}, {REASON_MEANING[Reason(reason)]}"
    return seen(text)


def acknowledged(watch: Watch) -> Finding:
    """The PLC takes results over."""
    acknowledge, waiting = watch.plc["result_ack_seq"], watch.vision["result_seq"].value
    if watch.grown("V", "overrun") > 0:
        return wrong(
            f"{watch.grown('V', 'overrun')} results waited because the ring of 8 was full",
            "Acknowledge in every cycle: take all results of the ring and set result_ack_seq to "
            "the last.",
        )
    if acknowledge.changes == 0:
        return missing(
            f"result_ack_seq stands at {acknowledge.value}, result_seq {waiting} waits"
            if waiting
            else "there was no result to acknowledge",
            "When result_seq equals result_seq_echo and is neither 0 nor result_ack_seq, take the "
            "result and set result_ack_seq to it.",
        )
    return seen(f"result_ack_seq moved to {acknowledge.value}")


def confirmed(watch: Watch) -> Finding:
    """The PLC says what became of each part."""
    confirm, code = watch.plc["confirm_seq"], watch.plc["confirm_code"].value
    if confirm.changes == 0:
        return missing(
            f"confirm_seq stands at {confirm.value}",
            "When a part has left the reject zone, set confirm_trigger_seq, confirm_part and "
            "confirm_code, then raise confirm_seq by one; the next when confirm_ack_seq equals it.",
        )
    if code not in {each.value for each in ConfirmCode}:
        return wrong(
            f"confirm_code {code} is none of the map",
            "Use " + ", ".join(f"{each.value} {each.name}" for each in ConfirmCode) + ".",
        )
    number = watch.plc["confirm_trigger_seq"].value
    last = watch.vision["trigger_seq_seen"].value
    if number == 0 or sequence_distance(number, last) > _BELT_MAX:
        return wrong(
            f"confirm_trigger_seq {number} names no part on the belt, the last one is {last}",
            "Set confirm_trigger_seq to the trigger_seq of the part that has left.",
        )
    return seen(f"confirm_seq moved to {confirm.value}, confirm_code {ConfirmCode(code).name}")


def counters_agree(watch: Watch) -> Finding:
    """The PLC's own counters move with what it tells."""
    told = watch.triggers
    counted = watch.grown("P", "plc_triggered")
    confirmed = watch.grown("P", "plc_passed") + watch.grown("P", "plc_rejected")
    if not watch.cameras_count_parts and abs(counted - told) > _ON_THE_WAY_MAX:
        return wrong(
            f"plc_triggered rose by {counted}, trigger_seq by {told}",
            "Count plc_triggered up with each part at the photo-eye; two words, high word first.",
        )
    if watch.plc["confirm_seq"].changes > 0 and confirmed == 0:
        return missing(
            "plc_passed and plc_rejected stand still while parts are confirmed",
            "Count plc_passed or plc_rejected up with each part that leaves the reject zone.",
        )
    if confirmed == 0:
        return missing("the PLC's counters stand still", "Let parts pass to the end of the belt.")
    text = f"plc_triggered rose by {counted}, plc_passed and plc_rejected by {confirmed} together"
    if Status.MISSED_TRIGGER in watch.status:
        text += "; MISSED_TRIGGER is latched from before, clear it with control bit CLEAR_FAULT"
    return seen(text)
