"""What is wrong on the line: with PLC, gate, model, deadline."""

from collections.abc import Iterable
from functools import reduce

from inspector.domain.phrase import Phrase, PhraseBook


class GatePhrase(PhraseBook):
    """Alarms of the gate, by their names in the register map."""

    CONSECUTIVE_REJECTS = "too many rejects in a row"
    REJECT_RATE = "too many rejects among the last parts"
    REJECTS_UNCONFIRMED = "a reject was not seen where rejects go"
    TRIGGERS_MISSED = "the PLC counted parts that the gate did not see"
    RESULTS_LATE = "verdicts came too late"
    BIN_FULL = "the reject bin is full"
    AIR_LOW = "the ejector's air pressure is too low"
    UNEXPECTED_OBJECT = "something was seen that nobody tracks"
    UNCLEARED_PASSED = "a part passed that was not cleared"
    SECOND_WRITER = "a second client tried to write the PLC's registers"
    TRACKING_LOST = "PLC and gate lost count of the parts on the belt"
    BELT_REVERSED = "the belt ran backwards"
    CLOCK_STEPPED = "the wall clock was set"
    COUPLER_UNSAFE = "the remote I/O coupler does not guard its outputs"
    REJECT_INHIBITED = "the PLC holds its ejector back"
    JOURNAL_FAILED = "the gate cannot write its journal; every part is rejected"


class LinePhrase(PhraseBook):
    """What is wrong beyond that, and what the line does about it."""

    BOTH = "{one}; {other}"
    NO_PART_PASSES = "no part may pass until it is cleared"
    NO_PART_PASSES_INFEED_STOPS = "no part may pass and the infeed must stop until it is cleared"
    GATE_SILENT = "the gate does not answer; it rejects every part"
    PLC_SILENT = "the PLC's heartbeat is silent"
    MODEL_FAILED = "the model failed on {count} parts in a row"
    NO_RECIPE_NUMBER = "no recipe has the number {number}"
    RECIPE_REFUSED = "recipe {number} ({recipe}): {code}: {fault}"
    CHANGEOVER_FAILED = "the changeover failed"
    CHANGEOVER_SUPERSEDED = "the PLC asked for another recipe, or it ended"


class DeadlinePhrase(PhraseBook):
    """What takes longer than the PLC waits for a verdict."""

    DEADLINE_UNREACHABLE = (
        "{terms} = {needed} ms, and the decision deadline is {limit} ms; the largest term is {term}"
    )
    TERMS_PLUS = "{terms} + {more}"
    TERM_EXPOSURE = "exposure"
    TERM_BEST_FRAME = "best frame"
    TERM_TRANSFER = "transfer"
    TERM_INSPECTION = "inspection"
    TERM_TAKES = "{term} {ms} ms ({origin})"
    ROUNDS_OF_RUNS = "{rounds} x p99.9 of {runs} runs"
    FRAME_BEFORE_PART = "{camera} has its frame before the part counts"
    EXPOSURE_UNTOLD = "{camera} does not tell it"
    FRAME_TIMEOUT_OF = "frame_timeout_ms of {camera}"
    EXPOSURE_OF = "exposure_time_us of {camera}"


def joined(phrases: Iterable[Phrase]) -> Phrase:
    """Several phrases, of which there is one at least, as one."""
    return reduce(lambda one, other: LinePhrase.BOTH(one=one, other=other), phrases)
