"""What every camera driver must do with features; part of ``CameraContract``."""
# ruff: noqa: D102 - the name of each test is the promise that it holds the driver to

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import SkipTest

from inspector.domain.errors.camera import FeatureError
from inspector.domain.feature import Feature, FeatureKind
from inspector.domain.ports import Camera
from inspector.testing.promises import require, require_error

_NUMBERS = (FeatureKind.INTEGER, FeatureKind.FLOAT)
_STANDARD = ("exposure_time_us", "gain_db", "acquisition_frame_rate_hz", "width", "height")
_PYTHON_TYPES: dict[FeatureKind, tuple[type, ...]] = {
    FeatureKind.INTEGER: (int,),
    FeatureKind.FLOAT: (float, int),
    FeatureKind.BOOLEAN: (bool,),
    FeatureKind.ENUMERATION: (str,),
    FeatureKind.STRING: (str,),
}


class FeatureContract:
    """Promises of ``get``, ``set`` and ``features``."""

    def make_camera(self, tmp_path: Path) -> Camera:
        """A closed camera."""
        raise NotImplementedError

    def test_every_feature_has_a_name_of_its_own(self, tmp_path: Path) -> None:
        with self._opened(tmp_path) as camera:
            names = [feature.name for feature in camera.features()]
        require(names, "a camera has features")
        require(all(names), "every feature has a name")
        twice = {name for name in names if names.count(name) > 1}
        require(not twice, f"every feature is listed once, not {sorted(twice)} twice")

    def test_every_feature_is_within_its_own_limits(self, tmp_path: Path) -> None:
        with self._opened(tmp_path) as camera:
            features = camera.features()
        for feature in features:
            require(_has_its_type(feature), f"{feature.name}: a value of its kind, {feature}")
            require(_is_within_limits(feature), f"{feature.name}: its limits hold its value")

    def test_a_feature_can_be_read_by_its_name(self, tmp_path: Path) -> None:
        with self._opened(tmp_path) as camera:
            for feature in camera.features():
                if feature.value is not None:
                    value = camera.get(feature.name)
                    same = type(value) is type(feature.value)
                    require(same, f"get of {feature.name} gives what features() shows")

    def test_a_number_that_was_set_is_kept(self, tmp_path: Path) -> None:
        with self._opened(tmp_path) as camera:
            feature = _settable_number(camera)
            for bound in (feature.minimum, feature.maximum):
                value = _of_kind(feature, bound)
                camera.set(feature.name, value)
                kept = camera.get(feature.name)
                tolerance = max(abs(value) * 0.01, feature.increment or 0, 1e-6)
                close = isinstance(kept, int | float) and abs(kept - value) <= tolerance
                require(close, f"{feature.name} was set to {value!r}, not {kept!r}")

    def test_a_number_out_of_range_is_refused_with_the_range(self, tmp_path: Path) -> None:
        with self._opened(tmp_path) as camera:
            feature = _settable_number(camera)
            before = camera.get(feature.name)
            too_large = _of_kind(feature, (feature.maximum or 0) * 2 + 1)
            error = require_error(
                FeatureError, lambda: camera.set(feature.name, too_large), "a value out of range"
            )
            limit = f"{feature.maximum:g}"
            named = feature.name in error.detail and limit in error.detail
            require(named, f"the error names {feature.name} and the limit {limit}: {error}")
            require(camera.get(feature.name) == before, "a refused value changes nothing")

    def test_a_choice_that_does_not_exist_is_refused(self, tmp_path: Path) -> None:
        with self._opened(tmp_path) as camera:
            found = [each for each in camera.features() if each.choices and each.writable]
            if not found:
                raise SkipTest("this device has no enumeration that can be set")
            name = found[0].name
            require_error(
                FeatureError, lambda: camera.set(name, "NoSuchEntry"), "an entry that is none"
            )

    def test_an_unknown_feature_is_a_feature_error(self, tmp_path: Path) -> None:
        with self._opened(tmp_path) as camera:
            unknown = "no_such_feature"
            require_error(FeatureError, lambda: camera.get(unknown), "get of an unknown feature")
            require_error(FeatureError, lambda: camera.set(unknown, 1), "set of an unknown feature")

    @contextmanager
    def _opened(self, tmp_path: Path) -> Iterator[Camera]:
        camera = self.make_camera(tmp_path)
        camera.open()
        try:
            yield camera
        finally:
            camera.close()


def _has_its_type(feature: Feature) -> bool:
    if feature.value is None:
        return True
    is_bool = isinstance(feature.value, bool)
    expected = _PYTHON_TYPES.get(feature.kind, ())
    return isinstance(feature.value, expected) and is_bool == (feature.kind is FeatureKind.BOOLEAN)


def _is_within_limits(feature: Feature) -> bool:
    value = feature.value
    if value is None:
        return True
    if feature.kind is FeatureKind.ENUMERATION:
        return not feature.choices or value in feature.choices
    if isinstance(value, bool | str):
        return True
    low = feature.minimum is None or value >= feature.minimum
    return low and (feature.maximum is None or value <= feature.maximum)


def _settable_number(camera: Camera) -> Feature:
    """The number that is likeliest to matter; a private node may have effects on others."""
    found = {
        feature.name: feature
        for feature in camera.features()
        if feature.writable
        and feature.kind in _NUMBERS
        and feature.minimum is not None
        and feature.maximum is not None
        and feature.minimum < feature.maximum
    }
    for name in _STANDARD:
        if name in found:
            return found[name]
    raise SkipTest(f"this device lets none of {', '.join(_STANDARD)} be set")


def _of_kind(feature: Feature, value: float | None) -> int | float:
    number = value or 0
    return round(number) if feature.kind is FeatureKind.INTEGER else float(number)
