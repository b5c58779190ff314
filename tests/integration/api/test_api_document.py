"""The OpenAPI document in the repository is the one of the API, and it leaves nothing open.

``UPDATE_DOCUMENTS=1 pytest tests/integration/api/test_api_document.py`` writes it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from api_cameras import BenchCameras
from api_line import bench_line, bench_people
from api_models import BenchModels
from api_station import BenchStation
from fastapi import FastAPI
from station_services import only

from inspector.api.app import create_api
from inspector.api.document import openapi, openapi_text
from inspector.services.history.served import HistoryService
from inspector.services.live.cameras import LiveCameras
from inspector.services.recipes.set_features import RecipeFeatures
from inspector.store.archive import FileImageArchive
from inspector.store.database import Database
from inspector.store.reading.history import SqliteHistory

DOCUMENT = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"


def make_api(history: SqliteHistory, folder: Path, token: str) -> FastAPI:
    cameras = LiveCameras(BenchCameras(), RecipeFeatures(None, ()))
    service = HistoryService(history, FileImageArchive(folder, 0))
    line, people = bench_line(folder), bench_people(folder)
    services = only(
        station=BenchStation(),
        history=service,
        cameras=cameras,
        line=line,
        models=BenchModels(),
        people=people,
    )
    return create_api(services, token)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("api")
    history = SqliteHistory(Database.to_read(folder / "inspector.db"))
    yield make_api(history, folder, "a token")
    history.close()


def operations(app: FastAPI) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in openapi(app)["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_the_document_in_the_repository_is_the_one_of_the_api(app):
    text = openapi_text(app)
    if os.environ.get("UPDATE_DOCUMENTS"):
        DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    assert DOCUMENT.read_text(encoding="utf-8") == text


def test_the_routes_are_those_of_the_reference(app):
    assert {name for name, _ in operations(app)} == {
        "GET /v1/health",
        "GET /v1/station",
        "POST /v1/station/commands",
        "GET /v1/people",
        "POST /v1/session",
        "GET /v1/session",
        "PUT /v1/session",
        "DELETE /v1/session",
        "GET /v1/plc",
        "POST /v1/maintenance",
        "GET /v1/alarms",
        "POST /v1/alarms/clear",
        "POST /v1/results/{result_id}/reviews",
        "GET /v1/results/{result_id}/reviews",
        "GET /v1/reviews",
        "GET /v1/label-queue",
        "GET /v1/drift",
        "GET /v1/drift/series",
        "POST /v1/drift/baseline",
        "GET /v1/recipes",
        "GET /v1/recipes/revisions",
        "POST /v1/recipes/revisions",
        "GET /v1/recipes/revisions/{revision}",
        "GET /v1/recipes/revisions/{revision}/diff",
        "POST /v1/recipes/revisions/{revision}/sign-off",
        "POST /v1/recipes/changeover",
        "POST /v1/recipes/drafts",
        "GET /v1/recipes/drafts/{draft_id}",
        "PUT /v1/recipes/drafts/{draft_id}",
        "DELETE /v1/recipes/drafts/{draft_id}",
        "GET /v1/recipes/operations",
        "POST /v1/recipes/preview",
        "GET /v1/recipes/recommended-limits",
        "POST /v1/recipes/threshold-costs",
        "POST /v1/recipes/dry-run",
        "GET /v1/recipes/dry-run",
        "GET /v1/models",
        "POST /v1/models/promote",
        "POST /v1/models/rollback",
        "GET /v1/models/shadow",
        "POST /v1/models/shadow",
        "GET /v1/models/shadow/flips",
        "GET /v1/models/packages/{model_id}/{version}",
        "GET /v1/models/packages/{model_id}/{version}/report",
        "GET /v1/models/packages/{model_id}/{version}/difference",
        "GET /v1/datasets",
        "GET /v1/training/jobs",
        "POST /v1/training/jobs",
        "GET /v1/training/jobs/{job_id}",
        "POST /v1/training/jobs/{job_id}/cancel",
        "POST /v1/training/jobs/{job_id}/resume",
        "DELETE /v1/training/jobs/{job_id}",
        "GET /v1/results",
        "GET /v1/results/{result_id}",
        "GET /v1/results/{result_id}/image",
        "GET /v1/results/{result_id}/thumbnail",
        "GET /v1/cameras",
        "GET /v1/cameras/{name}/features",
        "PUT /v1/cameras/{name}/features/{feature}",
        "POST /v1/cameras/{name}/trigger",
        "GET /v1/cameras/{name}/picture",
        "GET /v1/cameras/{name}/measures",
        "POST /v1/cameras/{name}/recipe",
        "POST /v1/people",
        "PATCH /v1/people",
        "GET /v1/people/accounts",
        "PUT /v1/session/secret",
        "GET /v1/approvals",
        "POST /v1/approvals/{approval_id}",
        "GET /v1/audit",
        "GET /v1/audit/verification",
        "GET /v1/audit/entries.{kind}",
        "GET /v1/alarms/waiting",
        "POST /v1/alarms/acknowledge",
        "GET /v1/alarms/log",
        "GET /v1/alarms/log.csv",
        "GET /v1/alarms/figures",
        "GET /v1/events",
        "GET /v1/station/check",
        "POST /v1/station/check",
        "DELETE /v1/station/check",
        "GET /v1/results/count",
        "GET /v1/results/facets",
        "GET /v1/results/{result_id}/evidence",
        "POST /v1/reviews/batch",
        "GET /v1/statistics/period",
        "GET /v1/statistics/control-chart",
        "GET /v1/statistics/pareto",
        "GET /v1/statistics/yield",
        "GET /v1/statistics/reviews",
        "GET /v1/statistics/scores",
        "GET /v1/statistics/reconciliation",
        "GET /v1/statistics/trend",
        "GET /v1/shared/forwarding",
        "GET /v1/shared/results",
        "GET /v1/shared/results/count",
        "GET /v1/shared/results/facets",
        "GET /v1/shared/results/{station_id}/{result_id}",
        "GET /v1/shared/statistics/control-chart",
        "GET /v1/shared/statistics/pareto",
        "GET /v1/shared/statistics/yield",
        "GET /v1/shared/statistics/reviews",
        "GET /v1/shared/statistics/scores",
        "GET /v1/shared/statistics/reconciliation",
        "GET /v1/shared/exports/results.{kind}",
        "POST /v1/shared/exports/results.{kind}",
        "GET /v1/lots",
        "POST /v1/lots",
        "DELETE /v1/lots/current",
        "GET /v1/lots/{lot_id}/report",
        "GET /v1/lots/{lot_id}/report.{kind}",
        "GET /v1/lots/{lot_id}/report/check",
        "POST /v1/lots/{lot_id}/signatures",
        "GET /v1/exports/results.{kind}",
        "POST /v1/exports/results.{kind}",
        "POST /v1/results/{result_id}/replay",
        "POST /v1/what-if",
        "GET /v1/what-if/{question_id}",
        "POST /v1/what-if/{question_id}/cancel",
        "GET /v1/what-if/{question_id}/parts",
        "GET /v1/results/{result_id}/golden",
        "GET /v1/datasets/picks",
        "POST /v1/datasets/picks",
        "GET /v1/challenge",
        "GET /v1/challenge/parts",
        "POST /v1/challenge/parts",
        "PUT /v1/challenge/parts/{part_id}",
        "DELETE /v1/challenge/parts/{part_id}",
        "GET /v1/challenge/runs",
        "POST /v1/challenge/runs",
        "DELETE /v1/challenge/runs/current",
    }
    reference = (DOCUMENT.parent / "api.md").read_text(encoding="utf-8")
    for name, _ in operations(app):
        assert f"`{name}`" in reference


def test_every_route_has_a_response_model_and_error_replies(app):
    for name, operation in operations(app):
        answers = operation["responses"]
        for content in answers["200"]["content"].values():
            schemas = content["schema"].get("anyOf", [content["schema"]])
            assert any("$ref" in each or each.get("format") == "binary" for each in schemas), name
        refusals = {
            status: answer for status, answer in answers.items() if status not in ("200", "304")
        }
        assert {"401", "403", "422", "500", "503"} <= refusals.keys(), name
        for answer in refusals.values():
            schema = answer["content"]["application/json"]["schema"]
            assert schema["$ref"].endswith("/ErrorReply"), name
        assert operation["summary"], name
        assert operation["description"], name


def test_only_health_is_public(app):
    public = [name for name, operation in operations(app) if operation.get("security") == []]
    assert public == ["GET /v1/health"]
    assert openapi(app)["security"] == [{"token": []}]


def test_an_empty_token_is_no_token(tmp_path):
    history = SqliteHistory(Database.to_read(tmp_path / "inspector.db"))
    app = make_api(history, tmp_path, "")
    with pytest.raises(ValueError, match="empty token"):
        app.build_middleware_stack()
    history.close()
