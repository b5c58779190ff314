"""Reports of lots over the API: files, signatures with a PIN, and checks."""

from __future__ import annotations

import json
import threading

import pytest
from people_rig import define, people_of

from inspector.domain.errors.history import (
    ExportCancelledError,
    LotNotFoundError,
    LotNotSettledError,
)
from inspector.domain.errors.people import NotSignedInError, RightMissingError, SignInRefusedError
from inspector.domain.people import Role
from inspector.services.lot_report.mark import read_mark
from inspector.wire.exports import ReportLanguage
from inspector.wire.lot_reports import LotReportFormat, LotSignatureRequest, SignatureMeaning


def signature(digest: str, pin: str) -> LotSignatureRequest:
    return LotSignatureRequest(pin=pin, meaning=SignatureMeaning.REVIEWED, digest=digest)


def test_a_report_is_made_and_checked_over_the_api(client, tmp_path):
    lot = client.lots.begin("A-17")
    for kind in LotReportFormat:
        target = tmp_path / f"report.{kind}"
        sizes: list[int] = []
        written = client.lot_reports.save(
            target, lot.lot_id, kind, ReportLanguage.CHINESE, sizes.append
        )
        assert target.stat().st_size == written == sizes[-1]
        filed = read_mark(target)
        found = client.lot_reports.check(filed.lot_id, filed.digest, filed.sha256)
        assert (found.lot, found.issued, found.agrees) == ("A-17", True, True)
    client.lots.end()
    assert not client.lot_reports.check(filed.lot_id, filed.digest, "0" * 64).issued
    assert client.lot_reports.check(filed.lot_id, filed.digest, filed.sha256).changed == ["lot"]


def test_a_cancelled_report_leaves_no_file_and_no_entry(api, client, tmp_path):
    lot = client.lots.begin("A-17")
    target, cancelled = tmp_path / "report.pdf", threading.Event()
    cancelled.set()
    with pytest.raises(ExportCancelledError):
        client.lot_reports.save(target, lot.lot_id, LotReportFormat.PDF, cancelled=cancelled)
    assert list(tmp_path.glob("report*")) == []
    with pytest.raises(LotNotFoundError):
        client.lot_reports.save(target, 99, LotReportFormat.PDF)
    with pytest.raises(LotNotFoundError):
        client.lot_reports.summary(99)


def test_a_signature_takes_a_right_and_the_own_pin(api, client, tmp_path):
    lot = client.lots.begin("A-17").lot_id
    people = people_of(tmp_path)
    for name, role, pin in (("Ada", Role.ADMIN, "456789"), ("Quinn", Role.QUALITY, "2345")):
        define(people, name, role, pin)
    define(people, "Otto", Role.OPERATOR, "1234")
    digest = client.lot_reports.summary(lot).digest
    with pytest.raises(NotSignedInError):
        client.lot_reports.sign(lot, signature(digest, "2345"))
    client.people.sign_in("Otto", "1234")
    with pytest.raises(RightMissingError):
        client.lot_reports.sign(lot, signature(digest, "1234"))
    client.people.sign_in("Quinn", "2345")
    with pytest.raises(SignInRefusedError):
        client.lot_reports.sign(lot, signature(digest, "9999"))
    with pytest.raises(LotNotSettledError):
        client.lot_reports.sign(lot, signature(digest, "2345"))
    client.lots.end()
    digest = client.lot_reports.summary(lot).digest
    (signed,) = client.lot_reports.sign(lot, signature(digest, "2345")).signatures
    assert (signed.person, signed.role, signed.valid) == ("Quinn", "quality", True)
    line = (tmp_path / "audit.jsonl").read_text("utf-8").splitlines()[-1]
    entry = json.loads(line)
    assert (entry["what"], entry["who"], entry["new"]["digest"]) == ("lot.sign", "Quinn", digest)
    assert entry["seq"] == signed.audit_seq
    assert "2345" not in line.replace(digest, "")
