"""Where results are put on lists, from which datasets are made."""

from __future__ import annotations

from inspector.clock import utc_datetime, utc_ns
from inspector.domain.errors.history import PickNameUnsuitableError
from inspector.domain.picks import Pick, PickStore
from inspector.services.people.audit import Actor, AuditTrail
from inspector.wire.history import PickAnswer, PickList, PickLists, PickRequest

_NAME_MAX = 64


class PickDesk:
    """All methods may be called from several threads.

    Args:
        picks: Where lists are kept.
        audit: Where it is written down who did what.
    """

    def __init__(self, picks: PickStore, audit: AuditTrail) -> None:
        self._picks = picks
        self._audit = audit

    def add(self, actor: Actor, request: PickRequest) -> PickAnswer:
        """Put results on a list; one that stands on it already stays as it is.

        Raises:
            PickNameUnsuitableError: no list can have this name.
            ResultNotFoundError: a result does not exist; none was put on the list.
            AuditNotWritableError: nothing was done.
        """
        with self._audit.recorded(actor, "dataset.pick", request.name) as entry:
            name = _required_name(request.name)
            added = self._picks.add(name, request.result_ids, utc_ns(), actor.name)
            entry.new = {"results": request.result_ids, "added": added}
        found = next(each for each in self._picks.all() if each.name == name)
        return PickAnswer(pick=_pick_list(found), added=added)

    def all(self) -> PickLists:
        """All lists, the one that was added to last first."""
        return PickLists(picks=[_pick_list(each) for each in self._picks.all()])


def _pick_list(pick: Pick) -> PickList:
    return PickList(
        name=pick.name,
        results=pick.results,
        first_at=utc_datetime(pick.first_utc_ns),
        last_at=utc_datetime(pick.last_utc_ns),
    )


def _required_name(name: str) -> str:
    if not name.isprintable() or name != name.strip() or not 0 < len(name) <= _NAME_MAX:
        raise PickNameUnsuitableError(f"{name!r} is no name of a list")
    return name
