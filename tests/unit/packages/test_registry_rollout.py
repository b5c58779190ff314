"""The registry: packages come whole or not at all, and what is in force is never guessed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from package_rig import KEY, rewrite_manifest, sign, tiny_graph, tiny_package

from inspector.domain.errors.model import ModelError, ModelIntegrityError
from inspector.domain.errors.release import (
    ModelSignatureError,
    PackageConflictError,
    PackageInUseError,
    PackageUnknownError,
    RegistryBusyError,
    RolloutDamagedError,
    RolloutImpossibleError,
    SigningKeyError,
)
from inspector.inference.package import ModelPackage
from inspector.inference.registry.lock import registry_lock
from inspector.inference.registry.registry import ModelRegistry
from inspector.inference.registry.rollout_file import ROLLOUT_NAME
from inspector.inference.signature import SIGNATURE_NAME, SignatureState, Trust, public_key_text

PUBLIC = Ed25519PrivateKey.from_private_bytes(KEY).public_key().public_bytes_raw()
STRANGER = bytes(reversed(range(32)))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Signed packages 1.0.0, 2.0.0 and 3.0.0, and an unsigned 4.0.0."""
    root = tmp_path_factory.mktemp("shelf")
    for number in (1, 2, 3):
        tiny_package(root, f"{number}.0.0", model=tiny_graph(number), key=KEY)
    tiny_package(root, "4.0.0", model=tiny_graph(4))
    return root


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models", Trust.of([public_key_text(PUBLIC)]))


@pytest.fixture
def install(registry: ModelRegistry, shelf: Path) -> Callable[[int], ModelPackage]:
    return lambda number: registry.add(shelf / "tiny" / f"{number}.0.0")


Install = Callable[[int], ModelPackage]


def test_a_package_is_copied_whole_and_found_by_name_and_hash(
    registry: ModelRegistry, install: Install
) -> None:
    package = install(1)
    assert package.folder == registry.folder / "tiny" / "1.0.0"
    assert package.signature is SignatureState.TRUSTED
    assert registry.find("tiny/1.0.0") == registry.find(package.sha256[:8]) == package
    assert [listing.package for listing in registry.packages()] == [package]


def test_adding_it_again_changes_nothing(registry: ModelRegistry, install: Install) -> None:
    assert install(1) == install(1)
    assert len(registry.packages()) == 1


def test_the_same_version_with_other_content_is_refused(
    registry: ModelRegistry, install: Install, tmp_path: Path
) -> None:
    install(1)
    other = tiny_package(tmp_path / "other", "1.0.0", model=tiny_graph(9), key=KEY)
    with pytest.raises(PackageConflictError, match=other.sha256[:12]):
        registry.add(other.folder)


def test_a_damaged_copy_is_mended_by_adding_it_again(
    registry: ModelRegistry, install: Install
) -> None:
    package = install(1)
    (package.folder / "MODEL_CARD.md").write_bytes(b"spoilt")
    with pytest.raises(ModelIntegrityError):
        registry.find("tiny/1.0.0")
    assert install(1) == registry.find("tiny/1.0.0")


def test_a_signature_that_comes_later_is_taken_over(tmp_path: Path, shelf: Path) -> None:
    source = Path(shutil.copytree(shelf / "tiny" / "4.0.0", tmp_path / "four"))
    free = ModelRegistry(tmp_path / "models")
    package = free.add(source)
    assert package.signature is SignatureState.UNSIGNED
    sign(source)
    strict = ModelRegistry(tmp_path / "models", Trust.of([public_key_text(PUBLIC)]))
    assert strict.add(source).signature is SignatureState.TRUSTED


def test_what_a_killed_program_left_is_neither_listed_nor_kept(
    registry: ModelRegistry, install: Install
) -> None:
    left = registry.folder / ".draft-left"
    shutil.copytree(install(1).folder, left / "2.0.0")
    assert len(registry.packages()) == 1
    install(2)
    assert not left.exists()


def test_a_program_killed_while_it_adds_leaves_nothing(
    registry: ModelRegistry, shelf: Path
) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from inspector.inference.registry import registry as room\n"
        "from inspector.inference.registry.registry import ModelRegistry\n"
        "real, seen = room.write_file, []\n"
        "def killed_in_the_middle(*given):\n"
        "    real(*given)\n"
        "    seen.append(given)\n"
        "    os._exit(9) if len(seen) == 3 else None\n"
        "room.write_file = killed_in_the_middle\n"
        "ModelRegistry(Path(sys.argv[1])).add(Path(sys.argv[2]))\n"
    )
    command = [sys.executable, "-c", script, str(registry.folder), str(shelf / "tiny" / "1.0.0")]
    assert subprocess.run(command, check=False).returncode == 9
    assert list(registry.folder.glob(".draft-*"))
    assert registry.packages() == []
    registry.add(shelf / "tiny" / "2.0.0")
    assert not list(registry.folder.glob(".draft-*"))


def test_one_program_at_a_time_changes_the_registry(
    registry: ModelRegistry,
) -> None:
    with (
        registry_lock(registry.folder),
        pytest.raises(RegistryBusyError),
        registry_lock(registry.folder, patience_s=0),
    ):
        pytest.fail("two hold the lock")


def test_the_station_file_decides_until_somebody_promotes(
    registry: ModelRegistry, install: Install
) -> None:
    base, other = install(1), install(2)
    assert registry.resolve(base) == base
    registry.promote(other.sha256, "Ada", "fewer false rejects")
    assert registry.resolve(base) == other
    event = registry.rollout().events[-1]
    assert (event.kind, event.sha256, event.by, event.reason) == (
        "promote",
        other.sha256,
        "Ada",
        "fewer false rejects",
    )


def test_the_station_file_wins_when_it_names_another_package(
    registry: ModelRegistry, install: Install
) -> None:
    first, second, third = (install(number) for number in (1, 2, 3))
    registry.resolve(first)
    registry.promote(second.sha256, "Ada", "")
    assert registry.resolve(third) == third
    rollout = registry.rollout()
    assert rollout.base_sha256 == rollout.in_force_sha256 == third.sha256
    assert [event.kind for event in rollout.events] == ["base", "promote", "base"]
    assert registry.rollback("Ada", "the new one is worse") == second.sha256
    assert registry.resolve(third) == second


def test_rollbacks_go_back_step_by_step_to_the_first(
    registry: ModelRegistry, install: Install
) -> None:
    first, second, third = (install(number) for number in (1, 2, 3))
    registry.resolve(first)
    registry.promote(second.sha256, "Ada", "")
    registry.promote(third.sha256, "Ada", "")
    assert registry.rollback("Bob", "") == second.sha256
    assert registry.rollback("Bob", "") == first.sha256
    with pytest.raises(RolloutImpossibleError, match="before"):
        registry.rollback("Bob", "")


def test_a_shadow_ends_when_it_takes_force(registry: ModelRegistry, install: Install) -> None:
    base, other = install(1), install(2)
    registry.resolve(base)
    assert registry.set_shadow(other.sha256, "Ada").shadow_sha256 == other.sha256
    assert registry.promote(other.sha256, "Ada", "").shadow_sha256 is None
    registry.set_shadow(base.sha256, "Ada")
    assert registry.set_shadow(None, "Ada").shadow_sha256 is None
    with pytest.raises(RolloutImpossibleError):
        registry.set_shadow(None, "Ada")


def test_what_makes_no_sense_is_refused(registry: ModelRegistry, install: Install) -> None:
    base = install(1)
    with pytest.raises(RolloutImpossibleError, match="started"):
        registry.promote(base.sha256, "Ada", "")
    registry.resolve(base)
    with pytest.raises(RolloutImpossibleError, match="already"):
        registry.promote(base.sha256, "Ada", "")
    with pytest.raises(RolloutImpossibleError, match="shadow"):
        registry.set_shadow(base.sha256, "Ada")
    with pytest.raises(PackageUnknownError):
        registry.promote("ab" * 32, "Ada", "")


def test_packages_in_use_stay_and_others_can_go(registry: ModelRegistry, install: Install) -> None:
    first, second, third = (install(number) for number in (1, 2, 3))
    registry.resolve(first)
    registry.promote(second.sha256, "Ada", "")
    registry.set_shadow(third.sha256, "Ada")
    for package in (first, second, third):
        with pytest.raises(PackageInUseError):
            registry.remove(package.sha256)
    registry.set_shadow(None, "Ada")
    registry.remove(third.sha256)
    assert not third.folder.exists()
    with pytest.raises(PackageUnknownError):
        registry.remove(third.sha256)


def test_unsigned_packages_are_never_promoted(tmp_path: Path, shelf: Path) -> None:
    registry = ModelRegistry(tmp_path / "models")
    base = registry.add(shelf / "tiny" / "4.0.0")
    signed = registry.add(shelf / "tiny" / "1.0.0")
    assert registry.resolve(base) == base
    with pytest.raises(ModelSignatureError, match="no trusted keys") as caught:
        registry.promote(signed.sha256, "Ada", "")
    assert "model sign" in caught.value.remedy


def test_with_keys_listed_nothing_unsigned_comes_in(registry: ModelRegistry, shelf: Path) -> None:
    with pytest.raises(ModelSignatureError, match="not signed"):
        registry.add(shelf / "tiny" / "4.0.0")


@pytest.mark.parametrize(
    "text", ["", "ed25519:", "ed25519:AAAA", "rsa:" + "A" * 43 + "=", "ed25519:" + "A" * 44]
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(SigningKeyError):
        Trust.of([text])


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 3000, b'{"algorithm": "none"}'])
def test_a_damaged_signature_is_an_error(registry: ModelRegistry, content: bytes) -> None:
    with pytest.raises(ModelSignatureError, match="damaged"):
        registry.trust.judge(b"manifest", content)


def test_a_key_that_is_trusted_no_more_refuses_the_next_start(
    registry: ModelRegistry, install: Install, tmp_path: Path
) -> None:
    base, other = install(1), install(2)
    registry.resolve(base)
    registry.promote(other.sha256, "Ada", "")
    stranger = Ed25519PrivateKey.from_private_bytes(STRANGER).public_key().public_bytes_raw()
    later = ModelRegistry(registry.folder, Trust.of([public_key_text(stranger)]))
    with pytest.raises(ModelSignatureError):
        later.resolve(base)
    newly_signed = tiny_package(tmp_path / "base", "9.0.0", key=STRANGER)
    assert later.resolve(newly_signed) == newly_signed


@pytest.mark.parametrize("damage", ["gone", "bit", "unsigned"])
def test_a_package_in_force_that_cannot_be_opened_stops_the_start(
    registry: ModelRegistry, install: Install, damage: str
) -> None:
    base, other = install(1), install(2)
    registry.resolve(base)
    registry.promote(other.sha256, "Ada", "")
    if damage == "gone":
        shutil.rmtree(other.folder)
    elif damage == "bit":
        (other.folder / "MODEL_CARD.md").write_bytes(b"# tony\n")
    else:
        (other.folder / SIGNATURE_NAME).unlink()
    with pytest.raises(ModelError) as caught:
        registry.resolve(base)
    assert "rollback" in caught.value.remedy
    assert registry.rollback("Ada", "it is damaged") == base.sha256
    assert registry.resolve(base) == base


def changed(document: dict) -> None:
    document["events"][0]["reason"] = "another one"


def cut(document: dict) -> None:
    document["events"].pop()


def reordered(document: dict) -> None:
    document["events"].reverse()


def other_in_force(document: dict) -> None:
    document["in_force"] = document["events"][0]["sha256"]


def surplus(document: dict) -> None:
    document["more"] = 1


@pytest.mark.parametrize("damage", [changed, cut, reordered, other_in_force, surplus])
def test_a_changed_record_is_an_error_and_never_another_model(
    registry: ModelRegistry, install: Install, damage: Callable[[dict], None]
) -> None:
    base, other = install(1), install(2)
    registry.resolve(base)
    registry.promote(other.sha256, "Ada", "")
    path = registry.folder / ROLLOUT_NAME
    document = json.loads(path.read_text())
    damage(document)
    path.write_text(json.dumps(document))
    with pytest.raises(RolloutDamagedError):
        registry.resolve(base)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1]", b'{"schema_version": 1}'])
def test_what_is_no_record_is_an_error(registry: ModelRegistry, content: bytes) -> None:
    registry.folder.mkdir()
    (registry.folder / ROLLOUT_NAME).write_bytes(content)
    with pytest.raises(RolloutDamagedError):
        registry.rollout()


def test_a_damaged_package_is_listed_with_its_fault(
    registry: ModelRegistry, install: Install
) -> None:
    install(1)
    broken = install(2).folder
    rewrite_manifest(broken, lambda text: "surplus = 1\n" + text)
    (broken / SIGNATURE_NAME).unlink()
    whole, damaged = registry.packages()
    assert whole.fault == ""
    assert damaged.package is None
    assert "surplus" in damaged.fault


def test_a_hash_that_fits_several_names_them(registry: ModelRegistry, install: Install) -> None:
    install(1)
    with pytest.raises(PackageUnknownError, match="no package"):
        registry.find("ffffff")
    with pytest.raises(PackageUnknownError):
        registry.find("../tiny/1.0.0")
