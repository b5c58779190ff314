"""Reports of lots as a client sees them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from inspector.wire.lots import LotRow
from inspector.wire.model import WireModel
from inspector.wire.people import REASON_LIMIT, SECRET_LIMIT

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class LotReportFormat(StrEnum):
    """A kind of file; its value ends the file's name."""

    PDF = "pdf"
    HTML = "html"


class SignatureMeaning(StrEnum):
    """What a person says with a signature."""

    REVIEWED = "reviewed"
    RELEASED = "released"
    BLOCKED = "blocked"


class LotSignatureRequest(WireModel):
    """Sign the data of a lot: whoever is signed in types the own PIN or password once more.

    ``digest`` is that of the report which was read.
    """

    pin: Annotated[str, Field(min_length=1, max_length=SECRET_LIMIT)]
    meaning: SignatureMeaning
    digest: Digest
    note: Annotated[str, Field(max_length=REASON_LIMIT)] = ""


class LotSignatureRow(WireModel):
    """A signature; ``valid`` while the data is what was signed."""

    person: str
    role: str
    signed_at: datetime
    meaning: SignatureMeaning
    note: str
    digest: str
    valid: bool
    audit_seq: int | None
    audit_sha256: str


class LotCountRow(WireModel):
    """One count of a lot against what it must equal; ``null`` where nobody counted."""

    counted: str
    value: int | None
    expected: int | None
    standing: str
    remark: str
    detail: str


class LotReportSummary(WireModel):
    """What a report says in figures.

    ``agreed`` while no count contradicts another one; ``sealed`` while the chain of seals is whole
    up to the last result that is sealed, ``null`` without results.
    """

    lot: LotRow
    report_id: str
    digest: str
    pieces: dict[str, str]
    preliminary: bool
    simulated: bool
    parts: int
    ok: int
    rejected: int
    undefined: int
    challenge: int
    pending: int
    known_escapes: int
    agreed: bool
    counts: list[LotCountRow]
    sealed: bool | None
    unsealed: int
    rejects: int
    pictures: int
    signatures: list[LotSignatureRow]


class LotReportCheck(WireModel):
    """Whether a file is one that this station has made, and whether the record is as it was then.

    ``changed`` names the pieces of the data that are not what they were: ``lot``, ``results``,
    ``reviews``, ``challenges``, ``alarms``.
    """

    lot: str
    lot_id: int
    issued: bool
    issued_at: datetime | None
    issued_to: str
    agrees: bool
    changed: list[str]
    digest_then: str
    digest_now: str
