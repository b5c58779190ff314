"""The station's packages as people read them: card, figures, report, and what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from inspector.domain.errors.model import ModelError
from inspector.wire.packages import (
    EntryDifference,
    FileDifference,
    PackageDetail,
    PackageDifference,
    VariantRow,
)

if TYPE_CHECKING:
    from inspector.inference.package import ModelPackage
    from inspector.inference.registry.registry import ModelRegistry
    from inspector.wire.evaluation import EvaluationDetail

_SHOWN_CHARACTERS = 400


class StationPackages:
    """Implements :class:`~inspector.services.rollout.packages.PackageService`.

    Args:
        registry: The packages of the station.
    """

    def __init__(self, registry: ModelRegistry) -> None:
        self._registry = registry

    def detail(self, name: str) -> PackageDetail:
        """All about one package."""
        from inspector.inference.package import CARD_NAME, REPORT_NAME

        package = self._registry.look_up(name)
        manifest, fault = package.manifest, _fault(package)
        return PackageDetail(
            name=package.name,
            sha256=package.sha256,
            signature=package.signature.value,
            verified=not fault,
            fault=fault,
            architecture=manifest.architecture,
            variant=manifest.variant,
            size_px=manifest.input.size_px,
            color=manifest.input.color,
            classes=list(manifest.classes),
            ok_classes=list(manifest.ok_classes),
            accept=manifest.limits.accept,
            reject_default=manifest.limits.reject_default,
            reject=dict(manifest.limits.reject),
            dataset=manifest.training.dataset,
            samples=manifest.training.samples,
            epochs=manifest.training.epochs,
            command=manifest.training.command,
            tools=dict(manifest.training.tools),
            parent_sha256=manifest.parent_sha256,
            package_bytes=sum(_size(package, each) for each in manifest.files),
            card=_text(package, CARD_NAME),
            has_report=REPORT_NAME in manifest.files,
            variants=[
                VariantRow(chosen=each.variant == manifest.variant, **each.model_dump())
                for each in manifest.variants
            ],
            evaluation=_evaluation(package),
        )

    def report(self, name: str) -> bytes:
        """The report of its evaluation, one HTML page."""
        from inspector.domain.errors.release import PackageUnknownError
        from inspector.inference.package import REPORT_NAME

        package = self._registry.look_up(name)
        if REPORT_NAME not in package.manifest.files:
            raise PackageUnknownError(
                f"{name} carries no report",
                remedy="Make one with `inspector model evaluate --report`.",
            )
        return package.read(REPORT_NAME)

    def difference(self, before: str, after: str) -> PackageDifference:
        """What ``after`` changes against ``before``."""
        from inspector.inference.comparison import compare_manifests

        old, new = self._registry.look_up(before), self._registry.look_up(after)
        entries, files = compare_manifests(old, new)
        return PackageDifference(
            before=old.name,
            after=new.name,
            entries=[
                EntryDifference(
                    entry=each.entry, before=_shown(each.before), after=_shown(each.after)
                )
                for each in entries
            ],
            files=[
                FileDifference(name=name, before_bytes=sizes[0], after_bytes=sizes[1])
                for name, sizes in files.items()
            ],
        )


def _fault(package: ModelPackage) -> str:
    """Compare every file with its hash; the graphs were looked into when it was installed."""
    from inspector.inference.package import load_package

    try:
        load_package(package.folder, graphs=False)
    except ModelError as error:
        return str(error)
    return ""


def _evaluation(package: ModelPackage) -> EvaluationDetail | None:
    from pydantic import ValidationError

    from inspector.inference.package import EVALUATION_NAME
    from inspector.wire.evaluation import EvaluationDetail

    try:
        return EvaluationDetail.model_validate_json(_text(package, EVALUATION_NAME) or "{}")
    except ValidationError:
        return None


def _text(package: ModelPackage, name: str) -> str:
    """A file of a package; empty where it has none, or another than was packaged."""
    if name not in package.manifest.files:
        return ""
    try:
        return package.read(name).decode("utf-8")
    except (ModelError, UnicodeDecodeError):
        return ""


def _size(package: ModelPackage, name: str) -> int:
    path = package.folder / name
    return path.stat().st_size if path.is_file() else 0


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
