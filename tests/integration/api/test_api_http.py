"""The API over a real socket: what it answers, and what it refuses."""

from __future__ import annotations

import math
import socket
from collections.abc import Iterator

import cv2
import httpx
import numpy as np
import pytest
from api_fixtures import BROKEN, FRAMELESS, RECORDS, TOKEN, TWO_VIEWS, Served, served
from store_examples import example

from inspector.api.access import HostRule
from inspector.api.server import ApiServer
from inspector.domain.errors.api import ApiAddressError
from inspector.domain.errors.camera import ImageUnreadableError
from inspector.domain.errors.plc import PortInUseError
from inspector.domain.errors.store import DiskFullError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.services.history.thumbnail import thumbnail_jpeg
from inspector.wire.history import ErrorReply, ResultDetail, ResultPage, ResultRow


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("station")) as running:
        yield running


@pytest.fixture
def http(api: Served) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=api.url, headers=headers, trust_env=False) as client:
        yield client


def refused(response: httpx.Response, status: int, code: str) -> ErrorReply:
    assert response.status_code == status
    reply = ErrorReply.model_validate_json(response.content)
    assert reply.code == code
    assert reply.remedy
    assert "Traceback" not in response.text
    return reply


PROTECTED = [
    ("GET", "/v1/station"),
    ("POST", "/v1/station/commands"),
    ("GET", "/v1/results"),
    ("GET", f"/v1/results/{example(1).result_id}"),
    ("GET", f"/v1/results/{example(1).result_id}/image"),
    ("GET", f"/v1/results/{example(1).result_id}/thumbnail"),
    ("GET", "/v1/cameras"),
    ("GET", "/v1/cameras/left/features"),
    ("PUT", "/v1/cameras/left/features/gain_db"),
    ("POST", "/v1/cameras/left/trigger"),
    ("GET", "/v1/cameras/left/picture"),
    ("GET", "/v1/cameras/left/measures"),
    ("POST", "/v1/cameras/left/recipe"),
    ("GET", "/v1/no/such/path"),
]


@pytest.mark.parametrize(("method", "path"), PROTECTED)
@pytest.mark.parametrize(
    "header",
    [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN],
    ids=["none", "empty", "no token", "wrong", "basic", "bare"],
)
def test_nothing_is_answered_without_the_token(http, method, path, header):
    http.headers.pop("Authorization")
    headers = {} if header is None else {"Authorization": header}
    reply = http.request(method, path, headers=headers)
    refused(reply, 401, "API-001")
    assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_health_needs_no_token(http):
    http.headers.pop("Authorization")
    assert http.get("/v1/health").json().keys() == {"app_version"}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.7.7", ""])
@pytest.mark.parametrize("path", ["/v1/health", "/v1/station"])
def test_another_host_name_is_refused_even_with_the_token(http, host, path):
    refused(http.get(path, headers={"Host": host}), 403, "API-003")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:80", "[::1]:8080", "::1"])
def test_loopback_names_are_answered(host):
    expected = host != "::1"  # An IPv6 address in a Host header stands in brackets.
    assert HostRule().allows(host) is expected


def test_a_station_on_the_network_answers_to_addresses_and_its_own_names():
    rule = HostRule("0.0.0.0", names=("localhost", "line-3.factory.example"))  # noqa: S104
    assert rule.allows("192.168.7.7:8000")
    assert rule.allows("line-3.factory.example")
    assert not rule.allows("evil.example")


def test_small_answers_are_not_held_back(tmp_path):
    """Nagle's algorithm and a delayed acknowledge made every answer 40 ms late."""
    server = ApiServer(lambda *_: None, "127.0.0.1", 0)
    server.start()
    listener = server._listener
    assert listener is not None
    assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    server.stop()


def test_commands_change_the_state_or_say_why_not(http):
    started = http.post("/v1/station/commands", json={"command": "start"})
    again = http.post("/v1/station/commands", json={"command": "start"})
    http.post("/v1/station/commands", json={"command": "stop"})

    assert started.json()["state"] == "ContinuousExecution"
    refused(again, 409, "STA-001")
    assert http.get("/v1/station").json()["state"] == "Ready"


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"command": "explode"}', b'{"command": "stop", "more": 1}']
)
def test_a_malformed_command_is_refused_with_its_place(http, body):
    reply = http.post(
        "/v1/station/commands", content=body, headers={"Content-Type": "application/json"}
    )
    assert "body" in refused(reply, 422, "API-002").detail


def test_pages_walk_the_whole_history_newest_first(http, api):
    found: list[str] = []
    before: int | None = None
    while True:
        params = {"limit": 7} | ({} if before is None else {"before": before})
        page = ResultPage.model_validate_json(http.get("/v1/results", params=params).content)
        found += [row.result_id for row in page.rows]
        if page.next_before is None:
            break
        before = page.next_before

    assert found == [record.result_id for record in reversed(api.records)]
    assert len(found) == RECORDS


def test_the_last_full_page_has_no_next_one(http):
    page = ResultPage.model_validate_json(http.get("/v1/results?limit=25").content)
    assert len(page.rows) == RECORDS
    assert page.next_before is None


def test_who_follows_the_history_gets_every_row_once_in_storing_order(http, api):
    found: list[ResultRow] = []
    after: int | None = 0
    while after is not None:
        page = ResultPage.model_validate_json(
            http.get(f"/v1/results?after={after}&limit=5").content
        )
        assert page.next_before is None
        found += page.rows
        after = page.next_after

    assert [row.result_id for row in found] == [record.result_id for record in api.records]
    confirmed = [row.outcome_at for row in found]
    assert None not in confirmed[:10]
    assert confirmed[10:] == [None] * 15
    newest = http.get(f"/v1/results?after={found[-1].sequence}").content
    assert ResultPage.model_validate_json(newest).rows == []


def test_filters_reach_a_page_in_storing_order(http):
    params = {"after": 0, "class_name": "scratch", "reason": 0, "limit": 3}
    page = ResultPage.model_validate_json(http.get("/v1/results", params=params).content)
    assert [row.trigger_index for row in page.rows] == [3, 6, 9]
    assert page.next_after == page.rows[-1].sequence


def test_a_page_has_one_direction(http):
    reply = refused(http.get("/v1/results?before=9&after=3"), 422, "API-002")
    assert "not both" in reply.detail


def test_filters_reach_the_store(http):
    params = {"evaluation": 2, "class_name": "scratch", "reason": 0}
    page = ResultPage.model_validate_json(http.get("/v1/results", params=params).content)
    assert [row.trigger_index for row in page.rows] == [24, 21, 18, 12, 9, 6, 3]
    row = page.rows[0]
    assert (row.evaluation, row.reason) == (Evaluation.NOT_OK, Reason.CLASSIFIED)
    between = {"since": page.rows[3].triggered_at, "until": row.triggered_at}
    params |= {name: moment.isoformat() for name, moment in between.items()}
    page = ResultPage.model_validate_json(http.get("/v1/results", params=params).content)
    assert [row.trigger_index for row in page.rows] == [21, 18, 12]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "limit=many",
        "before=-1",
        "before=99999999999999999999",
        "after=-1",
        "after=99999999999999999999",
        "evaluation=4",
        "since=yesterday",
        "since=2026-01-01T00:00:00",
        "colour=red",
    ],
)
def test_a_wrong_or_unknown_parameter_is_refused_by_name(http, query):
    reply = refused(http.get(f"/v1/results?{query}"), 422, "API-002")
    assert query.partition("=")[0] in reply.detail


def test_a_detail_names_its_provenance_and_its_neighbours(http, api):
    record = api.records[4]
    reply = http.get(f"/v1/results/{record.result_id}")
    detail = ResultDetail.model_validate_json(reply.content)

    assert detail.model_sha256 == record.provenance.model_sha256
    assert detail.scores == dict(record.scores)
    assert detail.timings_ms.inference == record.timings.inference_ns / 1e6
    assert detail.timings_ms.total == detail.latency_ms == 9.0
    assert detail.older_id == api.records[3].result_id
    assert detail.newer_id == api.records[5].result_id
    assert detail.outcome_at is not None


def test_a_detail_tells_what_each_camera_saw(http, api):
    record = api.records[TWO_VIEWS]
    reply = http.get(f"/v1/results/{record.result_id}")
    detail = ResultDetail.model_validate_json(reply.content)

    assert detail.view == 1
    assert [(view.view, view.camera, view.evaluation) for view in detail.views] == [
        (0, "top", Evaluation.OK),
        (1, "side", Evaluation.NOT_OK),
    ]
    top, side = detail.views
    assert side.image_sha256 == detail.image_sha256 != top.image_sha256
    assert (top.missed_since_last, top.device_ns, side.device_ns) == (2, 123_456_789_012, None)
    assert top.timings_ms.inference == record.timings.inference_ns / 1e6
    assert top.timings_ms.total is None


def test_a_part_from_before_there_were_views_has_one(http, api):
    record = api.records[4]
    reply = http.get(f"/v1/results/{record.result_id}")
    (view,) = ResultDetail.model_validate_json(reply.content).views
    assert (view.view, view.camera, view.frame_id) == (0, "", record.frame_id)
    assert (view.class_name, view.scores) == (record.class_name, dict(record.scores))
    assert view.image_path == record.image.path


def test_a_part_without_a_frame_has_no_view(http, api):
    record = api.records[FRAMELESS]
    reply = http.get(f"/v1/results/{record.result_id}")
    assert ResultDetail.model_validate_json(reply.content).views == []


@pytest.mark.parametrize(("view", "seen"), [(0, 0), (1, 1), (None, 1)])
def test_each_view_has_its_picture_and_the_deciding_one_is_served_unasked(http, api, view, seen):
    record = api.records[TWO_VIEWS]
    params = {} if view is None else {"view": view}
    reply = http.get(f"/v1/results/{record.result_id}/image", params=params)
    assert reply.headers["Content-Type"] == ("image/png", "image/webp")[seen]
    path = record.views[seen].image.path
    assert reply.content == (api.archive.root / path).read_bytes()

    small = http.get(f"/v1/results/{record.result_id}/thumbnail", params=params | {"size": 640})
    image = cv2.imdecode(np.frombuffer(small.content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert image.shape[:2] == ((120, 160), (60, 80))[seen]


@pytest.mark.parametrize("route", ["image", "thumbnail"])
def test_a_view_that_is_not_there_is_refused(http, api, route):
    for index in (4, TWO_VIEWS):
        path = f"/v1/results/{api.records[index].result_id}/{route}"
        refused(http.get(path, params={"view": 2}), 404, "STO-008")
        refused(http.get(path, params={"view": -1}), 422, "API-002")


def test_an_image_is_served_byte_for_byte(http, api):
    record = api.records[4]
    reply = http.get(f"/v1/results/{record.result_id}/image")
    assert reply.headers["Content-Type"] == "image/png"
    assert reply.content == (api.archive.root / record.image.path).read_bytes()


@pytest.mark.parametrize(("size", "shape"), [(64, (48, 64)), (640, (120, 160))])
def test_a_thumbnail_fits_and_never_grows(http, api, size, shape):
    reply = http.get(f"/v1/results/{api.records[4].result_id}/thumbnail", params={"size": size})
    assert reply.headers["Content-Type"] == "image/jpeg"
    image = cv2.imdecode(np.frombuffer(reply.content, np.uint8), cv2.IMREAD_UNCHANGED)
    assert image.shape[:2] == shape


@pytest.mark.parametrize("shape", [(40, 300), (300, 40, 3), (1, 1)])
def test_a_thumbnail_of_sixteen_bits_shows_the_upper_eight(shape):
    picture = np.full(shape, 0x80FF, np.uint16)
    _, png = cv2.imencode(".png", picture)
    image = cv2.imdecode(
        np.frombuffer(thumbnail_jpeg(png.tobytes(), 100), np.uint8), cv2.IMREAD_UNCHANGED
    )
    assert image.dtype == np.uint8
    assert max(image.shape[:2]) == min(100, max(shape[:2]))
    assert abs(int(image.mean()) - 0x80) <= 2


def test_a_thumbnail_of_no_picture_is_said():
    with pytest.raises(ImageUnreadableError):
        thumbnail_jpeg(b"no picture", 100)


@pytest.mark.parametrize("size", [0, 15, 641])
def test_a_thumbnail_of_another_size_is_refused(http, api, size):
    url = f"/v1/results/{api.records[4].result_id}/thumbnail"
    refused(http.get(url, params={"size": size}), 422, "API-002")


def test_a_result_without_picture_says_why(http, api):
    reply = http.get(f"/v1/results/{api.records[5].result_id}/image")
    assert "disk is full" in refused(reply, 404, "STO-005").detail


def test_a_picture_that_was_changed_on_disk_is_not_served(http, api):
    record = api.records[7]
    (api.archive.root / record.image.path).write_bytes(b"something else")
    refused(http.get(f"/v1/results/{record.result_id}/image"), 503, "STO-007")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1/results/00000000-000000000000", 404, "STO-004"),
        ("/v1/results/00000000-000000000000/image", 404, "STO-004"),
        ("/v1/results/no-id", 422, "API-002"),
        ("/v1/results/..%2F..%2Fetc%2Fpasswd", 404, "API-004"),
        ("/", 404, "API-004"),
        ("/docs", 404, "API-004"),
        ("/openapi.json", 404, "API-004"),
        ("/v1/station/commands", 404, "API-004"),
    ],
)
def test_what_is_not_there_is_said_in_the_same_form(http, path, status, code):
    refused(http.get(path), status, code)


def test_a_bug_behind_the_api_is_logged_and_not_shown(http, api, caplog):
    api.station.failure = ZeroDivisionError("the secret inside")
    try:
        reply = http.get("/v1/station")
    finally:
        api.station.failure = None

    refused(reply, 500, "API-005")
    assert "secret" not in reply.text
    assert http.get("/v1/station").status_code == 200
    assert "the secret inside" in caplog.text


def test_an_error_behind_the_api_keeps_its_code_and_gets_its_status(http, api):
    api.station.failure = DiskFullError("12 MiB free")
    try:
        refused(http.get("/v1/station"), 507, "STO-001")
    finally:
        api.station.failure = None


def test_a_score_that_is_no_number_can_be_read(http, api):
    broken = api.records[BROKEN]
    detail = http.get(f"/v1/results/{broken.result_id}").content
    page = http.get("/v1/results", params={"reason": Reason.SCORE_INVALID.value}).content
    assert math.isnan(ResultDetail.model_validate_json(detail).scores["good"])
    assert [math.isnan(row.score) for row in ResultPage.model_validate_json(page).rows] == [True]


def test_a_port_that_is_taken_is_said_before_a_thread_is_started():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(PortInUseError):
        ApiServer(nobody, "127.0.0.1", taken.getsockname()[1]).start()


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_said(host):
    with pytest.raises(ApiAddressError):
        ApiServer(nobody, host, 0).start()


def test_a_stopped_server_frees_its_port_and_may_be_stopped_again():
    server = ApiServer(nobody, "127.0.0.1", 0)
    port = server.start()
    server.stop()
    server.stop()
    with socket.create_server(("127.0.0.1", port)):
        pass


async def nobody(scope, receive, send):
    """An application that nobody asks."""
