"""What the API tells of packages: figures, report, changes; and which may be promoted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rollout_rig import EVALUATION, part_package
from rollout_station import TOKEN, Station, station_folder

from inspector.domain.errors.api import RouteUnknownError
from inspector.domain.errors.release import ModelSignatureError, PackageUnknownError
from inspector.inference.checked_elsewhere import CheckedElsewhere
from inspector.services.rollout import promotion as promotion_module
from inspector.wire.rollout import PackageStanding, PromotionPhase

REPORT = b"<!doctype html><html><head><title>report</title></head><body>none</body></html>"
_SHARE = {"count": 1, "total": 8, "rate": 0.125, "low": 0.003, "high": 0.53, "text": "1 of 8"}
_INTERVALS = ("accuracy", "escapes", "false_rejects", "lost", "not_decidable")
MORE = {
    "report.html": REPORT,
    "evaluation.json": json.dumps(
        {
            "dataset": "parts",
            "samples": 8,
            "classes": ["good", "dent"],
            "confusion": [[4, 0], [1, 3]],
            "intervals": dict.fromkeys(_INTERVALS, _SHARE),
            "by_class": [],
            "of_a_later_version": True,
        }
    ).encode(),
}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    patch = pytest.MonkeyPatch()
    patch.setattr(promotion_module, "_MEASURING_DUTY_PERCENT", 100.0)
    patch.setattr(CheckedElsewhere, "begin", lambda _: None)
    packages = tmp_path_factory.mktemp("packages")
    running = Station(station_folder(tmp_path_factory.mktemp("station")))
    running.install(part_package(packages, "1.1.0").folder)
    worse = {**EVALUATION, "escapes": 20}
    running.install(part_package(packages, "1.2.0", evaluation=worse, more=MORE).folder)
    yield running
    running.stop()
    patch.undo()


def test_the_shipped_package_tells_what_it_knows(station: Station) -> None:
    detail = station.client.models.package("machined-part/1.0.0")
    assert (detail.verified, detail.fault, detail.signature) == (True, "", "bundled")
    assert detail.evaluation is not None
    assert detail.has_report
    assert detail.card.startswith("#")
    assert detail.package_bytes > 1_000_000
    with pytest.raises(PackageUnknownError, match="carries no report"):
        station.client.models.report("machined-part/1.1.0")


def test_a_package_that_there_is_not(station: Station) -> None:
    with pytest.raises(PackageUnknownError):
        station.client.models.package("machined-part/9.9.9")
    for name in ("../people/1.0.0", "nothing", "a/b/c"):
        with pytest.raises((PackageUnknownError, RouteUnknownError)):
            station.client.models.package(name)


def test_a_damaged_file_is_told(station: Station, tmp_path: Path) -> None:
    folder = station.data.models / "machined-part" / "1.1.0"
    card = folder / "MODEL_CARD.md"
    whole = card.read_bytes()
    card.write_bytes(whole + b"more")
    try:
        detail = station.client.models.package("machined-part/1.1.0")
        assert not detail.verified
        assert "MODEL_CARD.md is not the file that was packaged" in detail.fault
        assert detail.card == ""
    finally:
        card.write_bytes(whole)
    assert station.client.models.package("machined-part/1.1.0").verified


def test_what_one_changes_against_another(station: Station) -> None:
    changed = station.client.models.difference("machined-part/1.1.0", "machined-part/1.2.0")
    entries = {each.entry: (each.before, each.after) for each in changed.entries}
    assert entries["version"] == ("1.1.0", "1.2.0")
    assert entries["evaluation.escapes"] == ("0", "20")
    assert {each.name for each in changed.files} == {"report.html", "evaluation.json"}


def test_the_list_tells_figures_and_standing(station: Station) -> None:
    rows = {row.name: row for row in station.client.models.state().packages}
    shipped, newer = rows["machined-part/1.0.0"], rows["machined-part/1.1.0"]
    assert shipped.standing is PackageStanding.IN_FORCE
    assert shipped.promotable
    assert shipped.accuracy == pytest.approx(0.996791)
    assert (newer.escapes, newer.defective, newer.accuracy) == (0, 200, 0.985)
    assert newer.promotable
    assert newer.size_bytes > 100_000


def test_the_key_is_asked_for_before_anything_is_loaded(station: Station, tmp_path: Path) -> None:
    """The package lies where one that was installed before its key was withdrawn would."""
    unsigned = part_package(tmp_path, "1.9.0", signed=False)
    target = station.data.models / "machined-part" / "1.9.0"
    target.parent.mkdir(exist_ok=True)
    unsigned.folder.rename(target)
    row = next(
        each
        for each in station.client.models.state().packages
        if each.name == "machined-part/1.9.0"
    )
    assert not row.promotable
    assert "MOD-010" in row.not_promotable
    with pytest.raises(ModelSignatureError):
        station.client.models.promote("machined-part/1.9.0")
    assert station.client.models.state().promotion is None


def test_a_promotion_tells_every_figure_beside_its_limit(station: Station) -> None:
    station.client.models.promote("machined-part/1.2.0")
    promotion = station.settled().promotion
    assert promotion is not None
    assert promotion.phase is PromotionPhase.REFUSED
    by_name = {each.figure: each for each in promotion.figures}
    assert by_name["escape_percent"].refused
    assert by_name["escape_percent"].measured == pytest.approx(10.0)
    assert not by_name["accuracy"].refused
    assert {"p99_ms", "golden_difference", "robustness"} <= by_name.keys()
    assert [each.figure for each in promotion.missed] == ["escape_percent"]


def test_a_report_loads_nothing_from_elsewhere(station: Station) -> None:
    run_file = json.loads(station.data.run_file.read_text("utf-8"))
    reply = httpx.get(
        f"{run_file['url']}/v1/models/packages/machined-part/1.2.0/report",
        headers={"Authorization": f"Bearer {TOKEN}"},
        trust_env=False,
    )
    assert reply.content == REPORT == station.client.models.report("machined-part/1.2.0")
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_evaluation_of_a_package_is_read(station: Station) -> None:
    evaluation = station.client.models.package("machined-part/1.2.0").evaluation
    assert evaluation is not None
    assert evaluation.intervals.escapes.count == 1
    assert evaluation.ranking is None
    assert evaluation.worst == []
