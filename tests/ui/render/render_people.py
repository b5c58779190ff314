"""People, approvals, the audit trail and signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from scripted_people import approval

from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.people.actions import PeopleAction
from inspector.wire.audit import AuditFaultKind, AuditFaultRow
from inspector.wire.people import PersonRow, Role, SecretKind

if TYPE_CHECKING:
    from render_pages import Studio

    from inspector.ui.pages.people.page import PeoplePage


def photograph_people(studio: Studio, suffix: str) -> None:
    window, station = studio.window, studio.station
    people, page = station.people, cast("PeoplePage", window.pages.page(PageKey.PEOPLE))
    people.rows = [
        PersonRow(name="Anna Berg", role=Role.ADMIN, secret_kind=SecretKind.PASSWORD),
        *[row for row in people.rows if row.name != "Anna Berg"],
    ]
    window.turn_to(PageKey.PEOPLE)
    window.session.sign_in("Anna Berg", "246813")
    studio.wait(lambda: window.session.person is not None)
    studio.wait(lambda: page.accounts.model.rowCount() == len(people.account_rows))
    page.accounts.table.selectRow(1)
    studio.shoot("people", suffix)
    page.accounts.add()
    page.accounts.switch_keyboard()
    studio.shoot("people-add-keyboard", suffix)
    page.accounts.switch_keyboard()
    page.accounts.change_own()
    studio.shoot("people-own", suffix)
    station.approvals.rows = [approval(1), approval(2, "Anna Berg")]
    page.show_tab(PeopleAction.SHOW_WAITING)
    studio.wait(lambda: page.approvals.model.rowCount() == 2)
    studio.shoot("people-approvals", suffix)
    page.show_tab(PeopleAction.SHOW_TRAIL)
    studio.wait(lambda: page.trail.model.rowCount() > 0)
    page.trail.table.selectRow(3)
    page.trail.verify()
    studio.wait(lambda: "verify" in station.audit.asked)
    studio.settle(100)
    studio.shoot("people-trail", suffix)
    whole = station.audit.verification
    fault = AuditFaultRow(
        kind=AuditFaultKind.CHANGED, file="audit-000003.jsonl", line=41, seq=52_041, detail=""
    )
    station.audit.verification = whole.model_copy(update={"whole": False, "fault": fault})
    page.trail.verify()
    studio.settle(200)
    studio.shoot("people-trail-changed", suffix)
    station.audit.verification = whole
    station.audit.asked.clear()
    station.approvals.rows = []
    page.show_tab(PeopleAction.SHOW_PEOPLE)
    window.session.sign_out()
    window.session.sign_in("Otto", "1357")
    studio.wait(lambda: window.session.person is not None)
    studio.settle(100)
    studio.shoot("people-operator", suffix)
    window.turn_to(PageKey.LIVE)
    window.session.sign_out()
    window.switch_sign_in()
    studio.wait(lambda: len(window.sign_in.names.buttons) == 3)
    window.sign_in.names.buttons[0].click()
    studio.shoot("sign-in-password", suffix)
    window.sign_in.names.buttons[1].click()
    studio.shoot("sign-in-pin", suffix)
    window.sign_in.close_panel()
