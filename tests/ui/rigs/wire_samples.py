"""Messages of a plausible station."""

from datetime import UTC, datetime, timedelta
from math import exp
from typing import Any

from inspector.domain.evaluation import Evaluation, Outcome, Reason
from inspector.domain.place import Place
from inspector.wire.cameras import (
    CameraState,
    FeatureKind,
    FeatureRow,
    FeatureValue,
    PictureMeasures,
)
from inspector.wire.history import (
    PictureHealth,
    ResultDetail,
    ResultRow,
    StageTimingsMs,
    ViewDetail,
)
from inspector.wire.station import (
    Alarm,
    Counters,
    LatencyMs,
    LiveResult,
    LiveUpdate,
    ModelSummary,
    PeriodCounts,
    Reconciliation,
    Severity,
    StationSnapshot,
    StationState,
)

NOON = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
SEEN_BY_THREE = 331
"""The part that three cameras saw; the second one found a scratch."""
CLASSES = ("good", "scratch", "dent", "contamination", "missing bolt hole")

CAMERA_LOST = Alarm(
    code="CAM-002",
    severity=Severity.FAULT,
    message="camera line-1 stopped answering",
    remedy="Check power and cable; parts are rejected until the camera is back.",
    since=NOON,
    subject="camera",
    fixed_on=Place.CAMERAS,
)
DISK_LOW = Alarm(
    code="STO-001",
    severity=Severity.WARNING,
    message="the disk of the data folder is below the reserve",
    remedy="Free disk space; recording goes on by itself and nothing judged so far is lost.",
    since=NOON,
    fixed_on=Place.STATION_CHECK,
)


def result_id(index: int) -> str:
    return f"00c0ffee-{index:012d}"


def evaluation_of(index: int) -> Evaluation:
    """A mix in which every verdict occurs."""
    if index % 23 == 7:
        return Evaluation.UNDEFINED
    if index % 11 == 5:
        return Evaluation.NOT_DECIDABLE
    return Evaluation.NOT_OK if index % 4 == 3 else Evaluation.OK


def verdict_fields(index: int) -> dict[str, Any]:
    """What a row, a detail and a live result have in common."""
    evaluation = evaluation_of(index)
    undefined = evaluation is Evaluation.UNDEFINED
    ok = evaluation is Evaluation.OK
    names = {Evaluation.OK: "good", Evaluation.UNDEFINED: "", Evaluation.NOT_DECIDABLE: "dent"}
    scores = {Evaluation.OK: 0.973, Evaluation.UNDEFINED: 0.0, Evaluation.NOT_DECIDABLE: 0.381}
    return {
        "result_id": result_id(index),
        "part_id": 402_000 + index,
        "trigger_index": index,
        "evaluation": evaluation,
        "reason": Reason.FRAME_MISSING if undefined else Reason.CLASSIFIED,
        "class_name": names.get(evaluation, CLASSES[1 + index % 4]),
        "score": scores.get(evaluation, 0.912),
        "threshold": 0.0 if undefined else 0.5,
        "latency_ms": None if undefined else 14.2 + index % 9,
        "outcome": Outcome.PASSED if ok else Outcome.REJECTED,
        "has_image": not undefined,
        "decided_at": NOON + timedelta(seconds=index),
    }


def live_result(index: int, **changes: Any) -> LiveResult:
    return LiveResult(**(verdict_fields(index) | changes))


def result_row(index: int, **changes: Any) -> ResultRow:
    fields = verdict_fields(index) | {
        "sequence": index,
        "late": False,
        "triggered_at": NOON + timedelta(seconds=index),
    }
    return ResultRow(**(fields | changes))


def class_scores(class_name: str, score: float) -> dict[str, float]:
    """The score of one class, and what is left for the others."""
    rest = (1 - score) / (len(CLASSES) - 1)
    return {name: score if name == class_name else rest for name in CLASSES}


def view_detail(detail: ResultDetail, view: int, camera: str, **changes: Any) -> ViewDetail:
    """What one camera saw: the same as stands in the detail, but for the changes."""
    common = ViewDetail.model_fields.keys() & ResultDetail.model_fields.keys()
    fields = {name: getattr(detail, name) for name in common}
    fields |= {"view": view, "camera": camera, "missed_since_last": 0, "device_ns": None}
    fields["health"] = PictureHealth(
        focus=0.182, brightness=0.433, contrast=0.71, saturated_percent=0.02,
        shift_x_px=1.5, shift_y_px=-0.25,
    )  # fmt: skip
    fields["timings_ms"] = detail.timings_ms.model_copy(update={"total": None})
    return ViewDetail(**(fields | changes))


def three_views(detail: ResultDetail) -> list[ViewDetail]:
    """A good view, the one that decided, and one whose frame was damaged."""
    good = {"evaluation": Evaluation.OK, "class_name": "good", "score": 0.981}
    damaged = {
        "evaluation": Evaluation.UNDEFINED,
        "reason": Reason.FRAME_INCOMPLETE,
        "class_name": "",
        "scores": {},
        "has_image": False,
        "image_path": "",
        "image_sha256": "",
        "image_note": "the frame lost packets on its way",
        "missed_since_last": 2,
    }
    return [
        view_detail(detail, 0, "top", **good, scores=class_scores("good", 0.981)),
        view_detail(detail, 1, "side", device_ns=8_812_345_678_901, frame_source="gige://side"),
        view_detail(detail, 2, "underside", **damaged),
    ]


def result_detail(index: int, **changes: Any) -> ResultDetail:
    """A part with one view where it was judged, with none otherwise, but for one with three."""
    detail = _seen_by_none(index, **changes)
    if index == SEEN_BY_THREE:
        return detail.model_copy(update={"view": 1, "views": three_views(detail)})
    judged = detail.reason is Reason.CLASSIFIED
    views = [view_detail(detail, 0, "camera")] if judged else []
    return detail.model_copy(update={"views": views})


def _seen_by_none(index: int, **changes: Any) -> ResultDetail:
    row = result_row(index)
    judged = row.reason is Reason.CLASSIFIED
    fields = row.model_dump() | {
        "view": 0,
        "views": [],
        "encoder": 88_214_300 + 512 * index,
        "scores": class_scores(row.class_name, row.score) if judged else {},
        "timings_ms": StageTimingsMs(
            image_wait=4.1, queue=0.3, preprocessing=2.2, inference=6.9, decision=0.1, total=14.2
        ),
        "frame_id": index,
        "frame_source": "sim://line-1",
        "pixel_format": "BGR8",
        "image_path": f"2026/11/21/{row.result_id}.png" if judged else "",
        "image_sha256": "3f" * 32 if judged else "",
        "image_note": "" if judged else "no frame arrived for this trigger",
        "recipe_id": "flange-40",
        "recipe_revision": "9a" * 32,
        "model_id": "flange-mobilenet-v3",
        "model_sha256": "c4" * 32,
        "model_variant": "int8",
        "provider": "CPUExecutionProvider",
        "config_hash": "77" * 32,
        "app_version": "0.1.0",
        "station_id": "line-1-cell-3",
        "is_simulated": True,
        "older_id": result_id(index - 1) if index > 1 else None,
        "newer_id": result_id(index + 1),
    }
    return ResultDetail(**(fields | changes))


def snapshot(**changes: Any) -> StationSnapshot:
    fields: dict[str, Any] = {
        "station_id": "line-1-cell-3",
        "app_version": "0.1.0",
        "state": StationState.CONTINUOUS_EXECUTION,
        "since": NOON,
        "gate_connected": True,
        "plc_connected": True,
        "camera_connected": True,
        "simulated": True,
        "counters": Counters(
            triggered=128_406,
            ok=124_988,
            not_ok=2_901,
            not_decidable=498,
            undefined=19,
            passed=124_988,
            rejected=3_418,
            recorded=128_406,
        ),
        "lot": PeriodCounts(
            name="L-2231",
            since=NOON,
            triggered=8_406,
            ok=8_188,
            not_ok=178,
            not_decidable=31,
            undefined=9,
        ),
        "shift": PeriodCounts(
            name="early",
            since=NOON - timedelta(hours=3),
            triggered=21_950,
            ok=21_400,
            not_ok=460,
            not_decidable=78,
            undefined=12,
        ),
        "reconciliation": Reconciliation(
            agreed=True, plc_triggered=128_406, plc_passed=124_988, plc_rejected=3_418
        ),
        "rate_per_min": 182.4,
        "latency_ms": LatencyMs(p50=14.2, p99=22.9, max=31.0),
        "model": ModelSummary(
            model_id="flange-mobilenet-v3",
            version="1.4.0",
            sha256="c4" * 32,
            variant="int8",
            provider="CPUExecutionProvider",
            classes=list(CLASSES),
            ok_classes=["good"],
        ),
        "recipe_id": "flange-40",
        "recipe_number": 3,
        "recipe_revision": "9a" * 32,
        "alarms": [],
    }
    return StationSnapshot(**(fields | changes))


def camera(name: str = "camera", **changes: Any) -> CameraState:
    fields: dict[str, Any] = {
        "name": name,
        "driver": "gentl",
        "connected": True,
        "source": "Basler acA2440 · 40012345",
        "frames": 128_412,
        "missed": 2,
        "incomplete": 1,
        "reconnects": 0,
        "rate_hz": 25.0,
        "last_frame_age_s": 0.04,
    }
    return CameraState(**(fields | changes))


def lost_camera(name: str) -> CameraState:
    return camera(
        name,
        connected=False,
        rate_hz=0.0,
        fault_code="CAM-002",
        fault_detail="no answer to a register read for 1.2 s",
        fault_remedy=CAMERA_LOST.remedy,
    )


def feature(name: str, kind: FeatureKind, value: FeatureValue | None, **more: Any) -> FeatureRow:
    return FeatureRow(**({"name": name, "kind": kind, "value": value, "writable": True} | more))


def features() -> list[FeatureRow]:
    number, whole, one_of = FeatureKind.FLOAT, FeatureKind.INTEGER, FeatureKind.ENUMERATION
    return [
        feature("device_model_name", FeatureKind.STRING, "acA2440-20gm", writable=False),
        feature("device_temperature_c", number, 41.5, writable=False),
        feature("user_set_load", FeatureKind.COMMAND, None, device_name="UserSetLoad"),
        feature(
            "pixel_format",
            one_of,
            "Mono12p",
            choices=["Mono8", "Mono12", "Mono12p"],
            device_name="PixelFormat",
        ),
        feature("width", whole, 2448, minimum=16, maximum=2448, increment=16),
        feature("height", whole, 2048, minimum=1, maximum=2048, increment=1),
        feature("reverse_x", FeatureKind.BOOLEAN, False),
        feature(
            "exposure_time_us",
            number,
            5000.0,
            minimum=10.0,
            maximum=1_000_000.0,
            device_name="ExposureTimeAbs",
        ),
        feature("acquisition_frame_rate_hz", number, 25.0, minimum=0.5, maximum=74.2),
        feature("trigger_mode", one_of, "On", choices=["Off", "On"]),
        feature("trigger_source", one_of, "Line1", choices=["Software", "Line1", "Line2"]),
        feature("trigger_delay_us", number, 0.0, minimum=0.0, maximum=1_000_000.0),
        feature("gain_db", number, 0.0, minimum=0.0, maximum=36.0),
        feature("gamma", number, 1.0, minimum=0.0, maximum=4.0),
        feature("packet_size_bytes", whole, 8192, minimum=220, maximum=16404, increment=4),
        feature("device_user_id", FeatureKind.STRING, "line-1"),
        feature("ChunkModeActive", FeatureKind.BOOLEAN, False, device_name="ChunkModeActive"),
    ]


def measures(frame_id: int, **changes: Any) -> PictureMeasures:
    histogram = [round(4000 * exp(-(((level - 110) / 50) ** 2))) for level in range(256)]
    fields: dict[str, Any] = {
        "frame_id": frame_id,
        "focus": 0.21,
        "mean": 0.43,
        "contrast": 0.71,
        "saturated_share": 0.0004,
        "dark_share": 0.02,
        "histogram": histogram,
    }
    return PictureMeasures(**(fields | changes))


def live_update(index: int, view: int = 0, **changes: Any) -> LiveUpdate:
    """The message after part ``index``, with up to twelve rejects before it."""
    rejects = [
        live_result(number)
        for number in range(index, max(index - 60, 0), -1)
        if evaluation_of(number) is not Evaluation.OK
    ]
    fields: dict[str, Any] = {
        "snapshot": snapshot(),
        "cameras": [camera()],
        "latest": live_result(index, view=view),
        "last_rejects": rejects[:12],
        "preview_follows": evaluation_of(index) is not Evaluation.UNDEFINED,
    }
    return LiveUpdate(**(fields | changes))
