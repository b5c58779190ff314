"""What each action of the people page needs and does, for the test of all actions."""

from collections.abc import Callable
from typing import cast

from open_window import Opened
from scripted_people import approval

from inspector.domain.people import Role
from inspector.ui.actions.spec import ActionKey
from inspector.ui.pages.keys import PageKey
from inspector.ui.pages.people.actions import PeopleAction
from inspector.ui.pages.people.page import PeoplePage
from inspector.ui.pages.people.person_form import FormMode
from inspector.wire.people import AddPersonRequest, PersonRow

Step = Callable[[Opened], object]


def page_of(opened: Opened) -> PeoplePage:
    return cast("PeoplePage", opened.window.pages.page(PageKey.PEOPLE))


def as_admin(opened: Opened) -> PeoplePage:
    people = opened.station.people
    people.rows = [PersonRow(name="Anna Berg", role=Role.ADMIN), *people.rows[1:]]
    opened.window.session.sign_in("Anna Berg", "246813")
    opened.bot.waitUntil(lambda: opened.window.session.person is not None)
    opened.window.turn_to(PageKey.PEOPLE)
    page = page_of(opened)
    opened.bot.waitUntil(lambda: page.accounts.model.rowCount() > 0)
    return page


def with_new_person(opened: Opened) -> None:
    form = as_admin(opened).accounts.form
    form.show_new(Role.OPERATOR)
    for field, text in ((form.name, "Ben"), (form.secret, "1357"), (form.again, "1357")):
        field.setText(text)


def with_request(opened: Opened) -> None:
    opened.station.approvals.rows = [approval(1)]
    page = as_admin(opened)
    page.show_tab(PeopleAction.SHOW_WAITING)
    opened.bot.waitUntil(lambda: page.approvals.card.row is not None)


def on_tab(place: int) -> Callable[[Opened], bool]:
    return lambda o: page_of(o).tabs.currentIndex() == place


def exported(opened: Opened) -> bool:
    return ("export", "csv") in opened.station.audit.asked


PEOPLE_CASES: dict[ActionKey, tuple[Step, Callable[[Opened], bool]]] = {
    PageKey.PEOPLE: (
        lambda o: None,
        lambda o: page_of(o).accounts.model.rowCount() > 0,
    ),
    PeopleAction.SHOW_PEOPLE: (
        lambda o: as_admin(o).show_tab(PeopleAction.SHOW_TRAIL),
        on_tab(0),
    ),
    PeopleAction.SHOW_WAITING: (as_admin, on_tab(1)),
    PeopleAction.SHOW_TRAIL: (as_admin, on_tab(2)),
    PeopleAction.ADD: (as_admin, lambda o: page_of(o).accounts.form.mode is FormMode.ADD),
    PeopleAction.CHANGE_OWN: (as_admin, lambda o: page_of(o).accounts.form.mode is FormMode.OWN),
    PeopleAction.SAVE: (
        with_new_person,
        lambda o: any(isinstance(each, AddPersonRequest) for each in o.station.people.asked),
    ),
    PeopleAction.SWITCH_ACTIVE: (
        lambda o: as_admin(o).accounts.table.selectRow(1),
        lambda o: page_of(o).accounts.armed and o.station.people.account_rows[1].active,
    ),
    PeopleAction.KEYBOARD: (as_admin, lambda o: page_of(o).accounts.keyboard.isVisible()),
    PeopleAction.APPROVE: (
        with_request,
        lambda o: page_of(o).approvals.armed and o.station.approvals.decided == [],
    ),
    PeopleAction.REFUSE: (
        with_request,
        lambda o: o.station.approvals.decided == [("00000001", False, "")],
    ),
    PeopleAction.VERIFY: (as_admin, lambda o: "verify" in o.station.audit.asked),
    PeopleAction.EXPORT: (as_admin, exported),
}
