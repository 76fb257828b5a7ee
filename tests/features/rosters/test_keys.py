"""Files locked with a lawyer's own age key: kept with a proof, told of, opened by nobody else."""

import io
import zipfile

import openpyxl
import pyrage
import pytest
from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.outbox.models import Message
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters import tracing
from lawsuit_hub.features.rosters.key_types import NoKeyKept
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.privacy.age_lock import BadRecipient, SecretHalf, fingerprint, recipient_of
from tests.features.rosters.exports import Counsel, counsel
from tests.features.rosters.visits import csrf, lawyer_client, send
from tests.features.rosters.waiting import export_ids
from tests.world import World

__all__ = ["counsel"]

HERS = pyrage.x25519.Identity.generate()
STARTS = {
    SheetFormat.XLSX: b"PK",
    SheetFormat.HWPX: b"PK",
    SheetFormat.PDF: b"%PDF",
    SheetFormat.CSV: "\ufeff".encode(),
}


@pytest.fixture
def keeps(world: World, counsel: Counsel) -> Counsel:
    with world.works.open(counsel.actor) as work:
        rosters.keep_key(work, f" {str(HERS.to_public()).upper()}\n")
    return counsel


@pytest.mark.parametrize("form", list(SheetFormat))
def test_every_format_opens_with_her_secret_half_alone(world: World, keeps: Counsel, form: SheetFormat) -> None:
    made = keeps.export(format=form, password=None, by_key=True)
    assert made.file_name.endswith(f".{form.value}.age") and made.password is None
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(made.data, [pyrage.x25519.Identity.generate()])
    plain = pyrage.decrypt(made.data, [HERS])
    assert plain.startswith(STARTS[form])
    assert [one.how for one in tracing.trace(world.works, SYSTEM, made.data)] == [tracing.How.UNTOUCHED]
    assert (tracing.trace(world.works, SYSTEM, plain)[0].number) == made.number


def test_a_workbook_of_hers_holds_the_people(keeps: Counsel) -> None:
    made = keeps.export(password=None, by_key=True)
    book = openpyxl.load_workbook(io.BytesIO(pyrage.decrypt(made.data, [HERS])))
    assert book.worksheets[0].max_row == 3
    assert not zipfile.is_zipfile(io.BytesIO(made.data))


def test_without_a_key_nothing_is_locked_with_one(world: World, keeps: Counsel) -> None:
    with world.works.open(keeps.actor) as work:
        assert rosters.drop_key(work) and not rosters.drop_key(work)
    with pytest.raises(NoKeyKept):
        keeps.export(password=None, by_key=True)


def test_the_worker_locks_with_the_key_she_had_when_she_asked(
    world: World, keeps: Counsel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rosters, "MOST_AT_ONCE", 0)
    keeps.export(password=None, by_key=True, keep=True)
    with world.works.open(keeps.actor) as work:
        rosters.keep_key(work, str(pyrage.x25519.Identity.generate().to_public()))
    assert rosters.prepare_asked(world.works) == 1
    with world.works.open(keeps.actor) as work:
        fetched = rosters.fetch(work, export_ids(keeps)[0])
    assert fetched.file_name.endswith(".xlsx.age") and pyrage.decrypt(fetched.data, [HERS]).startswith(b"PK")


def test_a_change_is_told_and_recorded_once(world: World, keeps: Counsel) -> None:
    with world.works.open(keeps.actor) as work:
        kept = rosters.keep_key(work, str(HERS.to_public()))
        assert kept.fingerprint == fingerprint(str(HERS.to_public()))
        told = list(work.db.scalars(select(Message.recipient_id).where(Message.kind == "roster_key_changed")))
        lines = audit.about(work, keeps.lawyer_id, deeds=["lawyer:key-kept"])
    assert told == [keeps.lawyer_id] and [line.details for line in lines] == [{"fingerprint": kept.fingerprint}]


@pytest.mark.parametrize(
    "text",
    ["", "age1", "age1" + "q" * 58, f"{HERS.to_public()}x", "ssh-ed25519 AAAA", "\0" * 80],
    ids=["nothing", "a start", "no checksum", "a letter more", "another kind", "zeroes"],
)
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(BadRecipient) as refused:
        recipient_of(text)
    assert not text or text not in str(refused.value)


def test_a_secret_half_is_neither_kept_nor_shown_again(world: World, counsel: Counsel) -> None:
    with pytest.raises(SecretHalf):
        recipient_of(str(HERS))
    client = lawyer_client(counsel, world.app())
    token = csrf(client.get("/counsel/key").get_data(as_text=True))
    answer = client.post("/counsel/key", data={"csrf_token": token, "recipient": str(HERS)})
    assert answer.status_code == 422 and str(HERS) not in answer.get_data(as_text=True)
    assert "비밀 열쇠" in answer.get_data(as_text=True)


def test_her_pages_keep_use_and_drop_a_key(world: World, counsel: Counsel) -> None:
    client = lawyer_client(counsel, world.app())
    token = csrf(client.get("/counsel/key").get_data(as_text=True))
    said = client.post("/counsel/key", data={"csrf_token": token, "recipient": str(HERS.to_public())})
    assert said.status_code == 303
    page = client.get("/counsel/key").get_data(as_text=True)
    assert str(HERS.to_public()) in page and fingerprint(str(HERS.to_public())) in page
    made = send(client, counsel, by_key="y").get_data(as_text=True)
    assert ".xlsx.age" in made and "파일 암호는" not in made
    assert client.post("/counsel/key/drop", data={"csrf_token": token}).status_code == 303
    assert send(client, counsel, by_key="y").status_code == 422
