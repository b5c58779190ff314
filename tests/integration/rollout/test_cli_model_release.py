"""From a finished package to the station, by the commands that people type."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from package_rig import evaluation, tiny_graph, tiny_package

from inspector.cli.model.group import model
from inspector.domain.errors.model import ModelIntegrityError
from inspector.domain.errors.release import (
    ModelSignatureError,
    PackageInUseError,
    PackageUnknownError,
    ShipmentBaseError,
    SigningKeyError,
)
from inspector.inference.package import ModelPackage, find_packages
from inspector.inference.registry.registry import ModelRegistry
from inspector.paths import DataFolder
from inspector.resources import bundled


def run(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(model, [str(argument) for argument in arguments], **options)


def document(*arguments: object, code: int = 0) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


def refusal(kind: type[Exception], *arguments: object) -> str:
    result = run(*arguments)
    assert isinstance(result.exception, kind), result.output
    return str(result.exception)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1.0.0, and 1.1.0 with another head; both evaluated."""
    root = tmp_path_factory.mktemp("shelf")
    first = tiny_package(root, "1.0.0", model=tiny_graph(1, 128), evaluation=evaluation())
    tiny_package(
        root,
        "1.1.0",
        model=tiny_graph(1, 128, head_seed=5),
        evaluation=evaluation(accuracy=0.99, escapes=1),
        parent_sha256=first.sha256,
    )
    return root / "tiny"


@pytest.fixture
def data(tmp_path: Path) -> tuple[str, Path]:
    return "--data-dir", tmp_path / "data"


def station_file(folder: Path, model_section: str = "", recipe: str = "") -> Path:
    path = folder / "station.toml"
    (folder / "recipe.toml").write_text(f'recipe_id = "housing"\n{recipe}')
    path.write_text(
        'schema_version = 1\n[station]\nid = "test"\n[camera]\ndriver = "replay"\n'
        f'folder = "."\n[model]\npackage = "tiny/1.0.0"\n{model_section}\n'
        '[recipe]\nfile = "recipe.toml"\n'
    )
    return path


# Keys and signatures


def key(folder: Path, name: str = "key.pem") -> tuple[Path, str]:
    path = folder / name
    return path, document("keygen", "--out", path, "--plain")["public_key"]


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path, public = key(tmp_path)
    assert public.startswith("ed25519:")
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert "exists" in refusal(SigningKeyError, "keygen", "--out", path, "--plain")
    assert path.read_bytes() == before


def test_a_key_is_encrypted_unless_asked_otherwise(tmp_path: Path, shelf: Path) -> None:
    path = tmp_path / "key.pem"
    made = run("keygen", "--out", path, input="long words\nlong words\n")
    assert made.exit_code == 0, made.output
    assert b"ENCRYPTED" in path.read_bytes()
    package = tiny_package(tmp_path).folder
    signed = run("sign", package, "--key", path, input="long words\n")
    assert signed.exit_code == 0, signed.output
    wrong = run("sign", package, "--key", path, input="other words\n")
    assert isinstance(wrong.exception, SigningKeyError)
    assert "passphrase that it was made with" in wrong.exception.remedy


def test_a_passphrase_that_is_soon_guessed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    result = run("keygen", "--out", path, input="seven77\nseven77\n")
    assert isinstance(result.exception, SigningKeyError)
    assert "fewer than 8 characters" in str(result.exception)
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a console is not taken away there")
def test_without_a_terminal_a_passphrase_is_asked_for_by_nobody(tmp_path: Path) -> None:
    """Python warned that what is typed may be seen, with a line of its own source."""
    done = subprocess.run(
        [sys.executable, "-m", "inspector", "model", "keygen", "--out", tmp_path / "key.pem"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
        env={k: v for k, v in os.environ.items() if k != "INSPECTOR_KEY_PASSPHRASE"},
    )
    assert done.stderr.startswith("error MOD-011: there is no terminal"), done.stderr
    assert "Warning" not in done.stderr


def test_a_script_without_a_passphrase_is_told_the_variable(tmp_path: Path) -> None:
    result = run("keygen", "--out", tmp_path / "key.pem", input="")
    assert isinstance(result.exception, SigningKeyError)
    assert "INSPECTOR_KEY_PASSPHRASE" in result.exception.remedy
    assert not (tmp_path / "key.pem").exists()


@pytest.mark.parametrize("content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_what_is_no_key_signs_nothing(tmp_path: Path, content: bytes) -> None:
    package = tiny_package(tmp_path).folder
    (tmp_path / "key.pem").write_bytes(content)
    refusal(SigningKeyError, "sign", package, "--key", tmp_path / "key.pem")
    refusal(SigningKeyError, "sign", package, "--key", tmp_path / "nowhere.pem")
    assert not (package / "manifest.sig").exists()


def test_a_signature_is_worth_what_the_station_trusts(tmp_path: Path) -> None:
    package = tiny_package(tmp_path).folder
    mine, public = key(tmp_path)
    _, other = key(tmp_path, "other.pem")
    assert document("verify", package, "--provider", "cpu")["signature"] == "unsigned"
    refusal(ModelSignatureError, "verify", package, "--trusted-key", public)
    document("sign", package, "--key", mine)
    verified = document("verify", package, "--provider", "cpu", "--trusted-key", public)
    assert verified["signature"] == "trusted"
    assert document("verify", package, "--provider", "cpu")["signature"] == "unknown key"
    refusal(ModelSignatureError, "verify", package, "--trusted-key", other)


def test_a_signature_of_another_package_is_found(tmp_path: Path) -> None:
    mine, public = key(tmp_path)
    first = tiny_package(tmp_path, "1.0.0").folder
    second = tiny_package(tmp_path, "2.0.0", model=tiny_graph(2)).folder
    document("sign", first, "--key", mine)
    (second / "manifest.sig").write_bytes((first / "manifest.sig").read_bytes())
    said = refusal(ModelSignatureError, "verify", second, "--trusted-key", public)
    assert "no signature of this" in said
    document("sign", second, "--key", mine)
    (second / "manifest.sig").write_bytes(b"{}")
    refusal(ModelSignatureError, "verify", second)
    assert document("sign", second, "--key", mine)["key_id"]


def test_a_damaged_package_is_not_signed(tmp_path: Path) -> None:
    mine, _ = key(tmp_path)
    package = tiny_package(tmp_path).folder
    (package / "MODEL_CARD.md").write_bytes(b"other")
    refusal(ModelIntegrityError, "sign", package, "--key", mine)


# Gate


def test_a_good_package_is_released_with_every_figure(
    shelf: Path, tmp_path: Path, data: tuple[str, Path]
) -> None:
    said = document("gate", shelf / "1.0.0", "--provider", "cpu", *data)
    assert said["released"]
    assert [figure["figure"] for figure in said["figures"]] == [
        "accuracy",
        "escape_percent",
        "false_reject_percent",
        "not_decidable_percent",
        "flip_percent",
        "robustness",
        "p99_ms",
        "golden_difference",
    ]
    table = run("gate", shelf / "1.0.0", "--provider", "cpu", *data)
    assert table.exit_code == 0
    assert "is released" in table.stdout


def test_the_recipe_of_the_station_refuses_with_code_1(
    shelf: Path, tmp_path: Path, data: tuple[str, Path]
) -> None:
    station = station_file(tmp_path, recipe="[release]\nmax_escape_percent = 0.2\n")
    said = document("gate", shelf / "1.1.0", "--station", station, *data, code=1)
    refused = [figure["figure"] for figure in said["figures"] if figure["refused"]]
    assert refused == ["escape_percent"]
    table = run("gate", shelf / "1.1.0", "--station", station, *data)
    assert "REFUSED" in table.stdout
    assert "1 of 200 defective pictures would pass (0.50 %)" in table.stdout


def test_the_package_that_ships_is_released(tmp_path: Path, data: tuple[str, Path]) -> None:
    shipped = find_packages(bundled("models"))[0]
    (tmp_path / "recipe.toml").write_text('recipe_id = "part"\n[release]\nmax_p99_ms = 5000\n')
    said = document(
        "gate", shipped, "--provider", "cpu", "--recipe", tmp_path / "recipe.toml", *data
    )
    judged = {each["figure"] for each in said["figures"]}
    assert {"accuracy", "escape_percent", "robustness", "golden_difference"} <= judged
    assert [each["figure"] for each in said["figures"] if each["refused"]] == []


def test_a_package_that_was_never_evaluated_is_refused(
    tmp_path: Path, data: tuple[str, Path]
) -> None:
    package = tiny_package(tmp_path)
    said = document("gate", package.folder, "--provider", "cpu", *data, code=1)
    assert "evaluation" in [each["figure"] for each in said["figures"] if each["refused"]]


# Registry and shipping


def test_a_package_goes_to_the_station_whole_and_its_successor_as_a_difference(
    shelf: Path, tmp_path: Path, data: tuple[str, Path]
) -> None:
    whole, delta = tmp_path / "whole.inspector-model", tmp_path / "delta.inspector-model"
    packed = document("pack", shelf / "1.0.0", "--out", whole, *data)
    assert packed["delta_bytes"] is None
    document("install", whole, *data)
    packed = document("pack", shelf / "1.1.0", "--out", delta, "--base", "tiny/1.0.0", *data)
    assert packed["delta_bytes"] == delta.stat().st_size < packed["full_bytes"] / 5
    assert packed["head_bytes"] == 128 * 3 * 4
    installed = document("install", delta, *data)
    assert installed["package"] == "tiny/1.1.0"
    listed = document("list", *data)
    names = [f"{each['model_id']}/{each['version']}" for each in listed]
    assert names[-2:] == ["tiny/1.0.0", "tiny/1.1.0"]


def test_a_difference_names_the_base_that_is_not_there(
    shelf: Path, tmp_path: Path, data: tuple[str, Path]
) -> None:
    delta = tmp_path / "delta.inspector-model"
    document("pack", shelf / "1.1.0", "--out", delta, "--base", shelf / "1.0.0", *data)
    assert "tiny/1.0.0" in refusal(ShipmentBaseError, "install", delta, *data)
    document("install", shelf / "1.0.0", "--to", tmp_path / "other", *data)
    document("install", delta, "--to", tmp_path / "other", *data)
    assert (tmp_path / "other" / "tiny" / "1.1.0" / "manifest.toml").exists()


def test_a_station_with_keys_takes_only_what_they_signed(
    shelf: Path, tmp_path: Path, data: tuple[str, Path]
) -> None:
    mine, public = key(tmp_path)
    station = station_file(tmp_path, f'trusted_keys = ["{public}"]')
    refusal(ModelSignatureError, "install", shelf / "1.0.0", "--station", station, *data)
    signed = tiny_package(tmp_path / "signed").folder
    document("sign", signed, "--key", mine)
    installed = document("install", signed, "--station", station, *data)
    assert installed["signature"] == "trusted"


def test_the_list_says_what_is_in_force(
    shelf: Path, tmp_path: Path, data: tuple[str, Path]
) -> None:
    registry = ModelRegistry(DataFolder(data[1]).models)
    base: ModelPackage = registry.add(shelf / "1.0.0")
    other = registry.add(shelf / "1.1.0")
    registry.resolve(base)
    registry.set_shadow(other.sha256, "Ada")
    states = {each["sha256"]: each["state"] for each in document("list", *data)}
    assert states[base.sha256] == ["in force", "station file"]
    assert states[other.sha256] == ["shadow"]
    (other.folder / "manifest.sha256").write_bytes(b"")
    lines = run("list", *data).stdout
    assert "[in force, station file]" in lines
    assert "MOD-002" in lines


def test_a_package_that_is_not_in_use_can_be_removed(shelf: Path, data: tuple[str, Path]) -> None:
    registry = ModelRegistry(DataFolder(data[1]).models)
    base, other = registry.add(shelf / "1.0.0"), registry.add(shelf / "1.1.0")
    registry.resolve(base)
    assert document("remove", "tiny/1.1.0", *data)["sha256"] == other.sha256
    refusal(PackageInUseError, "remove", "tiny/1.0.0", *data)
    refusal(PackageUnknownError, "remove", "machined-part/1.0.0", *data)
    assert [listing.folder for listing in registry.packages()] == [base.folder]


def test_a_damaged_record_is_told_and_the_packages_are_listed(
    shelf: Path, data: tuple[str, Path]
) -> None:
    registry = ModelRegistry(DataFolder(data[1]).models)
    registry.add(shelf / "1.0.0")
    (registry.folder / "rollout.json").write_bytes(b"{}")
    result = run("list", *data)
    assert "MOD-019" in result.stderr
    assert "tiny 1.0.0" in result.stdout


def test_the_difference_of_two_packages_is_shown(
    shelf: Path, tmp_path: Path, data: tuple[str, Path]
) -> None:
    said = document("diff", shelf / "1.0.0", shelf / "1.1.0", *data)
    entries = {each["entry"]: (each["before"], each["after"]) for each in said["entries"]}
    assert entries["evaluation.escapes"] == (0, 1)
    assert entries["version"] == ("1.0.0", "1.1.0")
    (tensor,) = said["tensors"]
    assert (tensor["name"], tensor["kind"], tensor["shape"]) == ("head", "changed", [128, 3])
    assert said["equal_tensors"] == 4
    text = run("diff", shelf / "1.0.0", shelf / "1.1.0", *data).stdout
    assert "tensor changed: head [128x3], 1536 bytes" in text
    assert "evaluation.escapes: 0 -> 1" in text
    same = document("diff", shelf / "1.0.0", shelf / "1.0.0", *data)
    assert (same["entries"], same["tensors"], same["file_bytes"]) == ([], [], {})
    assert set(said["file_bytes"]) == {"model.fp32.onnx"}
    assert same["total_bytes"][0] == same["total_bytes"][1] > 1536


def test_a_variant_that_one_package_does_not_have_is_one_line(
    tmp_path: Path, data: tuple[str, Path]
) -> None:
    shipped = bundled("models") / "machined-part" / "1.0.0"
    other = tiny_package(tmp_path).folder
    lines = run("diff", shipped, other, *data).stdout.splitlines()
    assert [line for line in lines if "fp16" in line] == ["variant removed: fp16"]
    assert "variant added: fp16" in run("diff", other, shipped, *data).stdout


def test_an_unknown_package_is_named(data: tuple[str, Path]) -> None:
    assert "'tiny/9.9.9'" in refusal(PackageUnknownError, "verify", "tiny/9.9.9", *data)
