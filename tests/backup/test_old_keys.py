"""Key backups made before an erasure still open her, and are named until they are gone; what is said is what a restore shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from lawsuit_hub.access.roles import Role
from lawsuit_hub.backup.shelf import Shelf
from lawsuit_hub.commands import backup as backup_command
from lawsuit_hub.commands import erase as erase_command
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy.ring import Keyring
from tests.backup.conftest import Machine
from tests.features.my.visits import visit
from tests.features.oversight.officers import make_officer
from tests.people import make_group
from tests.world import World

Hub = Callable[..., Result]
REASON = "본인이 창구에서 청했습니다"


@pytest.fixture
def hub(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    world = machine.world
    works = replace(
        world.works, ring=Keyring.load(world.settings.keys_folder)
    )  # of the folder that is copied, not the link
    machine.world = World(replace(world.instance, works=works), world.clock, world.folder)

    def opened() -> Instance:
        return machine.world.instance

    monkeypatch.setattr(backup_command, "opened", opened)
    monkeypatch.setattr(erase_command, "opened", opened)

    def run(command: str, *words: str) -> Result:
        machine.world.clock.forward(minutes=1)
        known = {"backup": backup_command.backup, "erase": erase_command.erase}
        return CliRunner().invoke(known[command], words)

    yield run


def back_up(hub: Hub, machine: Machine, *words: str) -> str:
    """The name of the key file that was written."""
    assert hub("backup", str(machine.shelf.folder), *words).exit_code == 0
    return machine.shelf.newest("keys").name


def still_open(world: World) -> tuple[str, ...]:
    with world.as_system() as work:
        return destruction.still_open(work).files


def page(officer: FlaskClient) -> str:
    return officer.get("/officer/destruction").get_data(as_text=True)


def test_the_files_that_still_open_her_are_named_until_two_backups_later(machine: Machine, hub: Hub) -> None:
    world = machine.world
    _, (her, *_) = make_group(world, size=2)
    with world.as_system() as work:
        reference, number = victims.profile(work, her).reference, victims.phone_for_delivery(work, her)
    officer = visit(world, world.app(), make_officer(world), role=Role.PRIVACY_OFFICER)
    first, second = back_up(hub, machine), back_up(hub, machine)
    assert still_open(world) == ()
    said = hub("erase", reference, "--reason", REASON, "--force", "--turn-over")
    assert f"{second}, {first} still open her" in said.stderr and "keys retired" in said.stderr, said.exception
    assert still_open(world) == (second, first)
    third = back_up(hub, machine)
    assert still_open(world) == (second,), "the oldest of three was destroyed"
    assert second in (shown := page(officer)) and third not in shown
    # What the page says is so: with the file it names, and only with it, she comes back readable.
    old = replace(machine, shelf=Shelf(machine.shelf.folder.with_name("thief")))
    old.shelf.folder.mkdir()
    data = machine.shelf.of_kind("data")[1]
    for path in (data, machine.shelf.folder / second):
        (old.shelf.folder / path.name).write_bytes(path.read_bytes())
    with old.restored().as_system() as work:
        assert victims.phone_for_delivery(work, her) == number
    with machine.restored(data=data.name).as_system() as work:
        assert victims.phone_for_delivery(work, her) is None
    back_up(hub, machine)
    assert still_open(world) == () and second not in page(officer)


def test_one_backup_that_replaces_the_keys_ends_it_and_copies_elsewhere_are_noted_by_hand(
    machine: Machine, hub: Hub
) -> None:
    world, elsewhere = machine.world, machine.shelf.folder.with_name("a stick")
    _, (her, *_) = make_group(world, size=2)
    back_up(hub, machine)
    assert hub("backup", str(elsewhere)).exit_code == 0
    (left,) = (path.name for path in Shelf(elsewhere).of_kind("keys"))
    with world.as_system() as work:
        destruction.destroy(work, her, ground=Ground.COMMAND, reason=REASON)
    said = hub("backup", str(machine.shelf.folder), "--replace-keys")
    assert len(machine.shelf.of_kind("keys")) == 1
    assert f"{left} still open 1 of what was destroyed" in said.stderr and still_open(world) == (left,)
    assert "still lies there" in hub("backup", str(elsewhere), "--destroyed", left).stderr
    (elsewhere / left).unlink()
    assert "no known key file opens who was erased" in hub("backup", str(elsewhere), "--destroyed", left).stdout
    assert still_open(world) == ()
