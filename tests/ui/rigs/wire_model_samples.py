"""Packages, a promotion, a trial and trainings as a station would tell them."""

import base64
import math
from datetime import UTC, datetime, timedelta
from functools import cache

from metal_part import as_jpeg, metal_part
from wire_samples import result_id

from inspector.domain.evaluation import Evaluation
from inspector.domain.labels import Why
from inspector.domain.phrase import as_json
from inspector.domain.phrases.evaluation import EvaluationPhrase
from inspector.domain.phrases.models import ReleasePhrase
from inspector.domain.phrases.training import DatasetPhrase
from inspector.wire.evaluation import EvaluationDetail
from inspector.wire.packages import (
    EntryDifference,
    FileDifference,
    PackageDetail,
    PackageDifference,
    VariantRow,
)
from inspector.wire.reviews import LabelQueuePage, LabelTask
from inspector.wire.rollout import (
    ConfusionCell,
    FlipPage,
    FlipRow,
    GateFigure,
    ModelsState,
    PackageRow,
    PackageStanding,
    PromotionPhase,
    PromotionState,
    RolloutEventRow,
    ShadowReport,
    ShadowState,
)
from inspector.wire.station import ModelSummary
from inspector.wire.training import (
    ClassCount,
    DatasetFinding,
    DatasetPage,
    DatasetRow,
    EpochFigures,
    TrainingJob,
    TrainingPage,
    TrainingRequest,
    TrainingSource,
    TrainingState,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CLASSES = ["burr", "dent", "good", "missing_hole", "scratch", "stain"]
IN_FORCE, NEXT, BEFORE = "machined-part/1.1.0", "machined-part/2.0.0", "machined-part/1.0.0"
_CONFUSION = [
    [188, 2, 6, 0, 4, 0],
    [1, 195, 3, 0, 0, 1],
    [2, 0, 596, 0, 1, 1],
    [0, 0, 0, 200, 0, 0],
    [3, 0, 9, 0, 187, 1],
    [0, 1, 2, 0, 0, 197],
]


def sha(digit: str) -> str:
    return digit * 64


def package_row(name: str, digit: str, standing: PackageStanding, **more: object) -> PackageRow:
    row = PackageRow(
        name=name,
        sha256=sha(digit),
        signature="trusted",
        variant="int8-static-per-channel-minmax",
        classes=CLASSES,
        fault="",
        standing=standing,
        architecture="mobilenet_v2_peak",
        size_bytes=327_540,
        accuracy=0.9769,
        escapes=3,
        defective=1000,
        p50_ms=1.48,
        promotable=True,
    )
    return row.model_copy(update=more)


PACKAGES = [
    package_row(IN_FORCE, "a", PackageStanding.IN_FORCE),
    package_row(NEXT, "b", PackageStanding.ON_TRIAL, accuracy=0.9861, escapes=1, p50_ms=1.31),
    package_row(
        BEFORE,
        "c",
        PackageStanding.BEFORE,
        signature="bundled",
        accuracy=0.9944,
        escapes=None,
        defective=None,
        p50_ms=1.05,
    ),
    package_row(
        "bracket-vit/1.0.0",
        "d",
        PackageStanding.INSTALLED,
        signature="unsigned",
        architecture="vit_tiny_conv",
        variant="fp32",
        size_bytes=22_400_000,
        accuracy=0.9512,
        escapes=14,
        p50_ms=8.9,
        promotable=False,
        not_promotable="MOD-010: bracket-vit/1.0.0 is not signed. Sign it: `inspector model sign`",
    ),
    package_row(
        "machined-part/0.9.0",
        "e",
        PackageStanding.DAMAGED,
        signature="",
        variant="",
        architecture="",
        size_bytes=0,
        accuracy=None,
        escapes=None,
        defective=None,
        p50_ms=None,
        promotable=False,
        fault="MOD-002: manifest.toml is not the manifest that was packaged",
    ),
]


def models_state(
    promotion: PromotionState | None = None, packages: list[PackageRow] | None = None
) -> ModelsState:
    return ModelsState(
        in_force=ModelSummary(
            model_id="machined-part",
            version="1.1.0",
            sha256=sha("a"),
            variant="int8-static-per-channel-minmax",
            provider="CPUExecutionProvider",
            classes=CLASSES,
            ok_classes=["good"],
        ),
        base_sha256=sha("c"),
        previous=[sha("c")],
        shadow_sha256=sha("b"),
        packages=PACKAGES if packages is None else packages,
        events=[
            RolloutEventRow(
                kind="promote", sha256=sha("a"), by="Anna Berg", at=NOON, reason="lot 18"
            )
        ],
        promotion=promotion,
    )


def shipped_only() -> ModelsState:
    """A station as it is delivered."""
    shipped = PACKAGES[2].model_copy(update={"standing": PackageStanding.IN_FORCE})
    state = models_state(packages=[shipped])
    return state.model_copy(update={"previous": [], "shadow_sha256": None, "events": []})


FIGURES = (
    GateFigure(
        figure="accuracy",
        limit=0.95,
        measured=0.9861,
        reason=ReleasePhrase.RELEASE_ACCURACY(percent=98.61, limit=95),
        refused=False,
    ),
    GateFigure(
        figure="escape_percent",
        limit=0.05,
        measured=0.1,
        reason=ReleasePhrase.RELEASE_ESCAPES(count=1, of=1000, percent=0.1, limit=0.05),
        refused=True,
    ),
    GateFigure(
        figure="p99_ms",
        limit=50.0,
        measured=3.82,
        reason=ReleasePhrase.RELEASE_P99(ms=3.82, provider="CPU", limit=50),
        refused=False,
    ),
)


def promotion(phase: PromotionPhase) -> PromotionState:
    refused = phase is PromotionPhase.REFUSED
    early = phase in (PromotionPhase.PREPARING, PromotionPhase.WARMING_UP)
    figures = () if early else FIGURES if refused else tuple(f for f in FIGURES if not f.refused)
    return PromotionState(
        kind="promote",
        name=NEXT,
        sha256=sha("b"),
        by="Anna Berg",
        reason="fewer parts left undecided on lot 18",
        override_reason="",
        phase=phase,
        begun_at=NOON,
        first_trigger_index=229 if phase is PromotionPhase.IN_FORCE else None,
        figures=figures,
        missed=[],
        code="MOD-021" if refused else "",
        detail=FIGURES[1].reason.text if refused else "",
        reasons=[FIGURES[1].reason] if refused else [],
        remedy="Train a better package, or correct the limits." if refused else "",
    )


def _share(count: int, total: int) -> dict[str, object]:
    rate = count / total
    half = 1.96 * math.sqrt(max(rate * (1 - rate), 0.0004) / total)
    low, high = max(0.0, rate - half), min(1.0, rate + half)
    return {"count": count, "total": total, "rate": rate, "low": low, "high": high}


@cache
def evaluation() -> EvaluationDetail:
    few = EvaluationPhrase.FEW_DEFECTIVE_PICTURES(count=41, percent="7")
    xs = [step / 60 for step in range(61)]
    kinds = ["escape", "lost", "uncertain", "lost", "escape", "uncertain"]
    verdicts = [Evaluation.OK, Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE]
    disturbances = {
        "gaussian_noise": 0.71,
        "defocus": 0.93,
        "uneven_light": 0.46,
        "rotation": 0.98,
        "occlusion": 0.81,
        "vignetting": 0.97,
        "jpeg": 0.995,
    }
    return EvaluationDetail.model_validate(
        {
            "dataset": "bracket, revision 90e1911e0e50, 1600 held-out pictures",
            "machine": "x86_64, Linux",
            "utc": "2026-11-20T10:00:00+00:00",
            "samples": 1600,
            "classes": CLASSES,
            "confusion": _CONFUSION,
            "intervals": {
                "accuracy": _share(1563, 1600),
                "escapes": _share(3, 1000),
                "false_rejects": _share(4, 600),
                "lost": _share(9, 600),
                "not_decidable": _share(21, 1600),
            },
            "by_class": [
                {
                    "name": name,
                    "good": name == "good",
                    "recall": _share(_CONFUSION[at][at], sum(_CONFUSION[at])),
                    "precision": _share(
                        _CONFUSION[at][at], sum(row[at] for row in _CONFUSION) or 1
                    ),
                }
                for at, name in enumerate(CLASSES)
            ],
            "ranking": {
                "auc": {"value": 0.9987, "low": 0.997, "high": 0.999},
                "average_precision": {"value": 0.9991, "low": 0.998, "high": 0.999},
                "roc": {"x": xs, "y": [min(1.0, 1 - math.exp(-40 * x)) for x in xs]},
                "precision_recall": {"x": xs, "y": [1 - 0.4 * x**14 for x in xs]},
            },
            "calibration": {
                "expected_error": 0.0118,
                "bins": [
                    {
                        "low": at / 10,
                        "high": (at + 1) / 10,
                        "count": 50,
                        "confidence": at / 10 + 0.05,
                        "accuracy": min(1.0, at / 10 + 0.05 + 0.04 * math.sin(at)),
                    }
                    for at in range(3, 10)
                ],
            },
            "robustness": {
                "score": 0.83,
                "disturbances": [
                    {"name": name, "score": score} for name, score in disturbances.items()
                ],
            },
            "latency": {"p50_ms": 1.48, "p99_ms": 3.82},
            "worst": [
                {
                    "kind": kind,
                    "name": f"lot18/{place:04}.png",
                    "label": "scratch" if kind == "escape" else "good",
                    "evaluation": verdicts[place % 3].name,
                    "class_name": "good" if kind == "escape" else "stain",
                    "score": 0.61 + place / 50,
                    "threshold": 0.6,
                    "thumbnail_jpeg": base64.b64encode(
                        as_jpeg(metal_part(place, verdicts[place % 3]), 180)
                    ).decode("ascii"),
                }
                for place, kind in enumerate(kinds)
            ],
            "remarks": [few.text],
            "reasons": [as_json(few)],
        }
    )


def package_detail(name: str) -> PackageDetail:
    row = next(each for each in PACKAGES if each.name == name)
    full = name in (IN_FORCE, NEXT)
    names = ["fp32", "int8-static-per-channel-minmax", "int8-static-per-tensor-entropy", "fp16"]
    refused = ["", "", "2.1 points below fp32", "slower than fp32"]
    return PackageDetail(
        name=name,
        sha256=row.sha256,
        signature=row.signature,
        verified=True,
        fault="",
        architecture=row.architecture,
        variant=row.variant,
        size_px=192,
        color="gray",
        classes=CLASSES,
        ok_classes=["good"],
        accept=0.98,
        reject_default=0.5,
        reject={"scratch": 0.35},
        dataset="bracket, revision 90e1911e0e50, 10400 images",
        samples=7280,
        epochs=15,
        command="inspector model train bracket.dataset --name machined-part",
        tools={"torch": "2.15.0"},
        parent_sha256="",
        package_bytes=1_120_000,
        card=f"# {name}\n\nFinds defects on machined parts.\n\n- Trained on 7280 pictures\n",
        has_report=full,
        variants=[
            VariantRow(
                variant=variant,
                chosen=variant == row.variant,
                accuracy=0.979 - 0.002 * place,
                escapes=3 + place,
                false_rejects=4,
                not_decidable=20,
                flips=place,
                size_bytes=780_000 // (place + 1),
                p50_ms=2.9 - 0.4 * place,
                p99_ms=4.1,
                provider="CPUExecutionProvider",
                refused=refused[place],
            )
            for place, variant in enumerate(names)
        ]
        if full
        else [],
        evaluation=evaluation() if full else None,
    )


def difference(before: str, after: str) -> PackageDifference:
    return PackageDifference(
        before=before,
        after=after,
        entries=[
            EntryDifference(entry="version", before="1.1.0", after="2.0.0"),
            EntryDifference(entry="limits.accept", before="0.98", after="0.9"),
            EntryDifference(entry="training.samples", before="7280", after="9460"),
            EntryDifference(entry="evaluation.accuracy", before="0.9769", after="0.9861"),
        ],
        files=[FileDifference(name="model.fp32.onnx", before_bytes=779_795, after_bytes=779_795)],
    )


def shadow_report() -> ShadowReport:
    ok, not_ok, undecided = Evaluation.OK, Evaluation.NOT_OK, Evaluation.NOT_DECIDABLE
    cells = {(ok, ok): 5203, (not_ok, not_ok): 311, (undecided, ok): 27, (ok, not_ok): 4}
    return ShadowReport(
        trial=ShadowState(
            name=NEXT,
            sha256=sha("b"),
            since=NOON,
            running=True,
            paused=False,
            fault="",
            offered=5561,
            judged=5549,
            skipped=12,
            failed=0,
            unrecorded=0,
            p50_ms=1.4,
            p99_ms=4.2,
            compared=5546,
            waiting=3,
            agreed=5514,
            would_be_escapes=1,
            would_be_false_rejects=4,
            confusion=[
                ConfusionCell(stood=stood, said=said, count=count)
                for (stood, said), count in {**cells, (not_ok, ok): 1}.items()
            ],
        )
    )


def flips() -> FlipPage:
    return FlipPage(
        flips=[
            FlipRow(
                result_id=result_id(340 - place),
                part_id=10_340 - place,
                triggered_at=NOON - timedelta(seconds=11 * place),
                view=0,
                stood=Evaluation.NOT_DECIDABLE if place % 4 else Evaluation.NOT_OK,
                stood_class="scratch",
                said=Evaluation.OK,
                said_class="good",
                score=0.93,
            )
            for place in range(14)
        ]
    )


def label_queue() -> LabelQueuePage:
    return LabelQueuePage(
        since=NOON - timedelta(days=7),
        until=NOON,
        tasks=[
            LabelTask(
                why=list(Why)[place % 4],
                result_id=result_id(330 - place),
                part_id=10_330 - place,
                triggered_at=NOON - timedelta(minutes=17 * place),
                evaluation=Evaluation.NOT_DECIDABLE if place % 2 else Evaluation.OK,
                class_name="scratch" if place % 2 else "good",
                score=0.61,
                threshold=0.6,
                margin=0.01,
                novelty=0.8 + place / 10,
            )
            for place in range(12)
        ],
    )


def job(state: TrainingState, number: int = 1, **more: object) -> TrainingJob:
    runs = state in (TrainingState.RUNNING, TrainingState.CANCELLING)
    failed = state is TrainingState.FAILED
    epochs = 0 if state is TrainingState.QUEUED else 9 if runs else 15
    made = TrainingJob(
        id=f"20261120-12000{number}-00a{number}",
        request=TrainingRequest(
            name="bracket",
            version=f"1.{number}.0",
            source=TrainingSource.DATASET,
            dataset="bracket",
            architecture="mobilenet_v2",
            weights="auto",
        ),
        state=state,
        by="Anna Berg",
        queued_at=NOON + timedelta(minutes=number),
        started_at=None if state is TrainingState.QUEUED else NOON,
        ended_at=None,
        step="fit" if runs else "",
        done=4_120 if runs else 0,
        total=6_825 if runs else 0,
        detail="epoch 9/15: loss 0.331, validation accuracy 96.4 %" if runs else "",
        seconds_left=830.0 if runs else None,
        epochs=[
            EpochFigures(
                network="mobilenet_v2",
                epoch=epoch,
                loss=0.3 + 1.4 / epoch,
                validation_loss=0.25 + 1.1 / epoch,
                validation_accuracy=0.985 - 0.5 / epoch**1.3,
                balanced_accuracy=0.97 - 0.55 / epoch**1.2,
            )
            for epoch in range(1, epochs + 1)
        ],
        epochs_total=15 if epochs else None,
        package="bracket/1.0.0" if state is TrainingState.FINISHED else "",
        package_folder="training/20261120/packages/bracket/1.0.0"
        if state is TrainingState.FINISHED
        else "",
        installed=state is TrainingState.FINISHED,
        code="TRN-063" if failed else "",
        error="0.3 GB are free, 2.0 GB are needed" if failed else "",
        remedy="Free disk space or delete trainings that have ended." if failed else "",
        log_tail=[
            "training on 3 core(s) at low priority",
            "10400 images in 6 classes",
            "fit 4120/6825: epoch 9/15: loss 0.331, validation accuracy 96.4 %",
        ],
    )
    return made.model_copy(update=more)


def training_page(missing: tuple[str, ...] = ()) -> TrainingPage:
    states = (
        TrainingState.QUEUED,
        TrainingState.RUNNING,
        TrainingState.FAILED,
        TrainingState.CANCELLED,
        TrainingState.FINISHED,
    )
    return TrainingPage(
        missing=list(missing),
        cores=4,
        training_cores=3,
        free_bytes=412_000_000_000,
        jobs=[] if missing else [job(state, 5 - place) for place, state in enumerate(states)],
    )


def datasets() -> DatasetPage:
    counts = {"good": 5200, "scratch": 2300, "dent": 1800, "burr": 14}
    return DatasetPage(
        folder="data/datasets",
        datasets=[
            DatasetRow(
                name="bracket",
                revision="90e1911e0e50" + "0" * 52,
                pictures=sum(counts.values()),
                left_out=3,
                classes=[
                    ClassCount(name=name, pictures=count, good=name == "good")
                    for name, count in counts.items()
                ],
                findings=[
                    DatasetFinding(
                        severity="warning",
                        message=DatasetPhrase.FEW_PICTURES(least=20, counts=["burr: 14"]),
                        remedy=DatasetPhrase.COLLECT_MORE(),
                    )
                ],
                fault="",
            )
        ],
        reviewed=128,
    )
