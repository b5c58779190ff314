"""The station's check of itself."""

from datetime import datetime

from pydantic import Field

from inspector.domain.phrase import Phrase
from inspector.domain.place import Place as Place
from inspector.domain.station_check import CheckGroup as CheckGroup
from inspector.domain.station_check import CheckName as CheckName
from inspector.domain.station_check import CheckRunState as CheckRunState
from inspector.domain.station_check import CheckStatus as CheckStatus
from inspector.wire.model import WireModel


class CheckRequest(WireModel):
    """Begin a check; ``client_version`` is that of the app, to be compared with the engine's."""

    client_version: str = Field(default="", max_length=64)


class CheckRow(WireModel):
    """One answer.

    ``figure`` is what was measured, ``code`` that of the error behind it, ``fixed_on`` where it
    is mended; ``advice`` says as a phrase what ``remedy`` says in English.
    """

    name: CheckName
    group: CheckGroup
    subject: str
    status: CheckStatus
    figure: str
    remedy: str
    code: str
    fixed_on: Place
    advice: Phrase | None = None


class CheckRun(WireModel):
    """The check that runs, or the last one; ``current`` is what is looked at now."""

    state: CheckRunState
    started_at: datetime | None = None
    finished_at: datetime | None = None
    asked_by: str = ""
    steps_done: int = 0
    steps: int = 0
    current: CheckGroup | None = None
    passed: int = 0
    warnings: int = 0
    failed: int = 0
    rows: list[CheckRow] = Field(default_factory=list)
