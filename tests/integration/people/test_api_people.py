"""People, sessions, maintenance and what is written down of them, over a real socket."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from api_fixtures import PAST_ALARMS, TOKEN, Served, served
from guarded_routes import PINS, ask, refused, sign_in
from people_rig import define

from inspector.domain.people import Role
from inspector.services.people.limit import FAILURES
from inspector.services.people.register import PeopleRegister
from inspector.wire.people import SESSION_HEADER


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "recipe.toml").write_text('schema_version = 1\nrecipe_id = "a"\n', "utf-8")
    with served(tmp_path) as running:
        yield running


@pytest.fixture
def http(api: Served) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=api.url, headers=headers, trust_env=False) as client:
        yield client


@pytest.fixture
def people(tmp_path: Path) -> PeopleRegister:
    register = PeopleRegister(tmp_path / "people.toml")
    for role, pin in reversed(PINS.items()):
        define(register, role.value.title(), role, pin)
    return register


def audit(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "audit.jsonl").read_text("utf-8").splitlines()]


class TestSession:
    @pytest.mark.usefixtures("people")
    def test_it_tells_who_is_there_and_ends(self, http) -> None:
        token = sign_in(http, Role.ENGINEER)
        headers = {SESSION_HEADER: token}
        told = http.get("/v1/session", headers=headers).json()
        assert (told["name"], told["role"]) == ("Engineer", "engineer")
        assert "maintain" in told["rights"]
        assert 590 < told["expires_in_s"] <= 600
        assert http.put("/v1/session", headers=headers).status_code == 200
        assert http.delete("/v1/session", headers=headers).json() == {"name": "Engineer"}
        refused(http.get("/v1/session", headers=headers), 403, "PPL-001")

    @pytest.mark.usefixtures("people")
    def test_names_and_roles_are_listed_and_no_hash(self, http) -> None:
        reply = http.get("/v1/people")
        assert reply.json()["people"][-1] == {
            "name": "Operator",
            "role": "operator",
            "secret_kind": "pin",
        }
        assert "argon2" not in reply.text

    @pytest.mark.usefixtures("people")
    def test_a_wrong_pin_and_a_wrong_name_look_alike(self, http, tmp_path) -> None:
        wrong = [
            http.post("/v1/session", json={"name": name, "pin": "0000"})
            for name in ("Engineer", "Nobody")
        ]
        for reply in wrong:
            refused(reply, 403, "PPL-003")
        assert wrong[0].content == wrong[1].content
        assert '"0000"' not in (tmp_path / "audit.jsonl").read_text("utf-8")

    @pytest.mark.usefixtures("people")
    def test_five_failures_lock_the_name_and_no_other(self, http, tmp_path) -> None:
        for _ in range(FAILURES):
            refused(http.post("/v1/session", json={"name": "Engineer", "pin": "1"}), 403, "PPL-003")
        reply = http.post("/v1/session", json={"name": "engineer", "pin": PINS[Role.ENGINEER]})
        refused(reply, 429, "PPL-004")
        assert reply.headers["Retry-After"] == "60"
        sign_in(http, Role.ADMIN)
        locked = [line["new"] for line in audit(tmp_path) if line["outcome"] == "PPL-003"]
        assert locked == [{"locked": False}] * 4 + [{"locked": True}]

    def test_who_was_removed_or_has_another_pin_is_signed_out(self, http, people) -> None:
        tokens = {role: sign_in(http, role) for role in (Role.ENGINEER, Role.OPERATOR)}
        people.set_active("Engineer", False)
        people.set_role("Operator", Role.QUALITY)
        for token in tokens.values():
            refused(http.get("/v1/session", headers={SESSION_HEADER: token}), 403, "PPL-001")


@pytest.mark.usefixtures("people")
class TestMaintenance:
    ROUTE = ("POST", "/v1/maintenance")

    def test_it_begins_is_renewed_with_outputs_and_ends(self, api, http) -> None:
        token = sign_in(http, Role.ENGINEER)
        begun = ask(http, self.ROUTE, token).json()
        assert begun == {
            "active": True, "by": "Engineer", "period": 1, "forced": {}, "renew_within_s": 5.0,
        }  # fmt: skip
        forced = {"active": True, "period": 1, "forced": {"PURGE": True, "STOP_INFEED": False}}
        assert ask(http, self.ROUTE, token, forced).json()["forced"] == forced["forced"]
        level = api.gate.level.level
        assert (level.active, level.forced, level.values) == (1, 0b11, 0b10)
        assert ask(http, self.ROUTE, token, {"active": False}).json()["active"] is False
        assert not api.gate.maintenance

    def test_one_person_at_a_time(self, http) -> None:
        ask(http, self.ROUTE, sign_in(http, Role.ENGINEER))
        for body in ({"active": True}, {"active": True, "period": 1}, {"active": False}):
            reply = ask(http, self.ROUTE, sign_in(http, Role.ADMIN), body)
            refused(reply, 409, "PPL-011")
            assert "Engineer" in reply.json()["detail"]

    def test_a_late_renewal_begins_nothing(self, api, http, tmp_path) -> None:
        token = sign_in(http, Role.ENGINEER)
        ask(http, self.ROUTE, token)
        api.gate.level.end()
        late = {"active": True, "period": 1, "forced": {"PURGE": True}}
        refused(ask(http, self.ROUTE, token, late), 409, "PPL-012")
        assert not api.gate.maintenance
        assert audit(tmp_path)[-1]["outcome"] == "not renewed"
        assert ask(http, self.ROUTE, token).json()["period"] == 2

    def test_signing_out_releases_everything(self, api, http) -> None:
        token = sign_in(http, Role.ENGINEER)
        ask(http, self.ROUTE, token)
        http.delete("/v1/session", headers={SESSION_HEADER: token})
        assert not api.gate.maintenance

    def test_an_unknown_output_and_an_inspecting_station_are_refused(self, api, http) -> None:
        token = sign_in(http, Role.ENGINEER)
        body = {"active": True, "forced": {"PASS_GATE": True}}
        refused(ask(http, self.ROUTE, token, body), 422, "API-002")
        api.gate.inspecting = True
        refused(ask(http, self.ROUTE, token), 409, "STA-001")

    def test_a_change_is_written_down_and_a_renewal_is_not(self, http, tmp_path) -> None:
        token = sign_in(http, Role.ENGINEER)
        ask(http, self.ROUTE, token)
        for _ in range(3):
            ask(http, self.ROUTE, token, {"active": True, "period": 1})
        ask(http, self.ROUTE, token, {"active": True, "period": 1, "forced": {"PURGE": True}})
        ask(http, self.ROUTE, token, {"active": False})
        lines = [line for line in audit(tmp_path) if line["what"] == "maintenance"]
        told = [(line["old"], line["new"]) for line in lines]
        assert told == [("off", {}), ({}, {"PURGE": True}), ({"PURGE": True}, "off")]


class TestAudit:
    @pytest.mark.usefixtures("people")
    def test_who_when_what_old_and_new(self, http, tmp_path) -> None:
        token = sign_in(http, Role.ENGINEER)
        ask(http, ("POST", "/v1/station/commands"), token)
        ask(http, ("PUT", "/v1/cameras/{name}/features/{feature}"), token)
        ask(http, ("POST", "/v1/station/commands"), token, {"command": "reset"})
        signed, started, set_feature, reset = audit(tmp_path)
        assert signed["what"] == "session.sign_in"
        assert started["at"].endswith("+00:00")
        assert (started["who"], started["role"]) == ("Engineer", "engineer")
        assert (started["old"], started["new"]) == ("Ready", "ContinuousExecution")
        assert set_feature["target"] == "left.exposure_time_us"
        assert set_feature["new"] == 4000.0
        assert set_feature["old"] not in (None, 4000.0)
        assert reset["outcome"] == "STA-001"

    @pytest.mark.usefixtures("people")
    def test_who_may_not_stands_there_too(self, http, tmp_path) -> None:
        ask(http, ("POST", "/v1/maintenance"), sign_in(http, Role.OPERATOR))
        line = audit(tmp_path)[-1]
        assert (line["who"], line["what"]) == ("Operator", "right.maintain")
        assert line["outcome"] == "PPL-002"

    def test_what_cannot_be_written_down_is_not_done_but_for_stop(self, http, tmp_path) -> None:
        (tmp_path / "audit.jsonl").mkdir()
        refused(ask(http, ("POST", "/v1/station/commands")), 503, "PPL-010")
        stopped = ask(http, ("POST", "/v1/station/commands"), "", {"command": "stop"})
        refused(stopped, 409, "STA-001")

    @pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
    @pytest.mark.usefixtures("people")
    def test_only_the_owner_reads_people_and_audit(self, http, tmp_path) -> None:
        sign_in(http, Role.ADMIN)
        for name in ("people.toml", "audit.jsonl"):
            assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


class TestLine:
    def test_both_blocks_by_name_with_bits_and_units(self, api, http) -> None:
        api.gate.vision["status"] = 0b11
        api.gate.vision["passed"] = 70_000
        api.gate.vision["request"] = 1
        api.gate.plc["plc_heartbeat"] = 5
        api.gate.tell()
        told = http.get("/v1/plc").json()
        vision = {each["name"]: each for each in told["vision"]}
        assert vision["passed"]["text"] == "70000 parts"
        on = [bit["name"] for bit in vision["status"]["bits"] if bit["on"]]
        assert on == ["ONLINE", "TRIGGER_READY"]
        assert [(each["name"], each["on"]) for each in told["outputs"]] == [
            ("STOP_INFEED", True),
            ("PURGE", False),
        ]
        assert told["inputs"] == []
        assert told["link"]["heartbeat_age_ms"] is None
        api.gate.plc["plc_heartbeat"] = 6
        api.gate.tell()
        link = http.get("/v1/plc").json()["link"]
        assert link["address"] == "127.0.0.1:1502"
        assert link["heartbeat_age_ms"] >= link["told_age_ms"] >= 0

    def test_before_the_gate_has_told_anything(self, http) -> None:
        told = http.get("/v1/plc").json()
        assert (told["vision"], told["plc"]) == ([], [])
        assert told["link"]["alive"] is False
        assert told["link"]["told_age_ms"] is None

    def test_past_alarms_page_by_page(self, http) -> None:
        seen: list[int] = []
        before = None
        while True:
            params = {"limit": 5} | ({} if before is None else {"before": before})
            page = http.get("/v1/alarms", params=params).json()
            seen += [each["event_id"] for each in page["changes"]]
            if (before := page["next_before"]) is None:
                break
        assert seen == list(range(PAST_ALARMS, 0, -1))
        newest = page["changes"][-1]
        assert newest["raised"] == [
            {"name": "BIN_FULL", "code": "GAT-106"},
            {"name": "AIR_LOW", "code": "GAT-107"},
        ]
        assert (newest["cleared_by"], newest["trigger_index"]) == ("nobody", 41)

    def test_an_alarm_that_ends_with_its_cause_cannot_be_cleared(self, api, http) -> None:
        reply = http.post("/v1/alarms/clear", json={"codes": ["GAT-106", "GAT-114"]})
        refused(reply, 409, "STA-001")
        refused(http.post("/v1/alarms/clear", json={"codes": ["CAM-002"]}), 422, "API-002")
        assert api.gate.cleared == []
