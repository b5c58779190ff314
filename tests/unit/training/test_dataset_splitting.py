"""A split parts no group, has every class everywhere, and is the same every time."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.errors.dataset import (
    DatasetUnreadableError,
    SourceInvalidError,
    SplitImpossibleError,
)
from inspector.training.datasets.clusters import cluster_items
from inspector.training.datasets.document import (
    DatasetRevision,
    canonical,
    make_content,
    parse_content,
    revision_id,
)
from inspector.training.datasets.item import Rect, RevisionItem
from inspector.training.datasets.objects import ObjectFolder
from inspector.training.datasets.splitting import (
    PARTS,
    SplitPlan,
    read_plan,
    split_revision,
    write_plan,
)

GROUPS = ("group", "lot", "serial")


def item(
    number: int, label: str = "good", group: str = "", rect: Rect | None = None, **known: str
) -> RevisionItem:
    sha256 = revision_id(str(number).encode())
    return RevisionItem(
        sha256=sha256,
        suffix=".png",
        size_bytes=100,
        width=40,
        height=40,
        channels=1,
        pixels_sha256=sha256,
        label=label,
        group=group,
        rect=rect,
        origin=f"{number}.png",
        provenance=known,
    )


def revision(items: list[RevisionItem], tmp_path: Path = Path("nowhere")) -> DatasetRevision:
    content = make_content(items, ())
    return DatasetRevision(revision_id(canonical(content)), "test", content, ObjectFolder(tmp_path))


def split(items: list[RevisionItem], seed: int = 1, **choices: object) -> SplitPlan:
    choices.setdefault("group_by", GROUPS)
    return split_revision(revision(items), seed, **choices)  # type: ignore[arg-type]


def counts(plan: SplitPlan, items: list[RevisionItem]) -> Mapping[str, Counter[str]]:
    labels = {each.key: each.label for each in items}
    return {part: Counter(labels[key] for key in plan.parts[part]) for part in PARTS}


classes = st.dictionaries(st.sampled_from("abcde"), st.integers(3, 40), min_size=2)


@settings(max_examples=50)
@given(classes, st.integers(0, 2**31), st.randoms())
def test_nothing_is_shared_or_lost_and_every_part_has_every_class(
    sizes: dict[str, int], seed: int, shuffle: random.Random
) -> None:
    numbers = iter(range(1000))
    items = [item(next(numbers), label) for label, size in sizes.items() for _ in range(size)]
    plan = split(items, seed)
    dealt = [key for part in PARTS for key in plan.parts[part]]
    assert sorted(dealt) == sorted(each.key for each in items)
    for part, share in zip(PARTS, plan.shares, strict=True):
        for label, size in sizes.items():
            assert abs(counts(plan, items)[part][label] - share * size) <= 1.5
            assert counts(plan, items)[part][label] >= 1
    shuffle.shuffle(items)
    assert split(items, seed) == plan


groups = st.lists(
    st.tuples(st.sampled_from(["lot", "serial", "group"]), st.integers(1, 6)), min_size=12
)


@settings(max_examples=50)
@given(groups, st.integers(0, 100))
def test_a_group_is_never_parted(sizes: list[tuple[str, int]], seed: int) -> None:
    items = []
    for number, (kind, size) in enumerate(sizes):
        for _ in range(size):
            known = {kind: f"{kind}{number}"}
            items.append(item(len(items), "ab"[number % 2], **known))
    plan = split(items, seed)
    part_of = {key: part for part in PARTS for key in plan.parts[part]}
    seen: dict[str, set[str]] = {}
    for each in items:
        name = each.group or next(iter(each.provenance.values()))
        seen.setdefault(name, set()).add(part_of[each.key])
    assert all(len(parts) == 1 for parts in seen.values())
    assert {part_of[each.key] for each in items if each.label == "a"} == set(PARTS)


def test_shares_are_met_as_well_as_groups_allow() -> None:
    items = [item(n, "ab"[n % 2], group=str(n // 8)) for n in range(400)]
    for part, share in zip(PARTS, (0.7, 0.15, 0.15), strict=True):
        found = counts(split(items), items)[part]
        assert all(abs(count - 200 * share) <= 4 for count in found.values())


def test_another_seed_is_another_split() -> None:
    items = [item(n, "ab"[n % 2]) for n in range(60)]
    assert split(items, 1).parts != split(items, 2).parts
    assert split(items, 1).id != split(items, 2).id


def test_groups_chain_and_tiles_of_one_picture_stay_together() -> None:
    chained = [
        item(1, lot="7"),
        item(2, lot="7", serial="s"),
        item(3, serial="s"),
        item(4),
        item(5, rect=Rect(0, 0, 20, 20)),
        item(5, rect=Rect(20, 0, 20, 20)),
    ]
    assert sorted(map(sorted, cluster_items(chained, GROUPS))) == [[0, 1, 2], [3], [4, 5]]
    assert sorted(map(sorted, cluster_items(chained, ["lot"]))) == [[0, 1], [2], [3], [4, 5]]
    pair = (chained[3].sha256, chained[4].sha256)
    assert sorted(map(sorted, cluster_items(chained, [], [pair])))[-1] == [3, 4, 5]


@pytest.mark.parametrize(
    ("items", "word"),
    [
        ([item(n) for n in range(9)], r"one class \(good\)"),
        ([item(n, "ab"[n // 5]) for n in range(7)], r"b in 2 \(2 pictures\)"),
        (
            [item(n, "ab"[n % 2], lot=str(n % 4)) for n in range(40)],
            r"a in 2 \(20 pictures\), b in 2",
        ),
    ],
)
def test_what_cannot_be_split_is_refused_with_the_reason(
    items: list[RevisionItem], word: str
) -> None:
    with pytest.raises(SplitImpossibleError, match=word):
        split(items)


def test_classes_that_take_each_others_groups_are_refused() -> None:
    mixed = [item(n, "ab"[n % 2], group=str(n // 2)) for n in range(4)]
    alone = [item(n, "ac"[n % 2], group=f"x{n // 2}") for n in range(10, 12)]
    with pytest.raises(SplitImpossibleError):
        split([*mixed, *alone])


@pytest.mark.parametrize(
    "shares", [(0.7, 0.3), (0.7, 0.2, 0.2), (1.0, 0.0, 0.0), (0.8, 0.4, -0.2), (math.nan, 0.1, 0.1)]
)
def test_shares_that_are_none_are_refused(shares: tuple[float, ...]) -> None:
    with pytest.raises(SplitImpossibleError, match="with sum 1"):
        split([item(n, "ab"[n % 2]) for n in range(20)], shares=shares)


def test_a_misspelt_column_groups_nothing_and_is_refused() -> None:
    items = [item(n, "ab"[n % 2], lot=f"L{n}") for n in range(20)]
    with pytest.raises(SplitImpossibleError, match="no picture has lott") as caught:
        split(items, group_by=("lott",))
    assert "lot, " in caught.value.remedy


def test_a_plan_on_disk_is_read_back_and_never_after_it_was_changed(tmp_path: Path) -> None:
    plan = split([item(n, "ab"[n % 2]) for n in range(20)])
    path = tmp_path / "plan.json"
    write_plan(plan, path)
    assert read_plan(path) == plan
    assert read_plan(path).id == plan.id
    document = json.loads(path.read_text())
    document["parts"]["train"].append(document["parts"]["test"].pop())
    path.write_text(json.dumps(document))
    with pytest.raises(DatasetUnreadableError, match="changed"):
        read_plan(path)
    path.write_text("{}")
    with pytest.raises(DatasetUnreadableError, match="no split"):
        read_plan(path)


def test_a_revision_is_the_same_after_it_was_written_and_read() -> None:
    content = make_content(
        [item(2, "b", lot="ä"), item(1, "a", rect=Rect(1, 2, 3, 4), person="\udce4")], ["a"]
    )
    assert parse_content(canonical(content)) == content
    assert canonical(parse_content(canonical(content))) == canonical(content)


@pytest.mark.parametrize("document", [b"", b"[]", b'{"schema_version": 9}', b"{}"])
def test_a_file_that_is_no_revision_is_refused(document: bytes) -> None:
    with pytest.raises(DatasetUnreadableError):
        parse_content(document)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sha256", "../../../etc/passwd"),
        ("sha256", "A" * 64),
        ("suffix", "/../x"),
        ("suffix", ".p\u00edg"),
        ("width", 0),
        ("height", "40"),
        ("channels", 1.5),
        ("label", 7),
        ("label", "../up"),
        ("rect", [0, 0, 41, 1]),
        ("rect", [0, 0]),
        ("provenance", {"lot": 7}),
        ("unknown", 1),
    ],
)
def test_a_revision_from_a_stranger_is_refused_when_an_entry_is_wrong(
    name: str, value: object
) -> None:
    document = json.loads(canonical(make_content([item(1)], ())))
    parse_content(json.dumps(document).encode())
    document["items"][0][name] = value
    with pytest.raises((DatasetUnreadableError, SourceInvalidError)):
        parse_content(json.dumps(document).encode())
