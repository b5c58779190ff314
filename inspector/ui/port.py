"""What the app needs of the station's client; :mod:`inspector.client` provides it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from inspector.wire.alarms import AlarmPage
from inspector.wire.cameras import (
    CameraPicture,
    FeatureRow,
    FeatureValue,
    KeptFeatures,
    PictureMeasures,
)
from inspector.wire.history import ResultDetail, ResultFilter, ResultPage
from inspector.wire.people import PersonRow, SessionState, SignedIn, SignedOut
from inspector.wire.plc import MaintenanceState, PlcState
from inspector.wire.station import LiveUpdate, StationCommand, StationSnapshot


class LiveEvent(Protocol):
    """One message of the live socket, with the picture of its latest part where one was sent."""

    @property
    def update(self) -> LiveUpdate:
        """The station and its latest part."""

    @property
    def preview_jpeg(self) -> bytes | None:
        """The picture of ``update.latest`` for display."""


class Cameras(Protocol):
    """The cameras of the station by name; raises as :class:`Station`."""

    def features(self, name: str, /) -> Sequence[FeatureRow]:
        """All features as they stand now."""

    def set_feature(self, name: str, feature: str, value: FeatureValue, /) -> FeatureRow:
        """Set a feature; what the device made of it."""

    def trigger(self, name: str, /) -> None:
        """Expose one frame for a look."""

    def picture(self, name: str, max_side_px: int, seen: str, /) -> CameraPicture | None:
        """The newest picture; ``None`` when it is the version that was seen."""

    def measures(self, name: str, /) -> PictureMeasures:
        """Focus and exposure of the newest picture."""

    def keep(self, name: str, features: Sequence[str], /) -> KeptFeatures:
        """Write present values into the recipe, for the next start."""


class People(Protocol):
    """Who can sign in, and who is; raises as :class:`Station`."""

    def everybody(self) -> Sequence[PersonRow]:
        """Names and roles of all who can sign in."""

    def sign_in(self, name: str, pin: str, /) -> SignedIn:
        """Begin a session."""

    def renew(self) -> SessionState:
        """The person is still here."""

    def sign_out(self) -> SignedOut:
        """End the session."""


class Line(Protocol):
    """Registers, outputs and alarms; raises as :class:`Station`."""

    def plc(self) -> PlcState:
        """Both register blocks, the signals and the link."""

    def begin_maintenance(self) -> MaintenanceState:
        """Take the station out of service."""

    def renew_maintenance(self, period: int, forced: Mapping[str, bool], /) -> MaintenanceState:
        """Go on with it; these outputs and no others are forced."""

    def end_maintenance(self) -> MaintenanceState:
        """Release all outputs."""

    def clear(self, codes: Sequence[str], /) -> AlarmPage:
        """Clear alarms that a person has seen to."""


class Station(Protocol):
    """A connection to the station. Every method raises a subclass of ``InspectorError``."""

    @property
    def cameras(self) -> Cameras:
        """Its cameras."""

    @property
    def people(self) -> People:
        """Who can sign in."""

    @property
    def line(self) -> Line:
        """Its registers, outputs and alarms."""

    def adopt_session(self, token: str, /) -> None:
        """Ask in the name of the person of this session from now on; empty for nobody."""

    def snapshot(self) -> StationSnapshot:
        """The state of the station now."""

    def command(self, command: StationCommand, /) -> object:
        """Ask the station to do something."""

    def results(self, criteria: ResultFilter, before: int | None, limit: int, /) -> ResultPage:
        """One page of the history, newest first."""

    def result(self, result_id: str, /) -> ResultDetail:
        """One inspection."""

    def image(self, result_id: str, view: int | None = None, /) -> bytes:
        """The archived picture of one view, or of the deciding one, as PNG."""

    def thumbnail(self, result_id: str, size_px: int, view: int | None = None, /) -> bytes:
        """A small picture as JPEG that fits a square of ``size_px``."""

    def live(self) -> Iterator[LiveEvent]:
        """Messages until the connection ends or :meth:`close` is called by another thread."""

    def close(self) -> None:
        """Disconnect; may be called at any time, by any thread."""


Connect = Callable[[], Station]
"""Reads the run file and connects; called after each loss, for address and token may change."""
