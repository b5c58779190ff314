"""Rows, mailbox, statistics and the queue of waiting parts."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from inspector.clock import monotonic_ns
from inspector.domain.errors.camera import CameraLostError
from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.frame import Frame
from inspector.domain.inspection import Decision, Inspection, StageTimings, Trigger
from inspector.domain.model import ModelIdentity
from inspector.domain.pictures import PictureFormat, PicturePolicy, is_sampled
from inspector.domain.record import ArchivedImage, OutcomeUpdate, Provenance, ResultRecord
from inspector.domain.result_id import make_result_id
from inspector.engine.judging.known_models import KnownModels, model_tag
from inspector.engine.judging.waiting import WaitingParts
from inspector.engine.matching.frame_matcher import Pair
from inspector.engine.record import statistics as statistics_module
from inspector.engine.record.recorder import Recorded
from inspector.engine.record.rows import RowMaker
from inspector.engine.record.statistics import Latency, Statistics
from inspector.engine.station.live import LiveMailbox
from inspector.engine.threads.bulkhead import Bulkhead
from inspector.pipe.records import Decided, LateSeen, OutcomeSeen
from inspector.store.archive import FileImageArchive

SHA = "00c0ffee" + "a" * 56
PROVENANCE = Provenance("s", "0.1.0", "c" * 64, "r", "d" * 64, "m/1", SHA, "int8", "CPU")
MODEL = ModelIdentity("m/1", "1.0.0", SHA, "int8", "CPU", ("good", "scratch"), frozenset({"good"}))
IMAGE = np.arange(64, dtype=np.uint8).reshape(8, 8)


def decided(index: int = 1, **changes: object) -> Decided:
    usual = Decided(
        trigger_index=index,
        trigger_seq=index,
        result_seq=index,
        part_id=70 + index,
        encoder=1000 * index,
        evaluation=Evaluation.OK,
        reason=Reason.CLASSIFIED,
        class_index=0,
        model_tag=model_tag(SHA),
        score=0.9,
        triggered_utc_ns=1_750_000_000_000_000_000,
        decided_utc_ns=1_750_000_000_005_000_000,
        latency_ns=5_000_000,
        published=1,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def inspected(index: int = 1, frame: Frame | None = None) -> Inspection:
    trigger = Trigger(index, 70 + index, 0, 0, 10)
    decision = Decision(Evaluation.OK, Reason.CLASSIFIED, "good", 0.9, 0.5)
    return Inspection(trigger, decision, frame, {"good": 0.9}, StageTimings(1, 2, 3, 4, 5))


COLOUR = Frame(np.dstack([IMAGE] * 3), "BGR8", 9, 0, 0)
NONE = PicturePolicy(None, None)
ALL = PicturePolicy()


def rows(folder: Path, policy: PicturePolicy = ALL) -> RowMaker:
    archive = FileImageArchive(folder, reserve_bytes=0)
    return RowMaker(archive, PROVENANCE, KnownModels(MODEL), policy)


class TestRows:
    def test_the_verdict_is_the_gates_and_the_details_are_the_engines(self, tmp_path: Path) -> None:
        frame = Frame(IMAGE, "Mono8", 9, 0, 0, source="sim")
        record = decided(evaluation=Evaluation.UNDEFINED, reason=Reason.DEADLINE_MISSED)
        row = rows(tmp_path).result(5, record, {0: inspected(1, frame)})
        assert (row.evaluation, row.reason) == (Evaluation.UNDEFINED, Reason.DEADLINE_MISSED)
        assert row.result_id == make_result_id(5, 1)
        assert (row.threshold, row.scores, row.timings) == (
            0.5,
            {"good": 0.9},
            StageTimings(1, 2, 3, 4, 5),
        )
        assert (row.frame_id, row.frame_source, row.pixel_format) == (9, "sim", "Mono8")
        assert (tmp_path / row.image.path).is_file()

    def test_a_part_that_the_engine_never_saw_has_its_row(self, tmp_path: Path) -> None:
        row = rows(tmp_path).result(5, decided(), {})
        assert row.class_name == "good"
        assert row.image == ArchivedImage(note="no frame")
        assert row.frame_id is None

    def test_an_inspection_without_a_frame_has_no_picture(self, tmp_path: Path) -> None:
        assert rows(tmp_path).result(5, decided(), {0: inspected()}).image.note == "no frame"

    def test_a_frame_without_a_picture_keeps_its_number(self, tmp_path: Path) -> None:
        frame = Frame(None, "", 9, 0, 0, fault=Reason.FRAME_INCOMPLETE)
        row = rows(tmp_path).result(5, decided(), {0: inspected(1, frame)})
        assert (row.frame_id, row.image.note) == (9, "no frame")

    def test_a_picture_against_the_policy_is_not_kept(self, tmp_path: Path) -> None:
        frame = Frame(IMAGE, "Mono8", 9, 0, 0)
        maker = rows(tmp_path, PicturePolicy(good=None))
        assert "policy" in maker.result(5, decided(), {0: inspected(1, frame)}).image.note
        rejected = decided(evaluation=Evaluation.NOT_OK)
        assert maker.result(5, rejected, {0: inspected(1, frame)}).image.path

    def test_of_good_parts_a_sample_is_kept_and_the_others_say_so(self, tmp_path: Path) -> None:
        maker = rows(tmp_path, PicturePolicy(good=PictureFormat.JPEG, sample_good=3))
        frame = Frame(IMAGE, "Mono8", 9, 0, 0)
        for index in range(1, 30):
            row = maker.result(5, decided(trigger_index=index), {0: inspected(index, frame)})
            kept = is_sampled(row.result_id, 3)
            assert row.image.path.endswith(".jpg") is kept
            assert row.image.note == ("" if kept else "not kept: 1 of 3 good parts is")

    @pytest.mark.parametrize("evaluation", [each for each in Evaluation if each != Evaluation.OK])
    def test_what_is_not_good_is_always_kept_without_loss(self, tmp_path, evaluation) -> None:
        policy = PicturePolicy(PictureFormat.WEBP, None, sample_good=1000)
        record, seen = decided(evaluation=evaluation), {0: inspected(1, COLOUR)}
        assert rows(tmp_path, policy).result(5, record, seen).image.path.endswith("1.webp")

    def test_a_challenge_part_is_kept_as_a_reject_is(self, tmp_path: Path) -> None:
        maker = rows(tmp_path, PicturePolicy(good=None))
        row = maker.result(5, decided(), {0: inspected(1, COLOUR)}, challenge=True)
        assert row.challenge
        assert row.image.path.endswith(".png")

    def test_while_storing_is_behind_there_is_no_time_for_small_files(self, tmp_path) -> None:
        policy = PicturePolicy(PictureFormat.WEBP, PictureFormat.WEBP_LOSSY)
        maker, seen = rows(tmp_path, policy), {0: inspected(1, COLOUR)}
        assert maker.result(5, decided(), seen, behind=True).image.path.endswith(".png")
        assert maker.result(5, decided(), seen).image.path.endswith(".lossy.webp")

    def test_a_verdict_of_another_model_does_not_borrow_this_models_names(
        self, tmp_path: Path
    ) -> None:
        row = rows(tmp_path).result(5, decided(model_tag=0xBAD), {})
        assert (row.class_name, row.provenance.model_sha256) == ("", "")
        assert row.provenance.station_id == "s"

    @pytest.mark.parametrize("class_index", [-1, 2])
    def test_a_class_number_that_names_no_class_names_none(
        self, tmp_path: Path, class_index: int
    ) -> None:
        assert rows(tmp_path).result(5, decided(class_index=class_index), {}).class_name == ""

    def test_a_verdict_without_a_model_is_of_this_engine(self, tmp_path: Path) -> None:
        row = rows(tmp_path).result(5, decided(model_tag=0, class_index=-1), {})
        assert row.provenance == PROVENANCE

    def test_outcomes_and_late_verdicts_name_the_same_result(self, tmp_path: Path) -> None:
        maker = rows(tmp_path)
        outcome = maker.outcome(5, OutcomeSeen(7, Outcome.REJECTED, 3, 99))
        late = maker.late(5, LateSeen(7, Evaluation.OK, Reason.CLASSIFIED, 99))
        assert outcome == OutcomeUpdate(make_result_id(5, 7), Outcome.REJECTED, 99)
        assert (late.result_id, late.evaluation) == (make_result_id(5, 7), Evaluation.OK)


def recorded(*records: Decided, outcomes: tuple[OutcomeUpdate, ...] = ()) -> Recorded:
    maker = RowMaker(FileImageArchive(Path(), 0), PROVENANCE, KnownModels(MODEL), NONE)
    frame = Frame(IMAGE, "Mono8", 1, 0, 0)
    results: list[tuple[ResultRecord, Inspection | None]] = []
    for record in records:
        inspection = inspected(record.trigger_index, frame)
        results.append((maker.result(5, record, {0: inspection}), inspection))
    return Recorded(records[-1].trigger_index if records else 0, results, outcomes)


class TestLiveMailbox:
    def test_the_latest_wins(self) -> None:
        mailbox = LiveMailbox()
        mailbox.post(recorded(decided(1), decided(2)))
        mailbox.post(recorded(decided(3)))
        shown = mailbox.wait(0, 0)
        assert shown.latest is not None
        assert shown.latest.trigger_index == 3
        assert shown.image is IMAGE

    def test_the_last_rejects_are_shown_newest_first_with_their_outcome(self) -> None:
        mailbox = LiveMailbox()
        for index in range(1, 21):
            mailbox.post(recorded(decided(index, evaluation=Evaluation.NOT_OK)))
        update = OutcomeUpdate(make_result_id(5, 19), Outcome.REJECTED, 1)
        mailbox.post(recorded(outcomes=(update,)))
        shown = mailbox.wait(0, 0).rejects
        assert [row.trigger_index for row, _ in shown] == list(range(20, 8, -1))
        assert [found for _, found in shown][:3] == [None, update, None]

    def test_an_outcome_is_news_and_its_picture_is_not(self) -> None:
        mailbox = LiveMailbox()
        mailbox.post(recorded(decided(1)))
        pictured = mailbox.wait(0, 0)
        mailbox.post(recorded(outcomes=(OutcomeUpdate(make_result_id(5, 1), Outcome.PASSED, 1),)))
        told = mailbox.wait(0, 0)
        assert told.changed_ns > pictured.changed_ns == pictured.pictured_ns == told.pictured_ns

    def test_who_waits_is_woken_by_the_next_part(self) -> None:
        mailbox = LiveMailbox()
        seen: list[int] = []
        before = mailbox.wait(0, 0).changed_ns

        def look() -> None:
            shown = mailbox.wait(before, 30)
            seen.append(shown.latest.trigger_index if shown.latest else 0)

        thread = threading.Thread(target=look)
        thread.start()
        mailbox.post(recorded(decided(1)))
        thread.join()
        assert seen == [1]

    def test_who_waits_in_vain_gets_what_there_is(self) -> None:
        mailbox = LiveMailbox()
        assert mailbox.wait(monotonic_ns(), 0.01).latest is None


class TestStatistics:
    def test_before_the_first_part_there_is_nothing_to_say(self) -> None:
        statistics = Statistics()
        assert statistics.latency() == Latency()
        assert statistics.rate_per_min() == 0

    def test_percentiles_are_those_of_the_inspected_parts(self) -> None:
        statistics = Statistics()
        statistics.note(recorded(*(decided(n, latency_ns=n * 1_000_000) for n in range(1, 102))))
        assert statistics.latency() == Latency(51, 100, 101)

    def test_the_rate_forgets_what_is_ten_seconds_old(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = [10**12]
        monkeypatch.setattr(statistics_module, "monotonic_ns", lambda: now[0])
        statistics = Statistics()
        for counted in (40, 42, 44, 46):
            statistics.note_counted(counted)
            now[0] += 1_000_000_000
        assert statistics.rate_per_min() == 6 * 60 / 4
        now[0] += 7_500_000_000
        assert statistics.rate_per_min() == pytest.approx(2 * 60 / 9.5)
        now[0] += 60_000_000_000
        assert statistics.rate_per_min() == 0

    def test_what_is_stored_late_after_a_start_is_no_rate(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """For ten seconds all that had come while no engine ran was told as parts a minute."""
        now = [10**12]
        monkeypatch.setattr(statistics_module, "monotonic_ns", lambda: now[0])
        statistics = Statistics()
        statistics.note_counted(5000)
        statistics.note(recorded(*(decided(n) for n in range(1, 501))))
        now[0] += 2_000_000_000
        statistics.note_counted(5004)
        assert statistics.rate_per_min() == 4 * 60 / 2

    def test_what_the_gate_counts_unheard_or_anew_is_no_rate(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = [10**12]
        monkeypatch.setattr(statistics_module, "monotonic_ns", lambda: now[0])
        statistics = Statistics()
        statistics.note_counted(100)
        statistics.forget_counted()
        for counted in (900, 3, 4):
            statistics.note_counted(counted)
            now[0] += 1_000_000_000
        assert statistics.rate_per_min() == 1 * 60 / 2

    def test_a_part_without_a_latency_of_its_own_is_left_out(self) -> None:
        statistics = Statistics()
        unseen = recorded(decided(1))
        row = unseen.results[0][0]
        statistics.note(
            Recorded(1, [(row, None), (replace(row, latency_ns=None), inspected())], ())
        )
        assert statistics.latency() == Latency()


class TestWaitingParts:
    def pair(self, index: int) -> Pair:
        return Pair(Trigger(index, index, 0, 0, 0), None, None)

    def test_a_full_queue_gives_up_its_oldest(self) -> None:
        waiting = WaitingParts(2)
        assert [waiting.put(self.pair(n)) for n in (1, 2)] == [None, None]
        assert waiting.put(self.pair(3)) == self.pair(1)
        assert [waiting.get(), waiting.get()] == [self.pair(2), self.pair(3)]

    def test_what_waits_is_handed_out_before_the_queue_ends(self) -> None:
        waiting = WaitingParts(2)
        waiting.put(self.pair(1))
        waiting.close()
        assert [waiting.get(), waiting.get()] == [self.pair(1), None]

    def test_closing_wakes_all_who_wait(self) -> None:
        waiting = WaitingParts(1)
        threads = [threading.Thread(target=waiting.get) for _ in range(3)]
        for thread in threads:
            thread.start()
        waiting.close()
        for thread in threads:
            thread.join(30)
        assert not any(thread.is_alive() for thread in threads)


class TestBulkhead:
    def test_a_foreseen_fault_is_logged_once_and_its_recovery_once(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        bulkhead = Bulkhead(logging.getLogger("x"), recovered="camera is back")
        bulkhead.clear()
        for _ in range(3):
            with bulkhead.contain():
                raise CameraLostError("cable")
        assert bulkhead.fault == "CAM-002: cable"
        bulkhead.clear()
        bulkhead.clear()
        assert bulkhead.fault == ""
        assert [r.message for r in caplog.records] == ["CAM-002: cable", "camera is back"]
        assert not caplog.records[0].exc_info

    def test_a_request_to_end_the_program_passes_through(self) -> None:
        bulkhead = Bulkhead(logging.getLogger("x"))
        with pytest.raises(KeyboardInterrupt), bulkhead.contain():
            raise KeyboardInterrupt
