"""Every route that changes something, who may call it, and people who do."""

from __future__ import annotations

from typing import Any

import httpx

from inspector.domain.people import Role
from inspector.wire.people import SESSION_HEADER

PINS = {Role.OPERATOR: "1234", Role.QUALITY: "2345", Role.ENGINEER: "345678", Role.ADMIN: "456789"}

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
    ("POST", "/v1/what-if"): ("/v1/what-if", {}, DECIDERS),
    ("POST", "/v1/what-if/{question_id}/cancel"): (
        f"/v1/what-if/{'a' * 12}/cancel",
        {},
        DECIDERS,
    ),
    ("POST", "/v1/lots"): ("/v1/lots", {"name": "A-17"}, EVERYBODY),
    ("DELETE", "/v1/lots/current"): ("/v1/lots/current", {}, EVERYBODY),
    ("POST", "/v1/lots/{lot_id}/signatures"): (
        "/v1/lots/999/signatures",
        {"pin": "1234", "meaning": "released", "digest": "0" * 64},
        DECIDERS,
    ),
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
CHANGES_NOTHING = {("POST", "/v1/what-if"), ("POST", "/v1/what-if/{question_id}/cancel")}
"""What not everybody may ask though nothing is stored and nobody acts on it."""


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
