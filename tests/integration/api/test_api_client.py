"""The typed client: the same words as the station, and it finds the station again."""

from __future__ import annotations

import json
import os
import secrets
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from api_fixtures import TWO_VIEWS, Served, served

from inspector.client.faults import error_from
from inspector.client.station import StationClient
from inspector.domain.errors.api import RequestFailedError
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.plc import PlcConnectionError
from inspector.domain.errors.state import (
    AccessDeniedError,
    CommandNotAllowedError,
    StationNotRunningError,
)
from inspector.domain.errors.store import (
    DiskFullError,
    ImageMissingError,
    ResultNotFoundError,
    ViewNotFoundError,
)
from inspector.domain.evaluation import Evaluation
from inspector.wire.history import ErrorReply, ResultFilter
from inspector.wire.run_file import RunFile, read_run_file, write_run_file
from inspector.wire.station import StationCommand, StationState

WRONG = secrets.token_urlsafe(32)


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("station")) as running:
        yield running


def test_state_and_commands(client):
    assert client.health().app_version == client.snapshot().app_version
    assert client.command(StationCommand.START).state is StationState.CONTINUOUS_EXECUTION
    assert client.command(StationCommand.STOP).state is StationState.READY


def test_history_and_pictures(api, client):
    criteria = ResultFilter(evaluation=Evaluation.NOT_OK)
    page = client.history.page(criteria, limit=3)
    rest = client.history.page(criteria, before=page.next_before, limit=500)
    assert [row.trigger_index for row in page.rows + rest.rows] == [24, 21, 18, 15, 12, 9, 6, 3, 0]
    assert rest.next_before is None

    following = client.history.page_after(page.rows[0].sequence - 2, limit=1)
    assert [row.trigger_index for row in following.rows] == [23]
    assert following.next_after == page.rows[0].sequence - 1

    record = api.records[4]
    assert client.history.result(record.result_id).image_sha256 == record.image.sha256
    assert client.history.image(record.result_id) == api.archive.read(record.image)
    assert client.history.thumbnail(record.result_id, 32).startswith(b"\xff\xd8")


def test_the_pictures_of_each_view(api, client):
    record = api.records[TWO_VIEWS]
    for view in record.views:
        assert client.history.image(record.result_id, view.view) == api.archive.read(view.image)
    first, second = (client.history.thumbnail(record.result_id, 64, view) for view in (0, 1))
    assert first != second == client.history.thumbnail(record.result_id, 64)
    with pytest.raises(ViewNotFoundError, match="has no view 2"):
        client.history.image(record.result_id, 2)


def test_a_filter_by_time_is_sent_whole(client):
    newest = client.history.page(limit=1).rows[0]
    criteria = ResultFilter(since=newest.triggered_at)
    assert [row.result_id for row in client.history.page(criteria).rows] == [newest.result_id]


def test_an_error_of_the_station_is_the_same_error_here(api, client):
    with pytest.raises(CommandNotAllowedError) as refused:
        client.command(StationCommand.STOP)
    assert refused.value.detail == "stop is not allowed in Ready"
    assert refused.value.remedy == CommandNotAllowedError.remedy
    with pytest.raises(ResultNotFoundError):
        client.history.result("00000000-000000000000")
    with pytest.raises(ImageMissingError, match="disk is full"):
        client.history.image(api.records[5].result_id)
    api.station.failure = DiskFullError("12 MiB free")
    try:
        with pytest.raises(DiskFullError, match="12 MiB free"):
            client.snapshot()
    finally:
        api.station.failure = None


@pytest.mark.parametrize(
    ("code", "kind"),
    [("PLC-002", PlcConnectionError), ("STA-002", StationNotRunningError), ("NEW-9", None)],
)
def test_a_code_becomes_its_class_and_a_new_one_is_still_named(code, kind):
    error = error_from(ErrorReply(code=code, detail="what happened", remedy="what to do"))
    assert type(error) is (kind or InspectorError)
    assert code in str(error)
    assert error.remedy == "what to do"


def test_without_a_run_file_no_station_runs(tmp_path):
    with StationClient.from_run_file(tmp_path / "api.json") as client:
        with pytest.raises(StationNotRunningError):
            client.snapshot()
        with pytest.raises(StationNotRunningError):
            next(client.live())


def test_a_stale_run_file_is_a_station_that_does_not_run(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    write_run_file(tmp_path / "api.json", f"http://127.0.0.1:{port}", "token")
    with StationClient.from_run_file(tmp_path / "api.json") as client:
        with pytest.raises(StationNotRunningError):
            client.snapshot()
        with pytest.raises(StationNotRunningError):
            next(client.live())


def test_a_wrong_token_is_said(api):
    with (
        StationClient(lambda: RunFile(url=api.url, token=WRONG, pid=1)) as client,
        pytest.raises(AccessDeniedError),
    ):
        client.snapshot()


def test_a_proxy_in_the_environment_is_not_used_for_this_machine(api, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with StationClient.from_run_file(api.run_file) as client:
        assert client.snapshot().station_id == "line-3"
        api.station.publish(1)
        assert next(client.live()).update.snapshot.counters.triggered == 1


def test_the_client_finds_a_restarted_station_with_another_port_and_token(tmp_path):
    with served(tmp_path / "first", token=WRONG) as first:
        client = StationClient.from_run_file(first.run_file)
        assert client.snapshot().state is StationState.READY
    with pytest.raises(StationNotRunningError):
        client.snapshot()
    with served(tmp_path / "second") as second:
        second.run_file.replace(first.run_file)
        assert client.command(StationCommand.START).state is StationState.CONTINUOUS_EXECUTION
    client.close()


def test_a_new_token_on_the_same_port_is_picked_up(api):
    files = [RunFile(url=api.url, token=WRONG, pid=1), read_run_file(api.run_file)]
    with StationClient(lambda: files.pop(0)) as client:
        assert client.snapshot().station_id == "line-3"


ANSWERS = {
    "no HTTP": (b"220 smtp.example ESMTP\r\n", StationNotRunningError),
    "silence": (b"", StationNotRunningError),
    "another program": (
        b"HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\n<html>",
        RequestFailedError,
    ),
    "another version": (
        b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"news": 1}',
        RequestFailedError,
    ),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_whoever_else_listens_there_is_told_from_the_station(answer):
    content, error = ANSWERS[answer]
    with socket.create_server(("127.0.0.1", 0)) as stranger:

        def respond() -> None:
            connection, _ = stranger.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(content)

        thread = threading.Thread(target=respond)
        thread.start()
        run_file = RunFile(url=f"http://127.0.0.1:{stranger.getsockname()[1]}", token=WRONG, pid=1)
        with StationClient(lambda: run_file) as client, pytest.raises(error):
            client.snapshot()
        thread.join()


def test_a_closed_client_says_so(api):
    client = StationClient.from_run_file(api.run_file)
    client.close()
    assert client.closed
    with pytest.raises(StationNotRunningError):
        client.snapshot()


def test_a_client_closed_while_it_connects_leaves_no_socket_open(api, monkeypatch):
    client = StationClient.from_run_file(api.run_file)
    connect, opened = socket.create_connection, []

    def closed_meanwhile(*arguments, **options):
        client.close()
        opened.append(connect(*arguments, **options))
        return opened[-1]

    monkeypatch.setattr(socket, "create_connection", closed_meanwhile)
    with pytest.raises(StationNotRunningError, match="closed"):
        client.snapshot()
    assert [each.fileno() for each in opened] == [-1]


def test_the_run_file_is_complete_and_for_its_owner_only(tmp_path):
    path = tmp_path / "run" / "api.json"
    path.parent.mkdir()
    path.write_text("an older one that everybody may read")
    path.chmod(0o644)

    write_run_file(path, "http://127.0.0.1:1234", "the token")

    assert json.loads(path.read_text()) == {
        "url": "http://127.0.0.1:1234",
        "token": "the token",
        "pid": os.getpid(),
    }
    assert [file.name for file in path.parent.iterdir()] == ["api.json"]
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_run_file_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "run").write_text("a file in place of the folder")
    with pytest.raises(FolderNotWritableError):
        write_run_file(tmp_path / "run" / "api.json", "http://127.0.0.1:1", "t")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"url": "http://127.0.0.1:1"}'])
def test_a_damaged_run_file_is_a_station_that_does_not_run(tmp_path: Path, content: str):
    path = tmp_path / "api.json"
    path.write_text(content)
    with pytest.raises(StationNotRunningError):
        read_run_file(path)
