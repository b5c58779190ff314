"""Whatever is asked of the history and its reports, the answer is one that the document promises.

Requests are made from ``docs/reference/openapi.json``, good ones and bad ones, the same in every
run. So that more than refusals is seen, many of them name results that exist and full quarters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests
from api_fixtures import RECORDS, TOKEN, Served, served
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from store_examples import JOURNAL, START_UTC_NS

from inspector.domain.result_id import make_result_id

if TYPE_CHECKING:
    from schemathesis.schemas import APIOperation

DOCUMENT = json.loads(
    (Path(__file__).parents[3] / "docs" / "reference" / "openapi.json").read_text("utf-8")
)
ROOMS = ("results", "lots", "statistics", "exports", "datasets/picks", "label-queue", "reviews")
ROOMS += ("alarms/log", "alarms/figures", "events", "audit", "what-if", "shared")
NOT_SERVED = ("/v1/results/{result_id}/evidence",)
OPERATIONS = [
    f"{method.upper()} {path}"
    for path, methods in DOCUMENT["paths"].items()
    for method in methods
    if path.startswith(tuple(f"/v1/{room}" for room in ROOMS)) and path not in NOT_SERVED
]
IDS = [make_result_id(JOURNAL, index) for index in range(RECORDS)]
NOON = datetime.fromtimestamp(START_UTC_NS // 10**9 // 900 * 900, UTC)

FEW, MANY = 6, 60
"""Requests of each kind: for every run of the tests, and for the long campaigns."""
PROMISES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)
of_each = pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
results_that_exist = st.none() | st.lists(st.sampled_from(IDS), min_size=1, max_size=4)
quarters = st.tuples(st.integers(-96, 0), st.integers(0, 96))
"""From so many quarters of an hour before the parts came to so many after."""


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, requests.Session]]:
    with served(tmp_path_factory.mktemp("api")) as running, requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {TOKEN}"
        replay = f"{running.url}/v1/results/{IDS[1]}/replay"
        session.post(replay, json={}, timeout=30)  # its thread stays
        for question in ({}, {"model": "part/1.0.0"}):  # so do those of questions
            session.post(f"{running.url}/v1/what-if", json=question, timeout=30)
        yield running, session


@cache
def operations() -> dict[str, APIOperation[Any, Any]]:
    """Those of the document by their labels; the library costs a second of every worker."""
    import schemathesis

    found = schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    return {operation.label: operation for operation in (each.ok() for each in found)}


def exactly(count: int) -> settings:
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.filter_too_much,
            HealthCheck.data_too_large,
        ],
    )


@of_each
@pytest.mark.parametrize("label", OPERATIONS)
def test_a_good_request_gets_what_the_document_promises(api, label, count):
    @exactly(count)
    @given(operations()[label].as_strategy(), results_that_exist, quarters)
    def ask(case, ids, times):
        if ids:
            name_results(case, ids)
        if "statistics" in label and "since" in case.query:
            since, until = (NOON + each * timedelta(minutes=15) for each in times)
            case.query |= {"since": since.isoformat(), "until": until.isoformat()}
        require_what_is_promised(api, case)

    ask()


@of_each
@pytest.mark.parametrize("label", OPERATIONS)
def test_a_bad_request_is_refused_with_a_remedy_or_does_no_harm(api, label, count):
    from schemathesis.generation import GenerationMode

    @exactly(count)
    @given(operations()[label].as_strategy(GenerationMode.NEGATIVE))
    def ask(case):
        require_what_is_promised(api, case)

    ask()


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:45:00-14:00"])
@pytest.mark.parametrize(
    "path",
    ["results", "exports/results.pdf", "label-queue", "reviews", "alarms/figures", "events"],
)
@pytest.mark.parametrize("end", ["since", "until"])
def test_the_ends_of_the_calendar_can_be_asked_for(api, path, end, moment):
    running, session = api
    asked = session.get(f"{running.url}/v1/{path}", params={end: moment}, timeout=30)
    assert asked.status_code in (200, 422), asked.text


@pytest.mark.parametrize("lot_id", [-1, 2**63])
def test_a_number_that_no_lot_can_have_is_refused(api, lot_id):
    running, session = api
    day = {"since": NOON.isoformat(), "until": NOON.isoformat(), "lot_id": lot_id}
    for room in ("pareto", "yield", "control-chart"):
        asked = session.get(f"{running.url}/v1/statistics/{room}", params=day, timeout=30)
        assert asked.status_code == 422


def name_results(case: Any, ids: list[str]) -> None:
    if "result_id" in case.path_parameters:
        case.path_parameters["result_id"] = ids[0]
    if isinstance(case.body, dict) and "result_ids" in case.body:
        case.body["result_ids"] = ids


@cache
def promised() -> list[Any]:
    from schemathesis.checks import CHECKS, load_all_checks

    load_all_checks()
    return CHECKS.get_by_names(list(PROMISES))


def require_what_is_promised(api: tuple[Served, requests.Session], case: Any) -> None:
    running, session = api
    case.headers.pop("Authorization", None)
    answer = case.call(base_url=running.url, session=session, timeout=30)
    case.validate_response(answer, checks=promised())
    if answer.status_code >= 400:
        refusal = answer.json()
        assert set(refusal) == {"code", "detail", "remedy", "reasons", "advice"}
        assert refusal["code"]
        assert refusal["remedy"]
