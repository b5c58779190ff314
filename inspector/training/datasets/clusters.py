"""What belongs together stays together: items that share a group, lot, serial or picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspector.training.datasets.item import RevisionItem


class DisjointSets:
    """Union-find over ``0`` to ``count - 1`` with path halving."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def find(self, member: int) -> int:
        """The representative of a member's set."""
        parents = self._parents
        while parents[member] != member:
            parents[member] = parents[parents[member]]
            member = parents[member]
        return member

    def unite(self, one: int, other: int) -> None:
        """Make one set of two; the smaller representative stays."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parents[high] = low


def cluster_items(
    items: Sequence[RevisionItem],
    group_by: Iterable[str],
    pairs: Iterable[tuple[str, str]] = (),
) -> list[list[int]]:
    """Indices of the items that must not be parted, sorted by their keys.

    Parts of one picture always stay together.

    Args:
        items: Of a revision.
        group_by: ``group``, or names of provenance entries such as ``lot`` and ``serial``.
        pairs: File hashes of pictures that are near duplicates.
    """
    sets = DisjointSets(len(items))
    first: dict[tuple[str, str], int] = {}
    names = tuple(group_by)
    for index, item in enumerate(items):
        known = {name: item.provenance.get(name, "") for name in names}
        known |= {"sha256": item.sha256, "pixels": item.pixels_sha256}
        if "group" in names:
            known["group"] = item.group
        for name, value in known.items():
            if value:
                sets.unite(index, first.setdefault((name, value), index))
    for one, other in pairs:
        sets.unite(first["sha256", one], first["sha256", other])
    members: dict[int, list[int]] = {}
    for index in sorted(range(len(items)), key=lambda index: items[index].key):
        members.setdefault(sets.find(index), []).append(index)
    return sorted(members.values(), key=lambda cluster: items[cluster[0]].key)
