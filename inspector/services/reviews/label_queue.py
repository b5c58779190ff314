"""Which pictures a person should label next.

Half of them are those whose verdict was closest or, while a model is on trial, those on which it
disagrees; a quarter those that are most unlike the training pictures; and the rest a steady random
sample: without it nobody would ever see what the model is wrongly sure of. What one kind lacks, the
others fill.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice, pairwise, zip_longest

from inspector.clock import utc_datetime
from inspector.domain.labels import LabelCandidate, LabelCandidates, Why
from inspector.wire.reviews import LabelQueuePage, LabelTask

LIMIT_MAX = 200
_SLICES = 8
"""The time is cut into so many pieces that take turns, so that one bad hour is not all."""


class LabelQueue:
    """May be used from several threads.

    Args:
        candidates: Where they are found.
        on_trial: The package of the model on trial, empty for none.
    """

    def __init__(self, candidates: LabelCandidates, on_trial: Callable[[], str]) -> None:
        self._candidates = candidates
        self._on_trial = on_trial

    def page(self, since_utc_ns: int, until_utc_ns: int, limit: int) -> LabelQueuePage:
        """At most ``limit`` pictures of parts that came in a time and that nobody has reviewed.

        Of pictures with the same content, and of those of one part, only the first is chosen. That
        pictures merely look alike is no reason to leave one out: on a line all of them do.
        """
        seen: set[object] = set()
        stream = {
            why: _unlike(seen, self._taking_turns(why, since_utc_ns, until_utc_ns, limit))
            for why in Why
        }
        chosen = list(islice(stream[Why.DISPUTED], limit // 4))
        chosen += islice(stream[Why.NEAR_THRESHOLD], limit // 2 - len(chosen))
        chosen += islice(stream[Why.NOVEL], limit // 4)
        for why in (Why.RANDOM, Why.NOVEL, Why.NEAR_THRESHOLD, Why.DISPUTED):
            chosen += islice(stream[why], limit - len(chosen))
        return LabelQueuePage(
            since=utc_datetime(since_utc_ns),
            until=utc_datetime(until_utc_ns),
            tasks=[_task(each) for each in chosen],
        )

    def _taking_turns(
        self, why: Why, since_utc_ns: int, until_utc_ns: int, limit: int
    ) -> Iterator[LabelCandidate]:
        """The best of every piece of the time, then the second best of every piece, and so on."""
        span = until_utc_ns - since_utc_ns
        edges = [since_utc_ns + span * piece // _SLICES for piece in range(_SLICES + 1)]
        find = self._disputed if why is Why.DISPUTED else partial(self._candidates.candidates, why)
        pieces = [find(begin, end, limit) for begin, end in pairwise(edges)]
        found = chain.from_iterable(zip_longest(*pieces))
        return (each for each in found if each is not None)

    def _disputed(self, begin: int, end: int, limit: int) -> Sequence[LabelCandidate]:
        model = self._on_trial()
        return self._candidates.disputed(model, begin, end, limit) if model else ()


def _unlike(seen: set[object], found: Iterator[LabelCandidate]) -> Iterator[LabelCandidate]:
    for each in found:
        names: set[object] = {("result", each.result_id), ("picture", each.image_sha256)}
        if each.part_id:
            names.add(("part", each.part_id))
        if seen.isdisjoint(names):
            seen |= names
            yield each


def _task(candidate: LabelCandidate) -> LabelTask:
    return LabelTask(
        why=candidate.why,
        result_id=candidate.result_id,
        part_id=candidate.part_id,
        triggered_at=utc_datetime(candidate.triggered_utc_ns),
        evaluation=candidate.evaluation,
        class_name=candidate.class_name,
        score=candidate.score,
        threshold=candidate.threshold,
        margin=candidate.margin,
        novelty=candidate.novelty,
    )
