"""Accounts, four eyes and the audit trail through the real door."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from people_rig import define, people_of
from station_services import only

from inspector.api.app import create_api
from inspector.api.server import ApiServer
from inspector.cli.audit import audit as audit_command
from inspector.client.station import StationClient
from inspector.domain.errors.people import (
    ApprovalPendingError,
    ApprovalUnknownError,
    AuditNotReadableError,
    LastAdminError,
    NotSignedInError,
    OwnApprovalError,
    RightMissingError,
    SecretUnsuitableError,
    SignInRefusedError,
)
from inspector.domain.people import FourEyes, Role, SecretKind
from inspector.services.people.audit import AuditTrail
from inspector.services.people.desk import PeopleDesk
from inspector.services.people.rules import PeopleRules
from inspector.store.opening import open_store
from inspector.wire.audit import AuditFilter
from inspector.wire.people import AccountChange, AddPersonRequest, NewSecret, OwnSecretRequest
from inspector.wire.rollout import ModelsState, PromoteRequest
from inspector.wire.run_file import RunFile

PINS = {"Ada": "314159", "Ben": "271828", "Otto": "1357"}
TOKEN = "t" * 32
S = 1_000_000_000


class Models:
    """Remembers who promoted what."""

    def __init__(self) -> None:
        self.promoted: list[tuple[str, str, str]] = []

    def promote(self, actor, request: PromoteRequest) -> ModelsState:
        self.promoted.append((actor.name, actor.approved_by, request.package))
        return ModelsState.model_construct()


class Line:
    def leave(self, actor) -> None:
        pass


class House:
    """A station's people behind a real server."""

    def __init__(self, folder: Path, desk: PeopleDesk, models: Models, url: str) -> None:
        self.folder, self.desk, self.models, self.url = folder, desk, models, url
        self.now = 0
        self.clients: list[StationClient] = []

    def client(self, name: str = "") -> StationClient:
        client = StationClient(lambda: RunFile(url=self.url, token=TOKEN, pid=1))
        self.clients.append(client)
        if name:
            client.people.sign_in(name, PINS[name])
        return client

    def trail(self) -> list[dict[str, object]]:
        lines = (self.folder / "audit.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Callable[..., House]]:
    opened: list[Callable[[], object]] = []

    def close() -> None:
        while opened:
            opened.pop()()

    def make(*four_eyes: FourEyes) -> House:
        close()
        store = open_store(tmp_path / "db")
        rules = PeopleRules(four_eyes=four_eyes, approval_expires_s=600)
        clock = [0]
        desk = PeopleDesk(
            people_of(tmp_path),
            AuditTrail(tmp_path / "audit.jsonl"),
            rules,
            store.audit_anchors(),
            clock=lambda: clock[0],
        )
        models = Models()
        services = only(people=desk, models=models, line=Line())
        server = ApiServer(create_api(services, TOKEN), "127.0.0.1", 0)
        house = House(tmp_path, desk, models, f"http://127.0.0.1:{server.start()}")
        house.clock = clock  # type: ignore[attr-defined]
        opened.extend([store.close, server.stop, *[lambda: [c.close() for c in house.clients]]])
        for name, role in (("Ada", Role.ADMIN), ("Ben", Role.ADMIN), ("Otto", Role.OPERATOR)):
            if desk.register.find(name) is None:
                define(desk.register, name, role, PINS[name])
        return house

    yield make
    close()


class TestAccounts:
    def test_an_admin_changes_people_at_the_screen(self, open_house):
        house = open_house()
        ada = house.client("Ada").people
        rows = ada.add(
            AddPersonRequest(
                name="王 芳", role=Role.QUALITY, kind=SecretKind.PASSWORD, secret="密码是八个字以上"
            )
        )
        assert [each.name for each in rows][-1] == "王 芳"
        house.client().people.sign_in("王 芳", "密码是八个字以上")
        known = {each.name: each for each in ada.accounts()}
        assert known["王 芳"].last_sign_in is not None
        assert known["Otto"].last_sign_in is None
        with pytest.raises(SignInRefusedError):
            house.client().people.sign_in("Otto", "0000")
        assert {each.name: each.failures for each in ada.accounts()}["Otto"] == 1
        ada.change(AccountChange(name="Otto", active=False, reason="left"))
        with pytest.raises(SignInRefusedError):
            house.client("Otto")
        added, *_, changed = [each for each in house.trail() if str(each["what"])[:7] == "people."]
        assert added["new"] == {"role": "quality", "secret_kind": "password"}
        assert (changed["old"], changed["new"], changed["reason"]) == (True, False, "left")
        assert changed["client"].startswith("127.0.0.1 inspector/")

    def test_a_higher_role_wants_a_longer_pin(self, open_house):
        ada = open_house().client("Ada").people
        with pytest.raises(SecretUnsuitableError, match="at least 6"):
            ada.change(AccountChange(name="Otto", role=Role.ENGINEER))
        longer = NewSecret(kind=SecretKind.PIN, secret="135790")
        ada.change(AccountChange(name="Otto", role=Role.ENGINEER, secret=longer))
        ada.change(AccountChange(name="Otto", role=Role.OPERATOR))

    def test_the_last_admin_stays(self, open_house):
        ada = open_house().client("Ada").people
        ada.change(AccountChange(name="Ben", role=Role.ENGINEER))
        with pytest.raises(LastAdminError):
            ada.change(AccountChange(name="Ada", active=False))

    def test_one_changes_ones_own_secret_and_stays_signed_in(self, open_house):
        house = open_house()
        otto, elsewhere = house.client("Otto"), house.client("Otto")
        new = OwnSecretRequest(old="0000", kind=SecretKind.PASSWORD, secret="a horse on the roof")
        with pytest.raises(SignInRefusedError):
            otto.people.change_own_secret(new)
        right = new.model_copy(update={"old": PINS["Otto"]})
        assert otto.people.change_own_secret(right).name == "Otto"
        assert otto.people.session().name == "Otto"
        with pytest.raises(NotSignedInError):
            elsewhere.people.session()
        house.client().people.sign_in("Otto", "a horse on the roof")


class TestFourEyes:
    def test_another_person_lets_it_happen_and_both_are_named(self, open_house):
        house = open_house(FourEyes.MODEL_PROMOTE)
        ada, ben = house.client("Ada"), house.client("Ben")
        with pytest.raises(ApprovalPendingError):
            ada.models.promote("part/2.0.0", reason="fewer escapes")
        assert house.models.promoted == []
        (row,) = ben.approvals.waiting()
        assert (row.asked_by, row.target, row.payload["reason"]) == (
            "Ada", "part/2.0.0", "fewer escapes",
        )  # fmt: skip
        with pytest.raises(OwnApprovalError):
            ada.approvals.decide(row.approval_id, True)
        with pytest.raises(RightMissingError):
            house.client("Otto").approvals.decide(row.approval_id, True)
        assert ben.approvals.decide(row.approval_id, True, "seen the report") == []
        assert house.models.promoted == [("Ada", "Ben", "part/2.0.0")]
        done = next(each for each in house.trail() if each["what"] == "model.promote.ask")
        assert (done["who"], done["approved_by"]) == ("Ada", "Ben")
        with pytest.raises(ApprovalUnknownError):
            ben.approvals.decide(row.approval_id, True)

    def test_it_can_be_refused_withdrawn_and_forgotten(self, open_house):
        house = open_house(FourEyes.MODEL_PROMOTE)
        ada, ben = house.client("Ada"), house.client("Ben")
        for who, what in ((ben, "approval.refuse"), (ada, "approval.withdraw")):
            with pytest.raises(ApprovalPendingError):
                ada.models.promote("part/2.0.0")
            who.approvals.decide(who.approvals.waiting()[0].approval_id, False, "no")
            assert house.trail()[-1]["what"] == what
        with pytest.raises(ApprovalPendingError):
            ada.models.promote("part/2.0.0")
        house.clock[0] = 601 * S
        assert house.desk.approvals.pending() == ()
        assert house.trail()[-1]["what"] == "approval.expire"
        assert house.models.promoted == []

    def test_who_lost_the_right_meanwhile_asked_in_vain(self, open_house):
        house = open_house(FourEyes.MODEL_PROMOTE)
        with pytest.raises(ApprovalPendingError):
            house.client("Ada").models.promote("part/2.0.0")
        house.desk.register.set_active("Ada", False)
        ben = house.client("Ben")
        with pytest.raises(ApprovalUnknownError):
            ben.approvals.decide(ben.approvals.waiting()[0].approval_id, True)
        assert house.models.promoted == []

    def test_changes_of_people_wait_too_and_no_secret_is_shown(self, open_house):
        house = open_house(FourEyes.PEOPLE_CHANGE)
        ada, ben = house.client("Ada"), house.client("Ben")
        new = AddPersonRequest(
            name="Eve", role=Role.OPERATOR, kind=SecretKind.PIN, secret="80472915"
        )
        with pytest.raises(ApprovalPendingError):
            ada.people.add(new)
        (row,) = ben.approvals.waiting()
        assert "80472915" not in row.model_dump_json()
        ben.approvals.decide(row.approval_id, True)
        house.client().people.sign_in("Eve", "80472915")
        assert '"80472915"' not in (house.folder / "audit.jsonl").read_text("utf-8")

    def test_what_waits_outlives_the_station_and_is_carried_out_once(self, open_house):
        both = (FourEyes.MODEL_PROMOTE, FourEyes.PEOPLE_CHANGE)
        house = open_house(*both)
        ada, secret = house.client("Ada"), "80472915"
        new = AddPersonRequest(name="Eve", role=Role.OPERATOR, kind=SecretKind.PIN, secret=secret)
        for ask in (lambda: ada.models.promote("part/2.0.0"), lambda: ada.people.add(new)):
            with pytest.raises(ApprovalPendingError):
                ask()
        waited = house.client("Ben").approvals.waiting()
        assert secret not in (house.folder / "approvals.json").read_text("utf-8")

        house = open_house(*both)
        ben = house.client("Ben").approvals
        assert ben.waiting() == waited
        with pytest.raises(OwnApprovalError):
            house.client("Ada").approvals.decide(waited[0].approval_id, True)
        for row in waited:
            ben.decide(row.approval_id, True)
        assert house.models.promoted == [("Ada", "Ben", "part/2.0.0")]
        house.client().people.sign_in("Eve", secret)
        assert open_house(*both).desk.approvals.pending() == ()

    def test_what_expired_while_the_station_was_off_is_told_and_gone(self, open_house):
        house = open_house(FourEyes.MODEL_PROMOTE)
        with pytest.raises(ApprovalPendingError):
            house.client("Ada").models.promote("part/2.0.0")
        kept = house.folder / "approvals.json"
        told = json.loads(kept.read_text("utf-8"))
        told["approvals"][0]["expires_at"] = "2020-01-01T00:00:00Z"
        kept.write_text(json.dumps(told), "utf-8")
        house = open_house(FourEyes.MODEL_PROMOTE)
        assert house.desk.approvals.pending() == ()
        assert house.trail()[-1]["what"] == "approval.expire"

    def test_a_damaged_file_of_what_waits_keeps_no_station_from_starting(self, open_house):
        house = open_house(FourEyes.MODEL_PROMOTE)
        (house.folder / "approvals.json").write_text("{", "utf-8")
        house = open_house(FourEyes.MODEL_PROMOTE)
        assert house.desk.approvals.pending() == ()
        with pytest.raises(ApprovalPendingError):
            house.client("Ada").models.promote("part/2.0.0")

    def test_the_only_admin_lets_the_second_one_in(self, open_house):
        house = open_house(FourEyes.PEOPLE_CHANGE)
        house.desk.register.set_active("Ben", False)
        house.client("Ada").people.change(AccountChange(name="Ben", active=True))
        assert house.desk.register.find("Ben") is not None


class TestTrail:
    @pytest.mark.parametrize("kind", ["csv", "jsonl"])
    def test_a_trail_that_cannot_be_read_is_refused_and_no_file_that_breaks_off(
        self, open_house, kind
    ):
        house = open_house()
        ada = house.client("Ada")
        (house.folder / "audit-000001.jsonl").mkdir()
        with pytest.raises(AuditNotReadableError):
            ada.audit.export(AuditFilter(), kind)

    def test_it_is_filtered_page_by_page_and_exported(self, open_house):
        house = open_house()
        ada = house.client("Ada")
        for number in range(5):
            ada.people.change(AccountChange(name="Otto", active=bool(number % 2)))
        house.client("Ben")
        criteria = AuditFilter(person="Ada", what="people.", target="otto")
        seen, before = [], None
        while True:
            page = ada.audit.page(criteria, before, 2)
            seen += [row.new for row in page.rows]
            if (before := page.next_before) is None:
                break
        assert seen == [False, True, False, True, False]
        table = list(csv.DictReader(io.StringIO(ada.audit.export(criteria).decode("utf-8-sig"))))
        assert [row["new"] for row in table] == ["false", "true", "false", "true", "false"]
        lines = ada.audit.export(criteria, "jsonl").splitlines()
        assert [json.loads(line)["who"] for line in lines] == ["Ada"] * 5
        house.desk.register.set_active("Otto", True)
        otto = house.client("Otto")
        for ask in (otto.audit.page, otto.audit.verify, otto.audit.export):
            with pytest.raises(RightMissingError):
                ask()

    def test_whoever_may_asks_whether_it_is_whole(self, open_house):
        house = open_house()
        ada = house.client("Ada")
        house.desk.audit_desk.anchor()
        found = ada.audit.verify()
        assert (found.whole, found.anchors) == (True, 1)
        path = house.folder / "audit.jsonl"
        path.write_bytes(path.read_bytes().replace(b"Ada", b"Eve", 1))
        fault = ada.audit.verify().fault
        assert fault is not None
        assert (fault.kind, fault.line) == ("changed", 1)

    def test_the_command_proves_it_without_the_station(self, open_house):
        house = open_house()
        house.client("Ada")
        house.desk.audit_desk.anchor()
        data = ["--data-dir", str(house.folder)]
        run = CliRunner().invoke
        assert run(audit_command, ["verify", *data]).exit_code == 0
        assert json.loads(run(audit_command, ["verify", "--json", *data]).output)["anchors"] == 1
        assert b"session.sign_in" in run(audit_command, ["export", *data]).stdout_bytes
        (house.folder / "audit.jsonl").unlink()
        cut = run(audit_command, ["verify", *data])
        assert cut.exit_code == 1
        assert "truncated" in cut.output
