"""The benchmark of a lawyer's roster: one export of a large group beside its floor and its peers.

Floor: one thread, one statement of plain SQL that reads the same columns in the order of the group; the same keys unwrapped and
fields opened by `cryptography`, each with its context, the padding and every lease's MAC checked; the same cells written letter by
letter into the same XML, deflated at the same level, locked by the same `lock_xlsx`. No decision, no mark, no second look at
anybody's consent: what those cost is ours, within the ratio.
"""

import hmac
import io
import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.engine import make_url

from benchmarks.figure import ROUNDS, Figure
from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import service
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.features.rosters.xlsx_cells import unusual
from lawsuit_hub.features.victims import records
from lawsuit_hub.features.victims.models import Consent, Lease, Victim
from lawsuit_hub.infra import schema
from lawsuit_hub.infra.db import make_engine
from lawsuit_hub.instance import Instance, open_instance
from lawsuit_hub.privacy.file_lock import lock_xlsx
from lawsuit_hub.privacy.sealed import KeyKind, parts
from lawsuit_hub.settings import Settings

PASSWORD = "7Hq4-mZ2w-Tn9c-Ke5v"
VICTIM = ("name", "phone", "birth_date", "email", "service_address")
LEASE = (
    "address", "deposit", "monthly_rent", "contract_date", "start_date", "end_date", "move_in_date", "fixed_date", "situation",
    "landlord_kind", "landlord_name", "landlord_birth_date", "landlord_number",
)  # fmt: skip
READ = f"""
select m.victim_id, l.id, k.kek_id, k.generation, k.wrapped, k.commitment, c.at, s.place,
  {", ".join(f"v.{one}" for one in VICTIM)}, {", ".join(f"l.{one}" for one in LEASE)}, l.row_mac
from lawsuit_groups g join memberships m on m.group_id = g.id and m.left_at is null and m.active_since is not null
join victims v on v.id = m.victim_id join leases l on l.victim_id = v.id
join subject_keys k on k.subject_id = v.id and k.kind = 'vault'
join consents c on c.victim_id = v.id and c.kind = 'firm' and c.given and c.withdrawn_at is null
left join service_choices s on s.victim_id = v.id
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


def unwrapped(  # noqa: PLR0917 - as the columns come
    kek: AESGCM, who: bytes, kek_id: str, generation: int, wrapped: bytes, commitment: bytes
) -> AESGCM:
    context = parts(b"lawsuit-hub/wrap/1", who, b"vault", kek_id.encode(), generation.to_bytes(4, "big"))
    key = kek.decrypt(wrapped[:12], wrapped[12:], context)
    if not hmac.compare_digest(hmac.digest(key, b"lawsuit-hub/commit/1", "sha256")[:16], commitment):
        raise RuntimeError("another key")
    return AESGCM(key)


def of_this_crowd(is_so: bool) -> None:
    """The floor writes what these people have, and nobody else's."""
    if not is_so:
        raise RuntimeError("not of this crowd")


def opened(instance: Instance, code: str) -> Iterator[tuple[Any, list[str | None]]]:
    """When each agreed, and her fields."""
    keks: dict[str, AESGCM] = {}
    for victim, lease, kek_id, generation, wrapped, commitment, at, chosen, *fields, mac in rows(instance, code):
        of_this_crowd(chosen is None)
        who, what = (
            (victim.bytes, lease.bytes) if isinstance(victim, UUID) else (bytes.fromhex(victim), bytes.fromhex(lease))
        )
        if kek_id not in keks:
            keks[kek_id] = instance.works.ring._epochs(KeyKind.VAULT).cipher(kek_id)
        decrypt = unwrapped(keks[kek_id], who, kek_id, generation, wrapped, commitment).decrypt
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
        of_this_crowd(not unusual(f"{name}{email}{address}{now}{landlord}{birth}"))
        assert phone is not None
        start = f'<c r="Q{line}{day}{serial(begins)}{v}' if begins else ""
        some.append(
            f'<row r="{line}"><c r="A{line}" s="3"><v>{line - 1}{v}<c r="B{line}{text}{name}{t}'
            f'<c r="D{line}{text}0{phone[3:5]}-{phone[5:9]}-{phone[9:]}{t}<c r="E{line}{text}{email}{t}'
            f'<c r="G{line}{text}고르지 않음{t}<c r="I{line}{text}{address}{t}'
            f'<c r="J{line}{won}{deposit}{v}<c r="K{line}{won}0{v}<c r="L{line}{won}0{v}<c r="M{line}{won}{deposit}{v}'
            f'<c r="P{line}{day}{serial(signed)}{v}{start}'
            f'<c r="R{line}{day}{serial(ends)}{v}<c r="S{line}{day}{serial(moved)}{v}<c r="T{line}{day}{serial(fixed)}{v}'
            f'<c r="U{line}{text}{now}{t}<c r="V{line}{text}{landlord}{t}<c r="W{line}{text}개인{t}<c r="X{line}{text}{birth}{t}'
            f'<c r="Y{line}" s="6"><v>{moment(at)}{v}<c r="Z{line}{text}{number}{t}</row>'
        )
        if len(some) == 64:
            yield "".join(some).encode()
            some.clear()
    yield "".join(some).encode()


def workbook(instance: Instance, code: str, out: BinaryIO, number: str = "X-0001") -> None:
    """In the place of the parts that hold no people stand as many bytes."""
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as part:
            for some in sheet(instance, code, number):
                part.write(some)
        archive.writestr("others", bytes(6_000))


def floor(instance: Instance, code: str) -> bytes:
    plain, locked = io.BytesIO(), io.BytesIO()
    workbook(instance, code, plain)
    plain.seek(0)
    lock_xlsx(plain, PASSWORD, locked)
    return locked.getvalue()


def ours(instance: Instance, code: str) -> bytes:
    with instance.works.open(SYSTEM, read_only=True) as work:
        lawyer = identity.staff_by_login(work, "lawyer@example.com").id
    actor = Actor(Role.LAWYER, lawyer, system_user="bench")
    return service.export_for(
        instance.works, actor, group=code, format=SheetFormat.XLSX, reason="벤치마크로 만듭니다", password=PASSWORD
    ).data


def xlsxwriter_peer(instance: Instance, code: str) -> bytes:
    """Rows and opening as of the floor, which favours it; xlsxwriter in constant memory, which writes plaintext to temporary files."""
    import xlsxwriter  # noqa: PLC0415 - what one way takes, the others' memory does without
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    plain, locked = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(plain, {"constant_memory": True})
    page = book.add_worksheet()
    day, won, moment_ = (book.add_format({"num_format": one}) for one in ("yyyy-mm-dd", "#,##0", "yyyy-mm-dd hh:mm:ss"))
    for line, (at, fields) in enumerate(opened(instance, code), start=1):
        for column, cell in enumerate(cells(line, at, fields)):
            if isinstance(cell, str):
                page.write_string(line, column, cell)
            elif isinstance(cell, int):
                page.write_number(line, column, cell, won)
            elif cell is not None:
                page.write_datetime(line, column, cell, moment_ if isinstance(cell, datetime) else day)
    book.close()
    OOXMLFile(plain).encrypt(PASSWORD, locked)
    return locked.getvalue()


def openpyxl_peer(instance: Instance, code: str) -> bytes:
    """As it is usually done: the ORM's objects some at a time, each field opened by itself, openpyxl's write-only workbook."""
    import openpyxl  # noqa: PLC0415
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415

    plain, locked = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet()
    with instance.works.open(SYSTEM, read_only=True) as work:
        work.keys._ring = instance.works.ring  # a lawyer's work opens; the peer asks nobody
        people = (
            select(Victim, Lease, Consent.at)
            .join(Lease, Lease.victim_id == Victim.id)
            .join(Consent, (Consent.victim_id == Victim.id) & (Consent.kind == "firm"))
            .execution_options(yield_per=500)
        )
        for line, (victim, lease, at) in enumerate(work.db.execute(people), start=1):
            records.check(work, victim, lease)
            fields = [records.read_field(work, victim, lease, name) for name in (*VICTIM, *LEASE)]
            page.append(list(cells(line, at, fields)))
    book.save(plain)
    OOXMLFile(plain).encrypt(PASSWORD, locked)
    return locked.getvalue()


def cells(line: int, at: Any, fields: list[str | None]) -> Iterator[str | int | date | None]:
    name, phone, _b, email, _s, address, deposit, _r, *days, now, _k, landlord, born, _n = fields
    then = datetime.fromisoformat(at) if isinstance(at, str) else at.replace(tzinfo=None)
    yield from (line, name, phone, email, "고르지 않음", address, int(deposit or 0), 0, 0, int(deposit or 0))
    yield from (date.fromisoformat(one) if one else None for one in days)
    yield from (now, landlord, "개인", born, then + timedelta(hours=9), "X-0001")


WAYS = {"ours": ours, "floor": floor, "xlsxwriter": xlsxwriter_peer, "openpyxl": openpyxl_peer}


def roster(size: int | None, database_url: str = "") -> Figure:
    """Beside the floor and the first peer, each the best of three in processes of their own."""
    from benchmarks import people  # noqa: PLC0415
    from benchmarks.crowd import crowd  # noqa: PLC0415

    size = size or 10_000
    with people.instance(database_url) as instance:
        code, _lawyer = crowd(instance, size)
        best = {
            way: min(one(instance, way, code)["seconds"] for _ in range(ROUNDS))
            for way in ("ours", "floor", "xlsxwriter")
        }
        peak = one(instance, "ours", code)["peak_mb"]
    rates = {way: round(size / seconds, 1) for way, seconds in best.items()}
    return Figure(
        name="roster-pg" if database_url else "roster",
        size=size,
        value=rates["ours"],
        unit="rows/s",
        floor=rates["floor"],
        ratio=round(best["ours"] / best["floor"], 2),
        limit=1.3,
        peer=rates["xlsxwriter"],
        peer_ratio=round(best["xlsxwriter"] / best["ours"], 2),
        peak_mb=peak,
    )


def roster_on_postgres(size: int | None) -> Figure:
    from benchmarks.databases import postgres  # noqa: PLC0415

    with postgres() as databases:
        url = databases.create()
        engine = make_engine(url)
        schema.upgrade(engine)
        engine.dispose()
        return roster(size, url)


def one(instance: Instance, way: str, code: str) -> dict[str, Any]:
    """Seconds, seconds of this machine's processor, and the peak of a process that does nothing else."""
    environ = {
        **os.environ,
        "LAWSUIT_HUB_INSTANCE": str(instance.settings.instance),
        "DATABASE_URL": instance.settings.database_url,
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    command = [sys.executable, "-P", "-m", "benchmarks.rosters", "--one", way, code]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environ)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def once(way: str, code: str) -> None:
    instance = open_instance(Settings.load())
    start, spent = time.perf_counter(), time.process_time()
    size = len(WAYS[way](instance, code))
    print(
        json.dumps(
            {
                "way": way,
                "seconds": round(time.perf_counter() - start, 2),
                "cpu_seconds": round(time.process_time() - spent, 2),
                "peak_mb": peak_mb(),
                "bytes": size,
            }
        )
    )


def peak_mb() -> float:
    """Of this process alone: what `getrusage` tells begins with what its parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(status.split("VmHWM:")[1].split()[0]) / 1024, 1)


def main() -> None:
    """Every way at each size, in turn: `python -m benchmarks.rosters 10000 100000`."""
    if sys.argv[1:2] == ["--one"]:
        once(*sys.argv[2:4])
        return
    from benchmarks import people  # noqa: PLC0415
    from benchmarks.crowd import crowd  # noqa: PLC0415

    for size in map(int, sys.argv[1:]):
        with people.instance() as instance:
            code, _lawyer = crowd(instance, size)
            for way in WAYS:
                print(json.dumps({"size": size, **one(instance, way, code)}), flush=True)


if __name__ == "__main__":
    main()
