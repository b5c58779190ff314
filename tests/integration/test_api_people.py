"""Who may do what, over a real socket: every route that changes something by every role."""

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
from people_rig import define
from station_services import only

from inspector.api.app import create_api
from inspector.api.document import openapi
from inspector.api.trace import UNNAMED
from inspector.domain.alarm import Alarm
from inspector.domain.people import Role
from inspector.services.people.limit import FAILURES
from inspector.services.people.register import PeopleRegister
from inspector.wire.people import SESSION_HEADER

PINS = {Role.OPERATOR: "1234", Role.QUALITY: "2345", Role.ENGINEER: "345678", Role.ADMIN: "456789"}
NOBODY = None

EVERYBODY = frozenset(Role)
ADMINS = frozenset({Role.ADMIN})
ENGINEERS = frozenset({Role.ENGINEER, Role.ADMIN})
DECIDERS = ENGINEERS | {Role.QUALITY}
JOB = "/v1/training/jobs/20260101-000000-0000"
GUARDED: dict[tuple[str, str], tuple[str, dict[str, Any], frozenset[Role]]] = {
    ("POST", "/v1/station/check"): ("/v1/station/check", {}, EVERYBODY),
    ("DELETE", "/v1/station/check"): ("/v1/station/check", {}, EVERYBODY),
    ("POST", "/v1/station/commands"): ("/v1/station/commands", {"command": "start"}, EVERYBODY),
    ("PUT", "/v1/cameras/{name}/features/{feature}"): (
        "/v1/cameras/left/features/exposure_time_us",
        {"value": 4000.0},
        ENGINEERS,
    ),
    ("POST", "/v1/cameras/{name}/trigger"): ("/v1/cameras/left/trigger", {}, ENGINEERS),
    ("POST", "/v1/cameras/{name}/recipe"): (
        "/v1/cameras/left/recipe",
        {"features": ["exposure_time_us"]},
        ENGINEERS,
    ),
    ("POST", "/v1/people"): (
        "/v1/people",
        {"name": "Otto", "role": "operator", "kind": "pin", "secret": "1357"},
        ADMINS,
    ),
    ("PATCH", "/v1/people"): ("/v1/people", {"name": "Operator", "active": False}, ADMINS),
    ("POST", "/v1/approvals/{approval_id}"): (
        "/v1/approvals/00c0ffee",
        {"approve": True},
        EVERYBODY,
    ),
    ("POST", "/v1/maintenance"): ("/v1/maintenance", {"active": True}, ENGINEERS),
    ("POST", "/v1/alarms/acknowledge"): (
        "/v1/alarms/acknowledge",
        {"occurrence_ids": [1]},
        EVERYBODY,
    ),
    ("POST", "/v1/alarms/clear"): ("/v1/alarms/clear", {"codes": ["GAT-104"]}, EVERYBODY),
    ("POST", "/v1/results/{result_id}/reviews"): (
        "/v1/results/00c0ffee-000000000001/reviews",
        {"label": "good"},
        DECIDERS,
    ),
    ("POST", "/v1/reviews/batch"): (
        "/v1/reviews/batch",
        {"label": "good", "result_ids": ["00c0ffee-000000000001"]},
        DECIDERS,
    ),
    ("POST", "/v1/datasets/picks"): (
        "/v1/datasets/picks",
        {"name": "edge cases", "result_ids": ["00c0ffee-000000000001"]},
        DECIDERS,
    ),
    ("POST", "/v1/lots"): ("/v1/lots", {"name": "A-17"}, EVERYBODY),
    ("DELETE", "/v1/lots/current"): ("/v1/lots/current", {}, EVERYBODY),
    ("POST", "/v1/drift/baseline"): ("/v1/drift/baseline", {}, DECIDERS),
    ("POST", "/v1/models/promote"): ("/v1/models/promote", {"package": "part/2.0.0"}, DECIDERS),
    ("POST", "/v1/models/rollback"): ("/v1/models/rollback", {}, DECIDERS),
    ("POST", "/v1/models/shadow"): ("/v1/models/shadow", {"package": None}, DECIDERS),
    ("POST", "/v1/training/jobs"): (
        "/v1/training/jobs",
        {"name": "part", "version": "2.0.0", "source": "generated"},
        DECIDERS,
    ),
    ("POST", "/v1/training/jobs/{job_id}/cancel"): (f"{JOB}/cancel", {}, DECIDERS),
    ("POST", "/v1/training/jobs/{job_id}/resume"): (f"{JOB}/resume", {}, DECIDERS),
    ("DELETE", "/v1/training/jobs/{job_id}"): (JOB, {}, DECIDERS),
    ("POST", "/v1/recipes/changeover"): (
        "/v1/recipes/changeover",
        {"recipe_id": "part"},
        EVERYBODY,
    ),
    ("POST", "/v1/recipes/revisions"): (
        "/v1/recipes/revisions",
        {"content": {"recipe_id": "part"}},
        ENGINEERS,
    ),
    ("POST", "/v1/recipes/revisions/{revision}/sign-off"): (
        f"/v1/recipes/revisions/{'a' * 64}/sign-off",
        {},
        ENGINEERS,
    ),
    ("POST", "/v1/recipes/drafts"): ("/v1/recipes/drafts", {"recipe_id": "part"}, ENGINEERS),
    ("PUT", "/v1/recipes/drafts/{draft_id}"): (
        "/v1/recipes/drafts/1",
        {"version": 1, "content": {"recipe_id": "part"}},
        ENGINEERS,
    ),
    ("DELETE", "/v1/recipes/drafts/{draft_id}"): ("/v1/recipes/drafts/1", {}, ENGINEERS),
    ("POST", "/v1/recipes/dry-run"): (
        "/v1/recipes/dry-run",
        {"content": {"recipe_id": "part"}},
        ENGINEERS,
    ),
    ("POST", "/v1/challenge/parts"): (
        "/v1/challenge/parts",
        {"name": "Dent 12", "defective": True},
        DECIDERS,
    ),
    ("PUT", "/v1/challenge/parts/{part_id}"): (
        "/v1/challenge/parts/1",
        {"name": "Dent 12", "defective": True},
        DECIDERS,
    ),
    ("DELETE", "/v1/challenge/parts/{part_id}"): ("/v1/challenge/parts/1", {}, DECIDERS),
    ("POST", "/v1/challenge/runs"): ("/v1/challenge/runs", {}, EVERYBODY),
    ("DELETE", "/v1/challenge/runs/current"): ("/v1/challenge/runs/current", {}, EVERYBODY),
}
BY_THE_SERVICE = {("POST", "/v1/models/shadow")}
"""The real service writes these down; the bench's one does not."""
LOOKING_ON = {
    ("POST", "/v1/exports/results.{kind}"),
    ("POST", "/v1/results/{result_id}/replay"),
    ("POST", "/v1/recipes/preview"),
    ("POST", "/v1/recipes/threshold-costs"),
}
"""What is asked with a body and changes nothing."""
STOPPING = {"codes": ["GAT-106", "GAT-104"]}
ALWAYS_SIGNED_IN = {("POST", "/v1/maintenance")}


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


def sign_in(http: httpx.Client, role: Role) -> str:
    reply = http.post("/v1/session", json={"name": role.value.title(), "pin": PINS[role]})
    assert reply.status_code == 200, reply.text
    return str(reply.json()["token"])


def ask(
    http: httpx.Client, route: tuple[str, str], token: str = "", body: dict[str, Any] | None = None
) -> httpx.Response:
    path, example, _ = GUARDED[route]
    headers = {SESSION_HEADER: token} if token else {}
    return http.request(route[0], path, json=example if body is None else body, headers=headers)


def refused(reply: httpx.Response, status: int, code: str) -> None:
    assert reply.status_code == status, reply.text
    assert reply.json()["code"] == code
    assert reply.json()["remedy"]


def let_through(reply: httpx.Response) -> bool:
    """Whatever the station made of it, it was not for the person."""
    return reply.status_code != 403


def audit(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "audit.jsonl").read_text("utf-8").splitlines()]


class TestEveryRoute:
    def test_no_route_that_changes_something_is_missing_here(self) -> None:
        app = create_api(only(), "t")
        changing = {
            (method.upper(), path)
            for path, methods in openapi(app)["paths"].items()
            for method in methods
            if method != "get"
        }
        of_sessions = {(method, "/v1/session") for method in ("POST", "PUT", "DELETE")}
        of_sessions.add(("PUT", "/v1/session/secret"))
        assert changing - of_sessions - LOOKING_ON == GUARDED.keys()

    @pytest.mark.usefixtures("people")
    @pytest.mark.parametrize("route", GUARDED, ids=" ".join)
    @pytest.mark.parametrize("role", Role)
    def test_a_role_may_or_may_not(self, http, route, role) -> None:
        reply = ask(http, route, sign_in(http, role))
        if role in GUARDED[route][2]:
            assert let_through(reply), reply.text
        else:
            refused(reply, 403, "PPL-002")

    @pytest.mark.usefixtures("people")
    @pytest.mark.parametrize("route", GUARDED, ids=" ".join)
    def test_nobody_may_where_people_are_defined(self, http, route) -> None:
        refused(ask(http, route), 403, "PPL-001")
        refused(ask(http, route, "no such session"), 403, "PPL-001")

    @pytest.mark.parametrize("route", GUARDED, ids=" ".join)
    def test_the_stations_token_is_enough_while_nobody_is_defined(self, http, route) -> None:
        reply = ask(http, route)
        if route in ALWAYS_SIGNED_IN:
            refused(reply, 403, "PPL-001")
        else:
            assert let_through(reply), reply.text

    @pytest.mark.parametrize("route", GUARDED, ids=" ".join)
    def test_a_damaged_register_lets_nobody_in(self, http, route, tmp_path) -> None:
        (tmp_path / "people.toml").write_text("schema_version = 3\n", "utf-8")
        refused(ask(http, route), 503, "PPL-005")

    @pytest.mark.usefixtures("people")
    @pytest.mark.parametrize("role", Role)
    def test_an_alarm_that_stops_the_infeed_needs_an_engineer(self, api, http, role) -> None:
        reply = ask(http, ("POST", "/v1/alarms/clear"), sign_in(http, role), STOPPING)
        if role in ENGINEERS:
            assert reply.status_code == 200
            assert api.gate.cleared == [Alarm.BIN_FULL | Alarm.TRIGGERS_MISSED]
        else:
            refused(reply, 403, "PPL-002")
            assert api.gate.cleared == []


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
    @pytest.mark.parametrize("route", GUARDED, ids=" ".join)
    def test_no_change_without_an_entry_of_its_own(self, http, tmp_path, route) -> None:
        """A route writes ``audit.recorded(...)``; the door's own ``request`` is a net for holes."""
        token = sign_in(http, Role.ADMIN)
        before = len(audit(tmp_path))
        reply = ask(http, route, token)
        told = [line["what"] for line in audit(tmp_path)[before:]]
        assert UNNAMED not in told or route in BY_THE_SERVICE, (
            f"{route} changes something and does not say what"
        )
        if reply.is_success:
            assert told, f"{route} leaves no trace"

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
