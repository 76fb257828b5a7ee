"""While the root key's service is down identities stay closed; all else goes on, nothing is lost, and it opens again by itself."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.outbox import delivering, settling
from lawsuit_hub.features.outbox import service as outbox
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.outbox.types import Letter
from lawsuit_hub.features.oversight import chain
from lawsuit_hub.features.responses import uploads
from lawsuit_hub.features.responses.upload_types import UploadState
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.roots import root_of
from lawsuit_hub.instance import check_keys
from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.held import PATIENCE
from lawsuit_hub.privacy.keyring import BadKeys, KeyKind, Keyring, RootKey, RootRefused, RootUnavailable
from lawsuit_hub.privacy.patient_root import PAUSE_SECONDS
from lawsuit_hub.settings_check import LONGEST_KEK_MINUTES
from lawsuit_hub.values.phone import PhoneNumber
from tests.carriers import to
from tests.clock import Clock
from tests.databases import SqliteDatabases
from tests.features.desk.conftest import CASEWORKER, Desk
from tests.features.my.visits import visit
from tests.features.registration.conftest import LANDLORD, LEASE, PERSON, Visitor
from tests.features.responses.form_files import as_csv, people
from tests.infra.root_services import Service
from tests.people import CANARY_NAME, CANARY_PHONE, canary, make_victim
from tests.world import World, open_world

STOPPED = ["hangs", "resets", "cut"]


@dataclass
class Far:
    """A world whose root key is on another machine, with a caseworker signed in and a person registered."""

    world: World
    service: Service
    root: RootKey
    desk: Desk
    person: UUID

    def close(self, state: str) -> None:
        """The service stops, and what was held runs out."""
        self.service.door.state = state
        self.world.clock.forward(minutes=LONGEST_KEK_MINUTES)
        self.desk.sign_in()

    def open(self) -> None:
        self.service.door.state = "open"
        self.world.clock.forward(seconds=PAUSE_SECONDS)

    def lines(self) -> int:
        with self.world.as_system() as work:
            return int(work.db.execute(select(func.count()).select_from(AuditLine)).scalar_one())


MakeFar = Callable[[Service, str], Far]


@pytest.fixture
def make_far(tmp_path: Path) -> Iterator[MakeFar]:
    made: list[World] = []

    def make(service: Service, database_url: str) -> Far:
        clock = Clock()
        root = root_of(service.settings, clock.seconds)
        assert root is not None
        Keyring.create(tmp_path / "keys", root=root)
        world = open_world(tmp_path / "instance", database_url, tmp_path / "keys", root=root, clock=clock)
        made.append(world)
        person = make_victim(world, canary(world))
        with world.as_system() as work:
            worker, _secret = identity.add_finished_staff(
                work, login=CASEWORKER, role=Role.CASEWORKER, password="노을 사다리 오렌지 17"
            )
        return Far(world, service, root, Desk(world, world.app(), Role.CASEWORKER, worker), person)

    yield make
    for world in made:
        world.engine.dispose()
        world.works.limits.close()


@pytest.fixture
def file_url(sqlite_databases: SqliteDatabases, build_schema: Callable[[str], None]) -> Iterator[str]:
    """For what has nothing to do with the kind of the database."""
    url = sqlite_databases.create_copy(build_schema)
    yield url
    sqlite_databases.drop(url)


@pytest.fixture
def far(make_far: MakeFar, vault: Service, file_url: str) -> Far:
    return make_far(vault, file_url)


@pytest.fixture
def far_on_each(make_far: MakeFar, vault: Service, database_url: str) -> Far:
    return make_far(vault, database_url)


def test_no_root_key_lies_in_the_folder(far: Far, tmp_path: Path) -> None:
    assert not (tmp_path / "keys" / "root.key").exists()
    assert "root" not in far.world.works.ring.check_values()


@pytest.mark.parametrize("state", STOPPED)
def test_opening_answers_503_with_a_clear_page_and_opens_again_by_itself(
    make_far: MakeFar, service: Service, file_url: str, state: str
) -> None:
    far = make_far(service, file_url)
    assert far.desk.reveal(far.person, what=["phone"]).status_code in {200, 303}
    far.close(state)
    answer = far.desk.reveal(far.person, what=["phone"])
    page = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "신원 정보를 열 수 없습니다" in page
    assert "잃은 것은 없습니다" in page
    assert CANARY_PHONE not in page
    far.open()
    assert far.desk.reveal(far.person, what=["phone"]).status_code in {200, 303}


def test_no_half_of_a_deed_is_left(far_on_each: Far) -> None:
    far = far_on_each
    far.close("resets")
    before = far.lines()
    assert far.desk.reveal(far.person, what=["phone"]).status_code == 503
    assert far.lines() == before
    far.open()
    assert far.desk.reveal(far.person, what=["phone"]).status_code in {200, 303}
    assert far.lines() == before + 1


def test_the_page_is_there_in_english(far: Far) -> None:
    far.close("resets")
    url = far.desk.case(far.person)
    fields = far.desk.form(url, f"{url}/reveal") | {"open-what": "phone", "open-reason": "to ask about the lease"}
    answer = far.desk.client.post(f"{url}/reveal", data=fields, headers={"Accept-Language": "en"})
    assert answer.status_code == 503
    assert "Identities cannot be opened right now" in answer.get_data(as_text=True)


def test_masked_pages_and_registration_go_on(far: Far, vault: Service) -> None:
    letters: list[Letter] = []
    proven, newcomer = Visitor(far.world, letters), Visitor(far.world, letters)
    proven.agree()
    proven.prove("010-0123-0001")
    far.close("hangs")
    assert far.desk.get("/desk/people").status_code == 200
    assert far.desk.get(far.desk.case(far.person)).status_code == 200
    member = visit(far.world, far.world.app(), far.person)
    assert member.get("/my").status_code == 200
    for step, values in (("person", PERSON), ("lease", LEASE), ("landlord", LANDLORD), ("check", {})):
        assert proven.send(f"/register/{step}", dict(values)).status_code == 303
    newcomer.agree()
    assert newcomer.send("/register/phone", {"phone": "010-0123-0002"}).location.endswith("/register/code")
    delivering.deliver_due(far.world.works, write=lambda *_: None, carriers=to(letters.append))
    sent = len(letters)
    far.open()
    far.world.clock.forward(seconds=30)
    far.desk.sign_in()
    assert newcomer.send("/register/code", {"code": newcomer.code()}).status_code == 303
    assert len(letters) > sent
    with far.world.as_staff(Role.CASEWORKER, far.desk.account_id) as work:
        registered = victims.find_by_phone(work, PhoneNumber.parse_mobile("010-0123-0001"))
    assert registered is not None
    assert far.desk.reveal(registered, what=["phone"]).status_code in {200, 303}


def test_what_is_held_opens_until_its_time_is_up(far: Far, vault: Service) -> None:
    vault.door.state = "resets"
    asked = vault.door.asked
    far.world.clock.forward(minutes=LONGEST_KEK_MINUTES, seconds=-1)
    far.desk.sign_in()
    assert far.desk.reveal(far.person, what=["phone"]).status_code in {200, 303}
    assert vault.door.asked == asked
    far.world.clock.forward(seconds=1)
    assert far.desk.reveal(far.person, what=["phone"]).status_code == 503
    assert vault.door.asked > asked


def test_keys_whose_time_is_up_leave_memory_with_the_next_request_of_anybody(far: Far) -> None:
    ring = far.world.works.ring
    assert held(ring)
    far.close("resets")
    with far.world.as_visitor():
        pass
    assert not held(ring)


def held(ring: Keyring) -> list[object]:
    vault = ring._vault
    assert vault is not None
    kept: list[Any] = [*vault.epochs._held.values(), vault._private]
    return [one._kept for one in kept if one._kept is not None]


@pytest.mark.parametrize("state", ["hangs", "resets"])
def test_sixty_four_at_once_are_told_soon(far: Far, state: str) -> None:
    far.close(state)
    ring = far.world.works.ring
    wrapped = ring.public().wrap(far.person, KeyKind.VAULT, 1, bytes(32))
    told: list[float] = []

    def ask() -> None:
        began = time.monotonic()
        with pytest.raises(RootUnavailable):
            ring.unwrap(wrapped)
        told.append(time.monotonic() - began)

    threads = [threading.Thread(target=ask) for _ in range(64)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 64
    assert max(told) < PATIENCE + 1
    assert time.monotonic() - began < PATIENCE + 2


def test_nobody_waits_within_a_transaction(far: Far) -> None:
    """On SQLite whoever waits in one makes every registration wait with her."""
    far.close("hangs")
    with far.world.works.open(SYSTEM) as work:
        work.db.execute(select(func.count()).select_from(AuditLine))
        began = time.monotonic()
        with pytest.raises(RootUnavailable):
            far.world.works.ring.unwrap(far.world.works.ring.public().wrap(far.person, KeyKind.VAULT, 1, bytes(32)))
        assert time.monotonic() - began < 0.5


def test_messages_wait_without_losing_a_try_and_go_out_by_themselves(far_on_each: Far) -> None:
    far = far_on_each
    with far.world.as_visitor() as work:
        owed = outbox.queue_sealed(work, "number_left", to="+821001234567", body="123456")
    far.close("resets")
    letters: list[Letter] = []
    for _ in range(settling.ATTEMPTS + 2):
        delivering.deliver_due(far.world.works, write=lambda *_: None, carriers=to(letters.append))
        far.world.clock.forward(minutes=1)
    with far.world.as_system() as work:
        waiting = work.db.get_one(Message, owed)
        assert (waiting.attempts, waiting.failed_at, waiting.leased_until) == (0, None, None)
    assert not any(letter.body == "123456" for letter in letters)
    far.open()
    delivering.deliver_due(far.world.works, write=lambda *_: None, carriers=to(letters.append))
    assert [letter.body for letter in letters if letter.key == str(owed)] == ["123456"]


def test_an_uploaded_file_waits_and_is_then_read_to_its_end(far_on_each: Far) -> None:
    far = far_on_each
    with far.world.as_staff(Role.CASEWORKER, far.desk.account_id) as work:
        upload = uploads.receive(work, [as_csv(people(5))], size_bound=1_000_000)
    far.close("resets")
    for _ in range(8):
        with pytest.raises(RootUnavailable):
            uploads.work_off(far.world.works)
        far.world.clock.forward(minutes=1)
    far.open()
    assert uploads.work_off(far.world.works) == 1
    with far.world.as_staff(Role.CASEWORKER, far.desk.account_id) as work:
        line = uploads.line(work, upload)
    assert (line.state, line.rows_done) == (UploadState.DONE, 5)


def test_a_process_that_starts_meanwhile_serves_and_opens_later(
    far: Far, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    far.close("resets")
    ring = Keyring.load(tmp_path / "keys", far.root, clock=far.world.clock.seconds)
    check_keys(far.world.works, ring)
    assert "identities stay closed" in caplog.text
    wrapped = ring.public().wrap(far.person, KeyKind.VAULT, 1, bytes(32))
    with pytest.raises(RootUnavailable):
        ring.unwrap(wrapped)
    far.open()
    assert ring.unwrap(wrapped) == bytes(32)


def test_a_start_without_the_root_key_does_not_let_a_changed_key_in(far: Far, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    other = far.root.wrap("kek/vault-0001.key", bytes(32))
    (keys / "kek/vault-0001.key").unlink()
    keyfiles.write(keys, "kek/vault-0001.key", other, demo=False)
    with pytest.raises(BadKeys, match="vault-0001"):
        check_keys(far.world.works, Keyring.load(keys, far.root, clock=far.world.clock.seconds))
    far.close("resets")
    ring = Keyring.load(keys, far.root, clock=far.world.clock.seconds)
    check_keys(far.world.works, ring)
    far.open()
    with pytest.raises(RootRefused, match="not the key that this database was made with"):
        ring.wrap(far.person, KeyKind.VAULT, 2, bytes(32))
    (keys / "kek/vault-0001.key").unlink()
    far.close("resets")
    with pytest.raises(BadKeys, match="vault-0001"):
        check_keys(far.world.works, Keyring.load(keys, far.root, clock=far.world.clock.seconds))


def test_a_new_epoch_is_made_with_the_root_key_or_not_at_all(far: Far, tmp_path: Path) -> None:
    ring = far.world.works.ring
    far.close("resets")
    with pytest.raises(RootUnavailable):
        ring.add_epoch(KeyKind.VAULT)
    assert len(list((tmp_path / "keys" / "kek").iterdir())) == 1
    far.open()
    assert ring.add_epoch(KeyKind.VAULT) == "vault-0002"
    assert ring.unwrap(ring.wrap(far.person, KeyKind.VAULT, 2, bytes(32))) == bytes(32)


def test_a_check_of_the_trail_is_made_once_and_signed_when_the_root_key_is_there_again(far: Far) -> None:
    with far.world.as_staff(Role.PRIVACY_OFFICER, None) as work:
        chain.ask_for_check(work)
    far.close("resets")
    with pytest.raises(RootUnavailable):
        chain.check_where_asked(far.world.works)
    assert not chain.check_where_asked(far.world.works), "the verdict stands: she has her answer"
    with far.world.as_system() as work:
        state = audit.state(work)
    assert state.last_verified is not None and state.last_verified.ok and state.last_checkpoint is None
    far.open()
    audit.sign_daily(far.world.works)
    with far.world.as_system() as work:
        assert audit.state(work).last_checkpoint is not None, "it does not wait for the next day"


def test_trouble_tells_no_value_and_no_key(far: Far, caplog: pytest.LogCaptureFixture) -> None:
    far.close("cut")
    far.desk.reveal(far.person, what=["name", "phone"])
    assert "identities are closed" in caplog.text
    for secret in (CANARY_NAME, CANARY_PHONE, CANARY_PHONE.replace("-", "")[1:], "hvs."):
        assert secret not in caplog.text
