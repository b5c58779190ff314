"""Anchors of the audit trail are kept, and nobody can change them."""

from __future__ import annotations

import sqlite3

import pytest

from inspector.domain.audit import AuditAnchor
from inspector.services.people.audit import Actor, AuditTrail
from inspector.services.people.audit_desk import AuditAnchoring, AuditDesk
from inspector.store.opening import DATABASE_NAME, open_history, open_store

FIRST = AuditAnchor(3, "ab" * 32, 1_000)
SECOND = AuditAnchor(9, "cd" * 32, 2_000)


def test_anchors_are_kept_and_read_beside_the_running_station(tmp_path):
    store = open_store(tmp_path)
    store.audit_anchors().add(FIRST)
    history = open_history(tmp_path)
    assert history.audit_anchors().all() == [FIRST]
    store.audit_anchors().add(SECOND)
    assert history.audit_anchors().all() == [FIRST, SECOND]
    history.close()
    store.close()
    again = open_store(tmp_path)
    assert again.audit_anchors().all() == [FIRST, SECOND]
    again.close()


@pytest.mark.parametrize("change", ["DELETE FROM audit_anchor", "UPDATE audit_anchor SET seq = 1"])
def test_an_anchor_cannot_be_changed(tmp_path, change):
    store = open_store(tmp_path)
    store.audit_anchors().add(FIRST)
    store.close()
    connection = sqlite3.connect(tmp_path / DATABASE_NAME)
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(change)
    connection.close()


def test_the_head_of_the_trail_is_anchored_at_the_start_and_at_the_stop(tmp_path):
    store = open_store(tmp_path)
    trail = AuditTrail(tmp_path / "audit.jsonl")
    trail.note(Actor("Anna"), "station.start")
    desk = AuditDesk(trail, store.audit_anchors())
    anchoring = AuditAnchoring(desk)
    anchoring.start()
    trail.note(Actor("Anna"), "station.stop")
    anchoring.stop()
    assert store.audit_anchors().all()[-1].seq == 2
    assert desk.verify().whole
    (tmp_path / "audit.jsonl").unlink()
    assert not desk.verify().whole
    store.close()


def test_an_unchanged_trail_is_anchored_once(tmp_path):
    store = open_store(tmp_path)
    trail = AuditTrail(tmp_path / "audit.jsonl")
    desk = AuditDesk(trail, store.audit_anchors())
    desk.anchor()
    assert store.audit_anchors().all() == []
    trail.note(Actor("Anna"), "station.start")
    for _ in range(3):
        desk.anchor()
    assert [each.seq for each in store.audit_anchors().all()] == [1]
    store.close()
