"""What each action of the challenge page must do."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import scripted_challenge
from open_window import Opened

from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.challenge.actions import ChallengeAction
from inspector.ui.pages.challenge.page import ChallengePage
from inspector.ui.pages.keys import PageKey

Case = tuple[Callable[[Opened], object], Callable[[Opened], bool]]


def page(opened: Opened) -> ChallengePage:
    return cast("ChallengePage", opened.window.pages.page(PageKey.CHALLENGE))


def turned(opened: Opened) -> None:
    opened.window.turn_to(PageKey.CHALLENGE)
    opened.bot.waitUntil(lambda: page(opened).parts.rows_model.rowCount() == 3)
    opened.bot.waitUntil(lambda: page(opened).runs.rows_model.rowCount() == 3)
    opened.bot.waitUntil(lambda: page(opened).state is not None)


def running(opened: Opened) -> None:
    opened.station.challenge.now = scripted_challenge.RUNNING
    turned(opened)
    board = opened.window.board
    opened.bot.waitUntil(board[ChallengeAction.ABORT].isEnabled)


def armed(key: ChallengeAction) -> Callable[[Opened], bool]:
    return lambda o: page(o)._sure[key].armed and o.station.challenge.asked == []


def describing(opened: Opened) -> None:
    turned(opened)
    page(opened).describe_new()
    page(opened).form.name.setText("Burr 03")


CHALLENGE_CASES: dict[ActionKey, Case] = {
    PageKey.CHALLENGE: (lambda o: None, lambda o: page(o).parts.rows_model.rowCount() == 3),
    ChallengeAction.BEGIN: (turned, armed(ChallengeAction.BEGIN)),
    ChallengeAction.ABORT: (running, armed(ChallengeAction.ABORT)),
    ChallengeAction.SHOW_PARTS: (
        lambda o: (turned(o), page(o).show_runs()),
        lambda o: page(o).parts.isVisible(),
    ),
    ChallengeAction.SHOW_RUNS: (turned, lambda o: page(o).runs.isVisible()),
    ChallengeAction.NEW_PART: (
        turned,
        lambda o: page(o).form.isVisible() and page(o).form.name.text() == "",
    ),
    ChallengeAction.CHANGE_PART: (
        turned,
        lambda o: page(o).form.isVisible() and page(o).form.name.text() == "Scratch 07",
    ),
    ChallengeAction.RETIRE_PART: (turned, armed(ChallengeAction.RETIRE_PART)),
    ChallengeAction.KEEP_PART: (
        describing,
        lambda o: [asked[0] for asked in o.station.challenge.asked] == ["put"],
    ),
    ChallengeAction.LEAVE_PART: (
        describing,
        lambda o: page(o).parts.isVisible() and o.station.challenge.asked == [],
    ),
}
