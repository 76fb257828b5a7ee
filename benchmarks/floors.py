"""The benchmarks: what the service does beside the same library calls without the service around them."""

import csv
import io
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from jinja2 import DictLoader, Environment

from benchmarks import people
from benchmarks.figure import Figure, compare
from benchmarks.growth import growth, growth_p99
from benchmarks.lives import active_group, answer, page_of, signed_in
from benchmarks.packing import archive
from benchmarks.rewrapping import rewrap, rewrap_on_postgres
from benchmarks.rosters import roster, roster_on_postgres
from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.responses import importing
from lawsuit_hub.features.victims import consents
from lawsuit_hub.instance import Instance
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.won import Won

PASSWORD = "7Hq4-mZ2w-Tn9c-Ke5v"
FIELDS = 20  # sealed fields of one person and her lease, hints included
ROWS_OF_ONE = 9  # rows that one registration writes
"""Victim, lease, two keys, consent, report, membership, message, audit lines."""


def importing_(size: int | None) -> Figure:
    """Floor: the CSV read, every cell parsed once, twenty fields sealed, nine rows inserted a person, one commit at the end."""
    size = size or 2000
    content = people.sheet(size)

    def ours(instance: Instance) -> None:
        lines = importing.run(instance.works, io.BytesIO(content), "answers.csv", chosen=None)
        taken = sum(line.outcome == "registered" for line in lines)
        if taken != size:
            raise RuntimeError(f"{taken} of {size} registered")

    def floor(database: sqlite3.Connection) -> None:
        for cells in list(csv.reader(io.StringIO(content.decode())))[1:]:
            parse(cells)
            insert(database, seal(AESGCM(os.urandom(32)), cells))
        database.commit()

    return compare(
        "import", size=size, unit="rows/s", ours=ours, floor=floor, fresh=people.instance, fresh_floor=bare_database
    )


def registration_(size: int | None) -> Figure:
    """Floor: the same parsing, sealing and inserting, one commit a person; the key is wrapped to the vault's public key."""
    size = size or 200

    def ours(instance: Instance) -> None:
        with instance.works.open(SYSTEM) as work:
            texts = consents.shown(work, locale="ko")
        agreed = {text.sha256: True for text in texts}
        for number in range(size):
            with instance.works.open(VISITOR) as work:
                registration.register(work, answer(number, landlords=10), texts=texts, agreed=agreed)

    with people.instance() as keys:
        ring = keys.works.ring.public()

        def floor(database: sqlite3.Connection) -> None:
            for number in range(size):
                cells = people.row(number, landlords=10)
                parse(cells)
                ring.seal_to_vault(os.urandom(32), "bench.key", uuid4())
                insert(database, seal(AESGCM(os.urandom(32)), cells))
                database.commit()

        return compare(
            "registration",
            size=size,
            unit="people/s",
            ours=ours,
            floor=floor,
            fresh=people.instance,
            fresh_floor=bare_database,
        )


def member_page(size: int | None) -> Figure:
    """Floor: as many cards as the page shows opened by AES-GCM and rendered by a bare template."""
    size = size or 100
    with people.instance() as instance:
        active_group(instance, 50)
        client = signed_in(instance)
        cards = page_of(instance)
        cipher = AESGCM(bytes(32))
        sealed = [cipher.encrypt(bytes(12), card.alias.encode(), None) for card in cards]
        template = Environment(loader=DictLoader({"page": _BARE_PAGE}), autoescape=True).get_template("page")

        def ours(_: None) -> None:
            for _ in range(size):
                if client.get("/my").status_code != 200:
                    raise RuntimeError("the page did not open")

        def floor(_: None) -> None:
            for _ in range(size):
                template.render(aliases=[cipher.decrypt(bytes(12), one, None).decode() for one in sealed], cards=cards)

        return compare("member-page", size=size, unit="pages/s", ours=ours, floor=floor)


_BARE_PAGE = "<ul>{% for card in cards %}<li>{{ card.alias }} {{ card.name_mask }} {{ card.district }} {{ card.band }}</li>{% endfor %}</ul>"


def parse(cells: list[str]) -> None:
    PhoneNumber.parse_mobile(cells[3])
    Address.parse(cells[5])
    LandlordName.parse(cells[7])
    Won.parse(cells[9])
    for cell in cells[10:14]:
        parse_date(cell)


def seal(cipher: AESGCM, cells: list[str]) -> list[bytes]:
    return [cipher.encrypt(nonce := os.urandom(12), cell.encode(), nonce) + nonce for cell in (cells * 2)[:FIELDS]]


@contextmanager
def bare_database() -> Iterator[sqlite3.Connection]:
    """SQLite with one table of blobs, synchronous as ours is."""
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "floor.db")
        database.execute("pragma journal_mode=wal")
        database.execute("pragma synchronous=normal")
        database.execute("create table facts (id blob primary key, value blob)")
        yield database
        database.close()


def insert(database: sqlite3.Connection, fields: list[bytes]) -> None:
    rows = [b"".join(fields[start::ROWS_OF_ONE]) for start in range(ROWS_OF_ONE)]
    database.executemany("insert into facts values (?, ?)", [(uuid4().bytes, one) for one in rows])


BENCHES: dict[str, Callable[[int | None], Figure]] = {
    "import": importing_,
    "roster": roster,
    "roster-pg": roster_on_postgres,
    "registration": registration_,
    "member-page": member_page,
    "exhibits": archive,
    "rewrap": rewrap,
    "rewrap-pg": rewrap_on_postgres,
    "match": growth,
    "match-p99": growth_p99,
}
