"""The benchmark of a lawyer's roster: one export of a large group beside its floor and its peers.

Floor: one thread, one statement of plain SQL that reads the same columns in the order of the group; the same keys unwrapped and
fields opened by `cryptography`, each with its context, the padding and every lease's MAC checked; the same cells written letter by
letter into the same XML, deflated at the same level, locked by the same `lock_xlsx`. No decision, no mark, no second look at
anybody's consent: what those cost is ours, within the ratio.
"""

import hmac
import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, BinaryIO
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.engine import make_url

from lawsuit_hub.features.rosters.xlsx_cells import unusual
from lawsuit_hub.instance import Instance
from lawsuit_hub.privacy.file_lock import lock_xlsx
from lawsuit_hub.privacy.sealed import KeyKind, parts

PASSWORD = "7Hq4-mZ2w-Tn9c-Ke5v"
VICTIM = ("name", "phone", "birth_date", "email", "service_address")
LEASE = (
    "address", "deposit", "monthly_rent", "contract_date", "start_date", "end_date", "move_in_date", "fixed_date", "situation",
    "landlord_kind", "landlord_name", "landlord_birth_date", "landlord_number",
)  # fmt: skip
READ = f"""
select m.victim_id, l.id, k.kek_id, k.generation, k.wrapped, k.commitment, c.at,
  {", ".join(f"v.{one}" for one in VICTIM)}, {", ".join(f"l.{one}" for one in LEASE)}, l.row_mac
from lawsuit_groups g join memberships m on m.group_id = g.id and m.left_at is null and m.active_since is not null
join victims v on v.id = m.victim_id join leases l on l.victim_id = v.id
join subject_keys k on k.subject_id = v.id and k.kind = 'vault'
join consents c on c.victim_id = v.id and c.kind = 'firm' and c.given and c.withdrawn_at is null
where g.code = {{}} order by m.place"""
HEADER = b"\0\0\0\x05\x01\0\0\0\x01"  # suite 1, generation 1, as `parts` writes it
FIELDS = [
    parts(b"lawsuit-hub/field/1", b"vault", table, name.encode())
    for table, names in ((b"victims", VICTIM), (b"leases", LEASE))
    for name in names
]
MAC = parts(b"lawsuit-hub/row/1", b"vault", b"leases", b"row_mac")
IN_MAC = sorted((name, parts(name.encode()), place) for place, name in enumerate(LEASE))
EPOCH, SEOUL = date(1899, 12, 30).toordinal(), datetime(1899, 12, 29, 15, tzinfo=UTC)


def rows(instance: Instance, code: str) -> Iterator[Any]:
    """Through the drivers alone."""
    url = make_url(instance.settings.database_url)
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(f"file:{url.database}?mode=ro", uri=True)) as database:
            yield from database.execute(READ.format("?"), (code,))
        return
    with (
        psycopg.connect(url.set(drivername="postgresql").render_as_string(hide_password=False)) as server,
        server.cursor("floor") as cursor,
    ):
        cursor.itersize = 2_000
        yield from cursor.execute(READ.format("%s"), (code,))


def opened(instance: Instance, code: str) -> Iterator[tuple[Any, list[str | None]]]:
    """When each agreed, and her fields."""
    keks: dict[str, AESGCM] = {}
    for victim, lease, kek_id, generation, wrapped, commitment, at, *fields, mac in rows(instance, code):
        who, what = (
            (victim.bytes, lease.bytes) if isinstance(victim, UUID) else (bytes.fromhex(victim), bytes.fromhex(lease))
        )
        if kek_id not in keks:
            keks[kek_id] = instance.works.ring._epochs(KeyKind.VAULT).cipher(kek_id)
        context = parts(b"lawsuit-hub/wrap/1", who, b"vault", kek_id.encode(), generation.to_bytes(4, "big"))
        key = keks[kek_id].decrypt(wrapped[:12], wrapped[12:], context)
        if not hmac.compare_digest(hmac.digest(key, b"lawsuit-hub/commit/1", "sha256")[:16], commitment):
            raise RuntimeError("another key")
        decrypt = AESGCM(key).decrypt
        ids = b"\0\0\0\x10" + who + b"\0\0\0\x10"
        contract = fields[len(VICTIM) :]
        made = [HEADER, MAC, ids, what]
        for _name, prefix, place in IN_MAC:
            value = contract[place] or b""
            made += (prefix, len(value).to_bytes(4, "big"), value)
        decrypt(mac[5:17], mac[17:], b"".join(made))
        texts: list[str | None] = []
        for place, (context, data) in enumerate(zip(FIELDS, fields, strict=True)):
            if data is None:
                texts.append(None)
                continue
            if data[:5] != HEADER[4:]:
                raise RuntimeError("another generation")
            row = who if place < len(VICTIM) else what
            bare = decrypt(data[5:17], data[17:], HEADER + context + ids + row).rstrip(b"\0")
            if bare[-1:] != b"\x80":
                raise RuntimeError("other padding")
            texts.append(bare[:-1].decode())
        yield at, texts


@lru_cache(maxsize=10_000)
def serial(text: str) -> int:
    return date.fromisoformat(text).toordinal() - EPOCH


def moment(at: Any) -> str:
    then = datetime.fromisoformat(f"{at}+00:00") if isinstance(at, str) else at
    return f"{((then - SEOUL) // timedelta(seconds=1)) / 86_400:.11f}"


def sheet(instance: Instance, code: str, number: str) -> Iterator[bytes]:
    """The rows of the group's people as `xlsx` writes them, some at a time. All cells of these people are plain."""
    text, won, day = '" s="2" t="inlineStr"><is><t xml:space="preserve">', '" s="4"><v>', '" s="5"><v>'
    t, v = "</t></is></c>", "</v></c>"
    some: list[str] = []
    for line, (at, fields) in enumerate(opened(instance, code), start=2):
        (
            name,
            phone,
            _born,
            email,
            _service,
            address,
            deposit,
            _rent,
            signed,
            begins,
            ends,
            moved,
            fixed,
            now,
            _kind,
            landlord,
            birth,
            _no,
        ) = fields
        if unusual(f"{name}{email}{address}{now}{landlord}{birth}"):
            raise RuntimeError("not of this crowd")
        assert phone is not None
        start = f'<c r="N{line}{day}{serial(begins)}{v}' if begins else ""
        some.append(
            f'<row r="{line}"><c r="A{line}" s="3"><v>{line - 1}{v}<c r="B{line}{text}{name}{t}'
            f'<c r="D{line}{text}0{phone[3:5]}-{phone[5:9]}-{phone[9:]}{t}<c r="E{line}{text}{email}{t}<c r="F{line}{text}{address}{t}'
            f'<c r="G{line}{won}{deposit}{v}<c r="H{line}{won}0{v}<c r="I{line}{won}0{v}<c r="J{line}{won}{deposit}{v}'
            f'<c r="M{line}{day}{serial(signed)}{v}{start}'
            f'<c r="O{line}{day}{serial(ends)}{v}<c r="P{line}{day}{serial(moved)}{v}<c r="Q{line}{day}{serial(fixed)}{v}'
            f'<c r="R{line}{text}{now}{t}<c r="S{line}{text}{landlord}{t}<c r="T{line}{text}개인{t}<c r="U{line}{text}{birth}{t}'
            f'<c r="V{line}" s="6"><v>{moment(at)}{v}<c r="W{line}{text}{number}{t}</row>'
        )
        if len(some) == 64:
            yield "".join(some).encode()
            some.clear()
    yield "".join(some).encode()


def workbook(instance: Instance, code: str, out: BinaryIO, number: str = "X-0001") -> None:
    """The parts that hold no people are left out: a few kilobytes."""
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as part:
            for some in sheet(instance, code, number):
                part.write(some)


def floor(instance: Instance, code: str) -> bytes:
    plain, locked = io.BytesIO(), io.BytesIO()
    workbook(instance, code, plain)
    plain.seek(0)
    lock_xlsx(plain, PASSWORD, locked)
    return locked.getvalue()
