"""The report of a lot: its figures are those of plain SQL, and it shows when the record changes."""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lot_bench import CHALLENGE, ESCAPED, PARTS, SECOND, LotBench, lot_bench, reading
from pdf_text import drawn
from store_examples import JOURNAL, START_UTC_NS, example

from inspector.cli.main import cli
from inspector.domain.alarm import Alarm, Effect, Reaction, Severity
from inspector.domain.alarm_log import AlarmChanges, AlarmIdentity, NewAlarm
from inspector.domain.challenge import Cause, ChallengePart, ChallengeRun, RunState, Step
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.camera import CameraLostError, SettingNotKeptError
from inspector.domain.errors.drift import FocusDriftError
from inspector.domain.errors.history import (
    LotNotFoundError,
    LotNotSettledError,
    LotReportOutdatedError,
)
from inspector.domain.errors.store import StoreError
from inspector.domain.evaluation import Evaluation, Outcome
from inspector.domain.lots import Lot, LotBoundary
from inspector.domain.people import Role
from inspector.domain.phrase import Phrase
from inspector.domain.phrases.cameras import CameraPhrase, FeaturePhrase
from inspector.domain.phrases.challenge import ChallengePhrase
from inspector.domain.phrases.drift import DriftPhrase
from inspector.domain.record import OutcomeUpdate
from inspector.services.alarms.gate import gate_alarm
from inspector.services.lot_report.desk import LotReportDesk
from inspector.services.lot_report.facts.gather import Limits
from inspector.services.lot_report.mark import read_mark
from inspector.services.people.audit import Actor
from inspector.services.seals.sealer import Sealer
from inspector.store.opening import DATABASE_NAME
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import (
    LotReportFormat,
    LotReportSummary,
    LotSignatureRequest,
    SignatureMeaning,
)

ANA = Actor("ana", Role.QUALITY)
LATER_UTC_NS = START_UTC_NS + 3600 * SECOND


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[LotBench]:
    made = lot_bench(tmp_path / "line-1")
    yield made
    made.close()


def file_of(
    desk: LotReportDesk,
    lot_id: int,
    kind: LotReportFormat = LotReportFormat.HTML,
    language: ReportLanguage = ReportLanguage.ENGLISH,
) -> bytes:
    pieces = desk.report(ANA, lot_id, kind, language)
    made = b""
    while (piece := pieces.next()) is not None:
        made += piece
    pieces.join()
    return made


def counted(bench: LotBench, what: str) -> int:
    connection = sqlite3.connect(bench.data.database / DATABASE_NAME)
    (found,) = connection.execute(
        f"SELECT count(*) FROM result WHERE lot_id = {bench.lot_id} AND {what}"  # noqa: S608
    ).fetchone()
    connection.close()
    return int(found)


def change(bench: LotBench, statement: str, *values: object) -> None:
    connection = sqlite3.connect(bench.data.database / DATABASE_NAME)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def standings(summary: LotReportSummary) -> dict[str, str]:
    return {row.counted: row.standing for row in summary.counts}


def test_the_figures_are_those_of_plain_sql(bench):
    summary = bench.desk().summary(bench.lot_id)
    product = "challenge = 0 AND "
    assert summary.parts == counted(bench, f"{product} 1") == PARTS - len(CHALLENGE)
    assert summary.ok == counted(bench, f"{product} evaluation = 1")
    assert summary.rejected == counted(bench, f"{product} evaluation IN (2, 3)")
    assert summary.undefined == counted(bench, f"{product} evaluation = 0") == 1
    assert summary.challenge == counted(bench, "challenge = 1") == 2
    assert summary.rejects == counted(bench, f"{product} (evaluation <> 1 OR outcome = 2)")
    assert summary.known_escapes == 1
    by_name = {row.counted: row.value for row in summary.counts}
    assert by_name["triggered"] == by_name["plc_triggered"] == by_name["recorded"] == PARTS
    assert by_name["commanded"] == by_name["confirmed"] == counted(bench, "evaluation <> 1")
    assert by_name["passed"] == counted(bench, "evaluation = 1 AND outcome = 1")
    assert summary.agreed
    assert not summary.preliminary


@pytest.mark.parametrize("language", ReportLanguage)
def test_both_files_show_every_reject_and_all_that_vouches_for_them(bench, language):
    desk = bench.desk()
    page = file_of(desk, bench.lot_id, LotReportFormat.HTML, language).decode()
    paper = drawn(file_of(desk, bench.lot_id, LotReportFormat.PDF, language))
    digest = desk.summary(bench.lot_id).digest
    for record in bench.records:
        product = record.trigger_index not in CHALLENGE
        is_shown = record.evaluation is not Evaluation.OK and product
        is_shown |= record.trigger_index == ESCAPED
        assert (record.result_id in page) is is_shown, record.trigger_index
        assert (record.result_id in paper) is is_shown, record.trigger_index
    for told in (digest, "GAT-106", "Dent 12", "seen at the customer", "ab" * 16):
        assert told in html.unescape(page)
        assert told in paper
    assert "order &lt;4711&gt;" in page
    assert "划痕 &amp; co" in page
    assert page.count("data:image/jpeg;base64,") == page.count('class="card"') - 1
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_difference_is_told_loudly(tmp_path):
    bench = lot_bench(tmp_path, lead=3)
    summary = bench.desk().summary(bench.lot_id)
    assert not summary.agreed
    wrong = [row for row in summary.counts if row.standing == "differs"]
    assert [(row.counted, row.value, row.expected) for row in wrong] == [
        ("plc_triggered", PARTS + 3, PARTS)
    ]
    page = file_of(bench.desk(), bench.lot_id).decode()
    assert "Counts that do not agree: 1" in page
    assert 'class="loud bad"' in page
    bench.close()


def test_parts_without_a_result_are_named(bench):
    change(bench, "DELETE FROM result WHERE trigger_index IN (5, 6, 7, 30)")
    change(bench, "UPDATE lot_tally SET results = results - 4 WHERE evaluation = 1")
    summary = bench.desk().summary(bench.lot_id)
    lost = next(row for row in summary.counts if row.counted == "recorded")
    assert (lost.value, lost.expected, lost.standing) == (PARTS - 4, PARTS, "differs")
    assert lost.detail == "5-7, 30"


def test_results_that_retention_let_go_are_no_loss(bench):
    change(bench, "DELETE FROM result WHERE trigger_index = 1")
    found = standings(bench.desk().summary(bench.lot_id))
    assert (found["recorded"], found["present"]) == ("agrees", "explained")


def test_a_bad_part_that_passed_is_an_escape(bench):
    change(bench, "UPDATE result SET outcome = 1 WHERE trigger_index = 5")
    summary = bench.desk().summary(bench.lot_id)
    assert summary.known_escapes == 2
    found = standings(summary)
    assert (found["bad_passed"], found["confirmed"]) == ("differs", "differs")
    assert (
        "Bad parts known to have left the station: 2"
        in file_of(bench.desk(), bench.lot_id).decode()
    )


def test_an_open_lot_is_preliminary_and_cannot_be_signed(tmp_path):
    bench = lot_bench(tmp_path, ended=False)
    summary = bench.desk().summary(bench.lot_id)
    assert summary.preliminary
    assert standings(summary)["plc_triggered"] == "not_measured"
    page = file_of(bench.desk(), bench.lot_id).decode()
    assert "PRELIMINARY" in page
    assert "FINAL" not in page
    with pytest.raises(LotNotSettledError):
        bench.desk().sign(ANA, bench.lot_id, signature(summary.digest))
    bench.close()


def test_lots_without_rejects_without_parts_and_without_a_row(bench):
    store, boundary = bench.store, LotBoundary(JOURNAL, PARTS + 1)
    good = store.lots().begin(Lot(0, "good", "", START_UTC_NS, "ana"), boundary)
    row = replace(example(PARTS + 1), lot_id=good.lot_id)
    went = OutcomeUpdate(row.result_id, Outcome.PASSED, row.decided_utc_ns)
    store.commit(JOURNAL, PARTS + 1, [row], [went], [])
    empty = store.lots().begin(
        Lot(0, "empty", "", START_UTC_NS + SECOND, "ana"), LotBoundary(JOURNAL, PARTS + 2)
    )
    store.lots().end(START_UTC_NS + 9 * SECOND, "ana", LotBoundary(JOURNAL, PARTS + 2))
    desk = bench.desk()
    for kind in LotReportFormat:
        assert file_of(desk, good.lot_id, kind)
        assert file_of(desk, empty.lot_id, kind)
    assert "No part of this lot was rejected." in file_of(desk, good.lot_id).decode()
    assert "No part of this lot is recorded" in file_of(desk, empty.lot_id).decode()
    assert (desk.summary(good.lot_id).rejects, desk.summary(empty.lot_id).parts) == (0, 0)
    for unknown in ("nobody's", "#99", "#99999999999999999999"):
        with pytest.raises(LotNotFoundError):
            desk.number_of(unknown)


def test_a_picture_that_is_gone_leaves_its_part_in_the_report(bench):
    lost = bench.records[4]
    (bench.archive.root / lost.image.path).unlink()
    page = file_of(bench.desk(), bench.lot_id).decode()
    assert lost.result_id in page
    assert page.count('class="missing"') == 2
    assert file_of(bench.desk(), bench.lot_id, LotReportFormat.PDF).startswith(b"%PDF-")


def test_what_is_not_shown_is_listed_and_what_is_not_listed_is_counted(bench):
    desk = bench.desk(Limits(rejects=8, pictures=3))
    page = file_of(desk, bench.lot_id).decode()
    summary = desk.summary(bench.lot_id)
    assert (summary.pictures, page.count("data:image/jpeg")) == (3, 3), "one has none; the escape"
    assert "Further rejects, without pictures here: 5." in page
    assert f"not listed: {summary.rejects - 8};" in page
    paper = drawn(file_of(desk, bench.lot_id, LotReportFormat.PDF))
    shown = [each.result_id for each in bench.records if each.result_id in page]
    assert shown == [each.result_id for each in bench.records if each.result_id in paper]


def test_the_check_names_what_was_changed(bench, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(file_of(bench.desk(), bench.lot_id, LotReportFormat.PDF))
    filed = read_mark(path)
    same = bench.desk().check(filed.lot_id, filed.digest, filed.sha256)
    assert (same.issued, same.issued_to, same.agrees, same.changed) == (True, "ana", True, [])
    for statement, changed in (
        ("UPDATE lot SET note = 'other'", ["lot"]),
        ("UPDATE alarm_occurrence SET message = 'nothing'", ["lot", "alarms"]),
        ("UPDATE challenge_step SET fault = 'x'", ["lot", "challenges", "alarms"]),
        ("UPDATE result SET score = 0.2 WHERE trigger_index = 3", None),
    ):
        change(bench, statement)
        found = bench.desk().check(filed.lot_id, filed.digest, filed.sha256)
        assert not found.agrees
        wanted = changed or ["lot", "results", "challenges", "alarms"]
        assert found.changed == wanted
    path.write_bytes(path.read_bytes() + b" ")
    assert not bench.desk().check(filed.lot_id, filed.digest, read_mark(path).sha256).issued


def test_the_end_of_an_alarm_after_the_lot_changes_nothing(bench):
    before = bench.desk().summary(bench.lot_id).digest
    change(bench, "UPDATE alarm_occurrence SET ended_utc_ns = ?", START_UTC_NS + 90 * SECOND)
    assert bench.desk().summary(bench.lot_id).digest == before


def signature(digest: str) -> LotSignatureRequest:
    return LotSignatureRequest(
        pin="1234", meaning=SignatureMeaning.RELEASED, digest=digest, note="all is well"
    )


def test_a_signature_holds_until_the_record_changes(bench):
    desk = bench.desk()
    digest = desk.summary(bench.lot_id).digest
    with pytest.raises(LotReportOutdatedError):
        desk.sign(ANA, bench.lot_id, signature("0" * 64))
    (signed,) = desk.sign(ANA, bench.lot_id, signature(digest)).signatures
    assert (signed.person, signed.role, signed.valid) == ("ana", "quality", True)
    assert signed.audit_seq == 2, "the one before was refused"
    assert "Released by ana" in file_of(desk, bench.lot_id).decode()
    change(bench, "UPDATE result SET class_name = 'dust' WHERE trigger_index = 5")
    (signed,) = desk.summary(bench.lot_id).signatures
    assert not signed.valid
    page = file_of(desk, bench.lot_id).decode()
    assert "The record was changed after it was signed" in page
    assert "not signed in the app" in page


def test_a_signature_counts_though_the_clock_was_ahead_when_the_lot_began(bench, tmp_path):
    change(bench, "UPDATE lot SET begun_utc_ns = 4070908800000000000")
    desk = bench.desk()
    digest = desk.summary(bench.lot_id).digest
    assert len(desk.sign(ANA, bench.lot_id, signature(digest)).signatures) == 1
    page = file_of(desk, bench.lot_id)
    path = tmp_path / "report.html"
    path.write_bytes(page)
    filed = read_mark(path)
    assert desk.check(filed.lot_id, filed.digest, filed.sha256).issued


def seal(bench: LotBench) -> None:
    """Let the results of the lot grow old, and seal them."""
    moments_ns = iter((0, 600 * SECOND))
    sealer = Sealer(
        bench.store.seals(),
        bench.audit,
        lambda: True,
        lambda: LATER_UTC_NS,
        lambda: next(moments_ns),
    )
    sealer.look()
    sealer.look()


def test_the_chain_of_seals_is_followed_up_to_the_lot(bench):
    assert bench.desk().summary(bench.lot_id).unsealed == PARTS
    seal(bench)
    summary = bench.desk().summary(bench.lot_id)
    assert (summary.sealed, summary.unsealed) == (True, 0)
    assert "is whole (blocks: 1)" in file_of(bench.desk(), bench.lot_id).decode()
    change(bench, "UPDATE result SET score = 0.2 WHERE trigger_index = 3")
    assert bench.desk().summary(bench.lot_id).sealed is False
    assert "The chain of seals is broken" in file_of(bench.desk(), bench.lot_id).decode()


def test_a_chain_made_anew_is_told_from_the_one_that_was_noted(bench):
    seal(bench)
    change(bench, "UPDATE result SET score = 0.2 WHERE trigger_index = 3")
    change(bench, "DELETE FROM result_seal")
    change(bench, "DELETE FROM seal")
    assert bench.store.seals().seal(2**62, LATER_UTC_NS) == PARTS
    assert bench.desk().summary(bench.lot_id).sealed is False


def test_a_chain_made_anew_in_other_blocks_is_told_from_the_one_that_was_noted(bench):
    seal(bench)
    change(bench, "UPDATE result SET score = 0.2 WHERE trigger_index = 3")
    change(bench, "DELETE FROM result_seal")
    change(bench, "DELETE FROM seal")
    chain = bench.store.seals()
    chain.seal(chain.newest() - 9, LATER_UTC_NS)
    bench.store.commit(JOURNAL, 500, [example(500)], [], [])
    chain.seal(2**62, LATER_UTC_NS)
    assert bench.desk().summary(bench.lot_id).sealed is False
    page = file_of(bench.desk(), bench.lot_id).decode()
    assert f"the seal at sequence {PARTS} that audit entry 1 noted is gone" in page


def test_the_command_writes_checks_and_says_by_its_exit_code(bench, tmp_path):
    target = tmp_path / "lot.html"
    folder = ["--data-dir", str(bench.data.root)]
    runner = CliRunner()
    wanted = ["history", "report", "A-17", "--out", str(target), "--language", "zh-CN", "--json"]
    made = runner.invoke(cli, [*wanted, *folder])
    assert made.exit_code == 0, made.output
    told = json.loads(made.output)
    assert (told["lot"]["name"], told["agreed"], told["file"]) == ("A-17", True, str(target))
    assert "批次报告" in target.read_text("utf-8")
    check = ["history", "report", "--check", str(target), *folder]
    assert runner.invoke(cli, check).exit_code == 0
    change(bench, "UPDATE result SET score = 0.2 WHERE trigger_index = 3")
    again = runner.invoke(cli, check)
    assert again.exit_code == 1
    assert "HAS CHANGED SINCE: results" in again.output
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.4 nothing of ours")
    refused = runner.invoke(cli, ["history", "report", "--check", str(other), *folder])
    assert "HIS-012" in refused.output or refused.exit_code == 1


def test_the_command_told_counts_that_nobody_made_by_their_internal_names(bench):
    folder = ["--data-dir", str(bench.data.root)]
    change(bench, "UPDATE lot_tally SET results = results - 4 WHERE evaluation = 1")
    told = CliRunner().invoke(cli, ["history", "report", "A-17", *folder]).output.splitlines()
    assert f"  DIFFERS: Results recorded {PARTS - 4}, must be {PARTS}" in told
    assert "COUNTS DO NOT AGREE" in told


def test_readings_are_kept_with_both_ends_of_a_lot(bench):
    with_next = Lot(0, "next", "", START_UTC_NS + 61 * SECOND, "ana")
    bench.store.lots().begin(with_next, LotBoundary(JOURNAL, PARTS + 1, reading(PARTS, 0)))
    last = Lot(0, "last", "", START_UTC_NS + 62 * SECOND, "ana")
    bench.store.lots().begin(last, LotBoundary(JOURNAL, PARTS + 1, reading(PARTS, 2)))
    connection = sqlite3.connect(bench.data.database / DATABASE_NAME)
    rows = connection.execute(
        "SELECT lot_id, edge, plc_triggered FROM lot_reading ORDER BY lot_id, edge"
    ).fetchall()
    connection.close()
    assert rows == [
        (1, "begun", 0),
        (1, "ended", 40),
        (2, "begun", 40),
        (2, "ended", 42),
        (3, "begun", 42),
    ]


ADDRESS = "10.0.0.7"


def of_top(fault: Phrase) -> Phrase:
    return CameraPhrase.OF_CAMERA(camera="top", fault=fault)


def told_alarm(error: InspectorError, subject: str) -> NewAlarm:
    return NewAlarm(
        AlarmIdentity(error.code, subject),
        Severity.FAULT,
        Effect.REJECTS,
        error.detail,
        START_UTC_NS + SECOND,
        reasons=error.reasons,
    )


def test_no_english_sentence_of_the_station_is_left_in_a_chinese_report(bench):
    bench.store.alarm_log().apply(
        AlarmChanges(
            begun=[
                told_alarm(gate_alarm(Alarm.CONSECUTIVE_REJECTS, Reaction.STOP), ""),
                told_alarm(
                    SettingNotKeptError(
                        FeaturePhrase.SETTING_NOT_KEPT(
                            camera="top", feature="gain", actual=2.0, wanted=3.5
                        )
                    ),
                    "top.gain",
                ),
                told_alarm(
                    CameraLostError(of_top(CameraPhrase.CAMERA_LOST_AT(address=ADDRESS))), "top"
                ),
                told_alarm(
                    FocusDriftError(
                        of_top(
                            DriftPhrase.FELL_PERCENT(measure=DriftPhrase.OF_FOCUS(), change="31")
                        )
                    ),
                    "top.focus",
                ),
                told_alarm(StoreError("/data/results.db: disk I/O error"), ""),
            ]
        )
    )
    part = ChallengePart(1, "Dent 12", defective=True)
    missed = ChallengePhrase.PART_MISSED()
    reasons = (
        ChallengePhrase.OF_PART(part="Dent 12", fault=missed),
        ChallengePhrase.ENDED_BY_PERSON(person="ana"),
    )
    bench.store.challenges().put_run(
        ChallengeRun(
            0, Cause.LOT, "ana", START_UTC_NS + 5, START_UTC_NS + 9, RunState.FAILED,
            "; ".join(map(str, reasons)), "bracket", "e" * 64,
            (Step(part, fault=missed.text),), reasons,
        )
    )  # fmt: skip
    seal(bench)
    change(bench, "UPDATE result SET score = 0.2 WHERE trigger_index = 3")
    made = file_of(bench.desk(), bench.lot_id, LotReportFormat.HTML, ReportLanguage.CHINESE)
    shown = re.sub(r"<style>.*?</style>|<[^>]*>", "\n", made.decode(), flags=re.S)
    given = (
        "inspector history report",
        "inspector history export",
        "seen at the customer",
        "only dust",
        "disk I/O error",
        "order <4711>",
    )
    for each in given:
        shown = shown.replace(html.escape(each), "")
    assert re.findall(r".*\b[A-Za-z]*[a-z]{2,} [a-z]{2,}\b.*", shown) == []
    for told in (
        "top 的 gain 保持为 2，而不是 3.5",
        "被更改：序号",
        "清晰度低于基线 31 %",
        "漏检：缺陷件被判为合格",
        "（原文：/data/results.db: ",
    ):
        assert told in shown
