"""The register of people, sessions and the limit of attempts, with a clock of our own."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from people_rig import FIRST_ADMIN, FIRST_PIN, define

from inspector.cli.people import people as command
from inspector.domain.errors.people import (
    FirstPersonNotAdminError,
    LastAdminError,
    NameUnsuitableError,
    NotSignedInError,
    PeopleError,
    PeopleFileInvalidError,
    PersonExistsError,
    PersonUnknownError,
    SecretUnsuitableError,
    SignInLockedError,
    SignInRefusedError,
)
from inspector.domain.people import Right, Role, SecretKind
from inspector.file_lock import lock_exclusively
from inspector.services.live.heartbeat_age import HeartbeatAge
from inspector.services.people.audit import AuditTrail
from inspector.services.people.credentials import Secret, matches, sealed
from inspector.services.people.desk import PeopleDesk
from inspector.services.people.limit import ATTEMPTS_A_MINUTE, FAILURES
from inspector.services.people.register import PeopleRegister
from inspector.services.people.rules import PeopleRules

S = 1_000_000_000
TWICE = '[[person]]\nname = "A"\nrole = "admin"\npin = "$argon2id$x"\n'


class Clock:
    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path) -> PeopleRegister:
    register = PeopleRegister(tmp_path / "people.toml")
    define(register, "Anna", Role.ENGINEER, "135790")
    return register


@pytest.fixture
def desk(tmp_path, register, clock) -> PeopleDesk:
    return PeopleDesk(register, AuditTrail(tmp_path / "audit.jsonl"), clock=clock)


class TestRegister:
    def test_another_reader_sees_every_change(self, register, tmp_path):
        reader = PeopleRegister(tmp_path / "people.toml")
        assert reader.find("ANNA") == register.find("anna")
        define(register, "王 芳", Role.QUALITY, "2468")
        assert [each.name for each in reader.people().values()] == ["Ada", "Anna", "王 芳"]
        register.set_active("anna", False)
        assert reader.find("Anna") is None

    def test_one_name_whatever_its_case_and_form(self, register):
        for same in ("anna", "ANNA", "Ａｎｎａ"):
            with pytest.raises(PersonExistsError):
                define(register, same, Role.OPERATOR, "1357")

    @pytest.mark.parametrize("name", ["", " Anna", "x" * 33, "a\nb", "a\x00"])
    def test_what_cannot_be_a_name(self, register, name):
        with pytest.raises(NameUnsuitableError):
            define(register, name, Role.OPERATOR, "1357")

    @pytest.mark.parametrize(
        ("role", "pin"),
        [
            (Role.OPERATOR, "123"),
            (Role.OPERATOR, "12a4"),
            (Role.OPERATOR, "١٢٣٤"),
            (Role.OPERATOR, "1" * 13),
            (Role.OPERATOR, "7777"),
            (Role.ENGINEER, "12345"),
            (Role.ADMIN, "1234"),
        ],
    )
    def test_what_cannot_be_a_pin(self, register, role, pin):
        with pytest.raises(SecretUnsuitableError) as refused:
            define(register, "Otto", role, pin)
        assert pin not in str(refused.value)

    @pytest.mark.parametrize(
        "password",
        ["short", "x" * 129, "Password123", "aaaaaaaaaa", "Otto Berger1", "qwertyuiop"],
    )
    def test_what_cannot_be_a_password(self, password):
        with pytest.raises(SecretUnsuitableError) as refused:
            sealed(SecretKind.PASSWORD, password, Role.OPERATOR, "Otto Berger")
        assert password not in str(refused.value)

    @pytest.mark.parametrize("password", ["a horse on the roof", "密码是八个字以上", "zzzzzzzy"])
    def test_a_password_has_no_rules_but_its_length(self, password):
        kept = sealed(SecretKind.PASSWORD, password, Role.ADMIN, "Otto")
        assert matches(kept, password)
        assert not matches(kept, f"{password} ")

    def test_a_station_is_never_without_an_administrator(self, register):
        with pytest.raises(LastAdminError):
            register.set_active(FIRST_ADMIN, False)
        with pytest.raises(LastAdminError):
            register.set_role(FIRST_ADMIN, Role.ENGINEER)
        register.set_role("Anna", Role.ADMIN)
        register.set_active(FIRST_ADMIN, False)
        assert register.find(FIRST_ADMIN) is None
        assert register.require(FIRST_ADMIN).role is Role.ADMIN

    def test_the_first_person_is_an_administrator(self, tmp_path):
        empty = PeopleRegister(tmp_path / "other" / "people.toml")
        with pytest.raises(FirstPersonNotAdminError):
            empty.add("Otto", Role.ENGINEER, Secret(SecretKind.PIN, "$argon2id$x"))

    def test_a_file_from_before_there_were_passwords_is_read_and_written_anew(self, tmp_path):
        kept = sealed(SecretKind.PIN, "135790", Role.ENGINEER, "Anna")
        old = f'schema_version = 1\n[[person]]\nname = "A"\nrole = "admin"\npin = "{kept.hash}"\n'
        (tmp_path / "people.toml").write_text(old, "utf-8")
        register = PeopleRegister(tmp_path / "people.toml")
        assert register.require("A").secret == kept
        define(register, "B", Role.OPERATOR, "1357")
        assert "schema_version = 2" in (tmp_path / "people.toml").read_text("utf-8")
        assert PeopleRegister(tmp_path / "people.toml").require("a").secret == kept

    def test_nobody_of_this_name(self, register):
        with pytest.raises(PersonUnknownError):
            register.set_active("Otto", False)
        with pytest.raises(PersonUnknownError):
            register.set_role("Otto", Role.ADMIN)

    @pytest.mark.parametrize(
        "text",
        [
            "no toml",
            "schema_version = 3",
            'schema_version = 1\n[[person]]\nname = "A"\nrole = "king"\npin = "$argon2id$x"',
            'schema_version = 1\n[[person]]\nname = "A"\nrole = "admin"\npin = "1234"',
            "schema_version = 1\n" + TWICE * 2,
            "schema_version = 1\nextra = 1",
        ],
    )  # fmt: skip
    def test_a_damaged_file_is_no_empty_one(self, tmp_path, text):
        (tmp_path / "people.toml").write_text(text, "utf-8")
        with pytest.raises(PeopleFileInvalidError):
            PeopleRegister(tmp_path / "people.toml").people()

    def test_two_programs_do_not_change_it_at_once(self, register, tmp_path):
        with (tmp_path / ".people.toml.lock").open("ab") as stream:
            lock_exclusively(stream)
            with pytest.raises(PeopleError, match="another program"):
                define(register, "Otto", Role.OPERATOR, "1357")
        assert register.find("Otto") is None


class TestDesk:
    def test_a_session_ends_after_ten_minutes_without_a_sign(self, desk, clock):
        token, _ = desk.sign_in("Anna", "135790")
        clock.now = 599 * S
        desk.renew(token)
        clock.now = 1198 * S
        assert desk.require(token, Right.RUN).name == "Anna"
        clock.now = 1797 * S
        assert desk.require(token, Right.MAINTAIN).name == "Anna"
        clock.now = 1798 * S
        with pytest.raises(NotSignedInError):
            desk.session(token)

    def test_looking_on_is_no_sign_that_somebody_is_here(self, desk, clock):
        token, _ = desk.sign_in(FIRST_ADMIN, FIRST_PIN)
        for second in range(0, 600, 100):
            clock.now = second * S
            desk.require(token, Right.READ_AUDIT, looks_on=True)
        clock.now = 600 * S
        with pytest.raises(NotSignedInError):
            desk.session(token)

    def test_each_role_has_its_own_idle_time(self, tmp_path, register, clock):
        rules = PeopleRules(idle_s={role: 60 if role is Role.ADMIN else 900 for role in Role})
        desk = PeopleDesk(register, AuditTrail(tmp_path / "a.jsonl"), rules, clock=clock)
        admin, _ = desk.sign_in(FIRST_ADMIN, FIRST_PIN)
        engineer, _ = desk.sign_in("Anna", "135790")
        clock.now = 60 * S
        with pytest.raises(NotSignedInError):
            desk.session(admin)
        clock.now = 899 * S
        assert desk.session(engineer).person.name == "Anna"

    def test_a_name_is_locked_for_a_minute(self, desk, clock):
        for _ in range(FAILURES):
            with pytest.raises(SignInRefusedError):
                desk.sign_in("anna", "000000")
        clock.now = 60 * S - 1
        with pytest.raises(SignInLockedError, match="1 s"):
            desk.sign_in("Anna", "135790")
        clock.now = 60 * S
        desk.sign_in("Anna", "135790")

    def test_a_success_forgets_the_failures(self, desk):
        for _ in range(3):
            for _ in range(FAILURES - 1):
                with pytest.raises(SignInRefusedError):
                    desk.sign_in("Anna", "000000")
            desk.sign_in("Anna", "135790")

    def test_strangers_are_counted_as_one(self, desk):
        for number in range(FAILURES):
            with pytest.raises(SignInRefusedError):
                desk.sign_in(f"stranger {number}", "0000")
        with pytest.raises(SignInLockedError):
            desk.sign_in("another stranger", "0000")
        desk.sign_in("Anna", "135790")

    def test_nobody_tries_without_end(self, desk, clock):
        for _ in range(ATTEMPTS_A_MINUTE):
            desk.sign_in("Anna", "135790")
        with pytest.raises(SignInLockedError, match="too many"):
            desk.sign_in("Anna", "135790")
        clock.now = 60 * S
        desk.sign_in("Anna", "135790")

    def test_sessions_take_no_memory_without_end(self, desk, clock):
        tokens = []
        for number in range(66):
            clock.now = number * 3 * S
            tokens.append(desk.sign_in("Anna", "135790")[0])
        with pytest.raises(NotSignedInError):
            desk.session(tokens[0])
        assert desk.session(tokens[-1]).person.name == "Anna"


class TestCommand:
    def test_people_come_and_go_and_the_pin_is_asked_for_twice(self, tmp_path):
        data = ["--data-dir", str(tmp_path)]
        run = CliRunner().invoke
        refused = run(command, ["add", "Otto", "--role", "operator", *data], input="1357\n1357\n")
        assert isinstance(refused.exception, FirstPersonNotAdminError)
        first = run(command, ["add", "Ada", "--role", "admin", *data], input="135790\n135790\n")
        assert first.exit_code == 0
        added = run(command, ["add", "Otto", "--role", "operator", *data], input="1357\n1357\n")
        assert added.exit_code == 0
        assert "1357" not in added.output
        assert run(command, ["list", *data]).output == "admin     Ada\noperator  Otto\n"
        before = (tmp_path / "people.toml").read_text("utf-8")
        assert run(command, ["set-pin", "Otto", *data], input="2468\n2468\n").exit_code == 0
        assert (tmp_path / "people.toml").read_text("utf-8") != before
        assert run(command, ["deactivate", "Otto", *data]).exit_code == 0
        assert "Otto  (deactivated)" in run(command, ["list", *data]).output
        assert run(command, ["activate", "Otto", *data]).exit_code == 0
        risen = ["set-role", "Otto", "--role", "engineer", "--password", *data]
        assert run(command, risen, input="a horse on the roof\n" * 2).exit_code == 0
        assert "engineer  Otto" in run(command, ["list", *data]).output
        trail = (tmp_path / "audit.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["what"] for line in trail] == [
            "people.add", "people.add", "people.set_secret", "people.set_active",
            "people.set_active", "people.set_role",
        ]  # fmt: skip
        last = run(command, ["deactivate", "Ada", *data])
        assert isinstance(last.exception, LastAdminError)

    def test_two_different_pins_are_asked_for_again(self, tmp_path):
        data = ["--data-dir", str(tmp_path)]
        typed = "135790\n135791\n246802\n246802\n"
        added = CliRunner().invoke(command, ["add", "Ada", "--role", "admin", *data], typed)
        assert "do not match" in added.output
        assert added.exit_code == 0


class TestHeartbeatAge:
    def test_it_is_unknown_until_a_change_was_seen(self):
        age = HeartbeatAge()
        assert [age.look(1, S), age.look(1, 2 * S), age.look(2, 3 * S)] == [None, None, 3 * S]
        assert age.look(2, 4 * S) == 3 * S

    def test_who_looks_again_after_a_while_knows_nothing(self):
        age = HeartbeatAge()
        age.look(1, S)
        age.look(2, 2 * S)
        assert age.look(3, 9 * S) is None
