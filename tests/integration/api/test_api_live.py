"""The live socket: newest first, pictures with their message, and no client can hold up another."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import pairwise

import pytest
from api_fixtures import TOKEN, served
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from inspector.client.live import LiveEvent
from inspector.client.station import StationClient
from inspector.domain.errors.state import AccessDeniedError, StationNotRunningError
from inspector.wire.history import ErrorReply
from inspector.wire.run_file import RunFile
from inspector.wire.station import LiveWish

MEBIBYTE = 2**20


def count(event: LiveEvent) -> int:
    return event.update.snapshot.counters.triggered


def test_a_message_comes_with_its_picture(api, client):
    with closing(client.live()) as live:
        api.station.publish(1)
        first = next(live)
        api.station.publish(2, preview=b"\xff\xd8 a picture")
        second = next(live)

    assert (count(first), first.preview_jpeg) == (1, None)
    assert (count(second), second.preview_jpeg) == (2, b"\xff\xd8 a picture")


def test_who_connects_late_gets_the_present_state_at_once(api, client):
    api.station.publish(1)
    api.station.publish(2)
    with closing(client.live()) as live:
        assert count(next(live)) == 2


def test_messages_are_fetched_at_most_thirty_times_a_second(api, client):
    """The server pauses between two messages, so a mailbox that never rests is thinned out."""
    stop = threading.Event()

    def publish() -> None:
        number = 0
        while not stop.wait(0.001):
            number += 1
            api.station.publish(number)

    with ThreadPoolExecutor(1) as publisher, closing(client.live()) as live:
        publisher.submit(publish)
        try:
            counts = [count(next(live)) for _ in range(10)]
        finally:
            stop.set()

    assert all(older < newer for older, newer in pairwise(counts))
    pauses_ns = [later - earlier for earlier, later in pairwise(api.station.fetched_ns)]
    assert min(pauses_ns) >= 1e9 / 30


def test_a_client_that_does_not_read_holds_up_nobody_and_then_gets_the_newest(api, client):
    preview = bytes(4 * MEBIBYTE)
    with closing(client.live()) as slow, closing(client.live()) as quick:
        api.station.publish(1, preview)
        assert count(next(slow)) == 1
        assert count(next(quick)) == 1
        for number in range(2, 12):
            api.station.publish(number, preview)
            assert count(next(quick)) == number
        late = []
        while not late or late[-1] < 11:
            late.append(count(next(slow)))

    assert len(late) < 10, "a slow client was sent old news"


def test_several_clients_see_the_same(api, client):
    lives = [client.live() for _ in range(12)]
    api.station.publish(1)
    assert [count(next(live)) for live in lives] == [1] * 12
    api.station.publish(2)
    assert [count(next(live)) for live in lives] == [2] * 12
    for live in lives:
        live.close()


def test_closing_from_another_thread_ends_a_waiting_client(api, client):
    api.station.publish(1)
    seen: list[LiveEvent] = []
    first = threading.Event()

    def watch() -> None:
        for event in client.live():
            seen.append(event)
            first.set()

    watcher = threading.Thread(target=watch)
    watcher.start()
    first.wait()
    client.close()
    watcher.join()

    assert [count(event) for event in seen] == [1]
    assert list(client.live()) == []


def test_a_station_that_goes_away_is_said(tmp_path):
    with served(tmp_path) as running:
        client = StationClient.from_run_file(running.run_file)
        live = client.live()
        running.station.publish(1)
        next(live)
    with pytest.raises(StationNotRunningError):
        next(live)
    with pytest.raises(StationNotRunningError):
        next(client.live())
    client.close()


def test_a_refused_socket_carries_an_error_reply(api):
    with pytest.raises(InvalidStatus) as caught, connect(f"ws://127.0.0.1:{api.port}/v1/live"):
        pytest.fail("a socket without token was opened")
    assert caught.value.response.status_code == 401
    reply = ErrorReply.model_validate_json(caught.value.response.body or b"")
    assert reply.code == "API-001"


def test_the_client_says_that_its_token_is_wrong(api):
    with (
        StationClient(lambda: RunFile(url=api.url, token=f"not {TOKEN}", pid=1)) as client,
        pytest.raises(AccessDeniedError),
    ):
        next(client.live())


def test_another_host_name_is_refused(api):
    headers = {"Authorization": f"Bearer {TOKEN}"}
    stream = socket.create_connection(("127.0.0.1", api.port))
    with (
        pytest.raises(InvalidStatus) as caught,
        connect("ws://evil.example/v1/live", sock=stream, additional_headers=headers),
    ):
        pytest.fail("a socket to another name was opened")
    assert caught.value.response.status_code == 403


def test_who_shows_the_picture_smaller_is_sent_it_smaller_and_the_newest_one_again(api, client):
    wish = LiveWish(width_px=576, height_px=480)
    api.station.publish(1, preview=b"one picture")
    with closing(client.live(lambda: wish)) as live:
        while wish not in api.station.wishes:
            assert next(live).preview_jpeg == b"one picture"
        wish = LiveWish(width_px=300, height_px=300)
        while wish not in api.station.wishes:
            assert next(live).preview_jpeg == b"one picture"


def test_what_else_a_client_sends_is_ignored(api):
    headers = {"Authorization": f"Bearer {TOKEN}"}
    url = f"ws://127.0.0.1:{api.port}/v1/live"
    with connect(url, additional_headers=headers) as live:
        live.send("start the line")
        live.send(b"\x00\x01")
        live.send('{"width_px": 1000000, "height_px": 480}')
        api.station.publish(1)
        assert '"triggered":1' in str(live.recv())
