"""Who may do what, over a real socket: every route that changes something by every role.

A right is asked for before anything is done, so one station serves them all; the people of each
test are written anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from api_fixtures import TOKEN, Served, served
from api_line import bench_people
from guarded_routes import CHANGES_NOTHING, ENGINEERS, GUARDED, PINS, ask, refused, sign_in
from people_rig import define
from station_services import only

from inspector.api.app import create_api
from inspector.api.document import openapi
from inspector.api.trace import UNNAMED
from inspector.domain.alarm import Alarm
from inspector.domain.people import Role
from inspector.services.people.register import PeopleRegister

LOOKING_ON = {
    ("POST", "/v1/exports/results.{kind}"),
    ("POST", "/v1/shared/exports/results.{kind}"),
    ("POST", "/v1/results/{result_id}/replay"),
    ("POST", "/v1/recipes/preview"),
    ("POST", "/v1/recipes/threshold-costs"),
}
"""What is asked with a body and changes nothing."""
BY_THE_SERVICE = {("POST", "/v1/models/shadow")}
"""The real service writes these down; the bench's one does not."""
STOPPING = {"codes": ["GAT-106", "GAT-104"]}
ALWAYS_SIGNED_IN = {("POST", "/v1/maintenance"), ("POST", "/v1/lots/{lot_id}/signatures")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("station")


@pytest.fixture(scope="module")
def station(folder: Path) -> Iterator[Served]:
    (folder / "recipe.toml").write_text('schema_version = 1\nrecipe_id = "a"\n', "utf-8")
    with served(folder) as running:
        running.check.go.set()
        yield running


@pytest.fixture(scope="module")
def connected(station: Served) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=station.url, headers=headers, trust_env=False) as client:
        client.post("/v1/what-if", json={})  # its thread waits for the next question
        yield client


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a station with one person of every role."""
    people = PeopleRegister(tmp_path_factory.mktemp("people") / "people.toml")
    for role, pin in reversed(PINS.items()):
        define(people, role.value.title(), role, pin)
    return people.path.read_bytes()


@pytest.fixture(scope="module")
def sessions() -> dict[Role, str]:
    """Who has signed in; a station lets nobody try a PIN for each of a hundred requests."""
    return {}


@pytest.fixture
def http(connected: httpx.Client, folder: Path) -> httpx.Client:
    """A station where nobody is defined."""
    (folder / "people.toml").unlink(missing_ok=True)
    return connected


@pytest.fixture
def people(http: httpx.Client, folder: Path, register: bytes) -> None:
    (folder / "people.toml").write_bytes(register)


@pytest.fixture
def session(http: httpx.Client, people: None, sessions: dict[Role, str], role: Role) -> str:
    if role not in sessions:
        sessions[role] = sign_in(http, role)
    return sessions[role]


def let_through(reply: httpx.Response) -> bool:
    """Whatever the station made of it, it was not for the person."""
    return reply.status_code != 403


def test_no_route_that_changes_something_is_missing_here(tmp_path) -> None:
    app = create_api(only(people=bench_people(tmp_path)), "t")
    changing = {
        (method.upper(), path)
        for path, methods in openapi(app)["paths"].items()
        for method in methods
        if method != "get"
    }
    of_sessions = {(method, "/v1/session") for method in ("POST", "PUT", "DELETE")}
    of_sessions.add(("PUT", "/v1/session/secret"))
    assert changing - of_sessions - LOOKING_ON == GUARDED.keys()


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
@pytest.mark.parametrize("role", [Role.ADMIN])
def test_no_change_without_an_entry_of_its_own(station, http, route, session) -> None:
    """A route writes ``audit.recorded(...)``; the door's own ``request`` is a net for holes."""
    station.gate.level.end()
    before = len(station.audited())
    reply = ask(http, route, session)
    told = [line["what"] for line in station.audited()[before:]]
    assert UNNAMED not in told or route in BY_THE_SERVICE | CHANGES_NOTHING, (
        f"{route} changes something and does not say what"
    )
    if reply.is_success:
        assert told, f"{route} leaves no trace"


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_or_may_not(http, route, role, session) -> None:
    reply = ask(http, route, session)
    if role in GUARDED[route][2]:
        assert let_through(reply), reply.text
    else:
        refused(reply, 403, "PPL-002")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
def test_nobody_may_where_people_are_defined(http, route) -> None:
    refused(ask(http, route), 403, "PPL-001")
    refused(ask(http, route, "no such session"), 403, "PPL-001")


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
def test_the_stations_token_is_enough_while_nobody_is_defined(http, route) -> None:
    reply = ask(http, route)
    if route in ALWAYS_SIGNED_IN:
        refused(reply, 403, "PPL-001")
    else:
        assert let_through(reply), reply.text


@pytest.mark.parametrize("route", GUARDED, ids=" ".join)
def test_a_damaged_register_lets_nobody_in(http, route, folder) -> None:
    (folder / "people.toml").write_text("schema_version = 3\n", "utf-8")
    refused(ask(http, route), 503, "PPL-005")


@pytest.mark.parametrize("role", Role)
def test_an_alarm_that_stops_the_infeed_needs_an_engineer(station, http, role, session) -> None:
    station.gate.cleared.clear()
    reply = ask(http, ("POST", "/v1/alarms/clear"), session, STOPPING)
    if role in ENGINEERS:
        assert reply.status_code == 200
        assert station.gate.cleared == [Alarm.BIN_FULL | Alarm.TRIGGERS_MISSED]
    else:
        refused(reply, 403, "PPL-002")
        assert station.gate.cleared == []
