"""A slow reader skips; nothing piles up."""

from inspector.ui.mailbox import Mailbox


def newest(_old: str, new: str) -> str:
    return new


def test_only_the_first_message_calls_the_reader() -> None:
    box = Mailbox(newest)
    assert [box.put(message) for message in "abc"] == [True, False, False]


def test_the_reader_gets_the_combined_message_once() -> None:
    box = Mailbox(lambda old, new: old + new)
    box.put("a")
    box.put("b")
    assert box.take() == "ab"
    assert box.take() is None


def test_a_taken_box_calls_the_reader_again() -> None:
    box = Mailbox(newest)
    box.put("a")
    box.take()
    assert box.put("b")
