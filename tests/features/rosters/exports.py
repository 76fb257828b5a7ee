"""A group with a lawyer, ready to be exported, and readers of what came out."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msoffcrypto
import openpyxl
import pytest
import pyzipper

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import assignments, groups
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import Exported, SheetFormat
from tests.people import FIRM, FIRM_PHONE, caseworker_of, make_active, make_firm
from tests.world import World

PASSWORD = "Lantern-Quartz-48"
REASON = "위임장과 계약 내용을 맞춰 봅니다"


@dataclass
class Counsel:
    """`people` agreed to the firm, in no particular order; every one has a name of her own."""

    world: World
    lawyer_id: UUID
    firm_id: UUID
    group_id: UUID
    code: str
    people: list[UUID]

    @property
    def actor(self) -> Actor:
        return Actor(Role.LAWYER, self.lawyer_id, address="127.0.0.1")

    def export(self, **more: Any) -> Exported:
        asked = {"group": self.code, "format": SheetFormat.XLSX, "reason": REASON, "password": PASSWORD} | more
        return rosters.export_for(self.world.works, self.actor, **asked)

    def assign(self, lawyer_id: UUID) -> None:
        with self.world.as_staff(Role.CASEWORKER, caseworker_of(self.world)) as work:
            assignments.assign(work, self.group_id, lawyer_id=lawyer_id)

    def add(self, name: str, phone: str, *, agrees: bool = True, **about: Any) -> UUID:
        return make_active(self.world, name=name, phone=phone, firm_id=self.firm_id if agrees else None, **about)


@pytest.fixture
def counsel(world: World) -> Counsel:
    return make_counsel(world)


def make_counsel(world: World, size: int = 2) -> Counsel:
    firm_id = make_firm(world)
    lawyer_id = make_finished(world, Role.LAWYER, "lawyer@example.com")
    make_finished(world, Role.CASEWORKER, "caseworker@example.com")
    people = [
        make_active(world, name=f"{surname}표본", phone=f"010-0100-00{i:02d}", firm_id=firm_id)
        for i, surname in zip(range(size), "김이박최정강조윤장임", strict=False)
    ]
    with world.as_system() as work:
        line = groups.membership_of(work, people[0])
        assert line is not None
        code = groups.get(work, line.group_id).code
    made = Counsel(world, lawyer_id, firm_id, line.group_id, code, people)
    made.assign(lawyer_id)
    return made


def make_finished(world: World, role: Role, login: str) -> UUID:
    """An account that may sign in at once; lawyers are of the same firm."""
    firm = {"firm_name": FIRM, "firm_phone": FIRM_PHONE} if role is Role.LAWYER else {}
    with world.as_system() as work:
        made, _secret = identity.add_finished_staff(
            work, login=login, role=role, password="Willow-Gravel-71-Orbit", **firm
        )
    return made


def open_xlsx(data: bytes, password: str = PASSWORD) -> openpyxl.Workbook:
    file = msoffcrypto.OfficeFile(io.BytesIO(data))
    file.load_key(password=password, verify_password=True)
    plain = io.BytesIO()
    file.decrypt(plain, verify_integrity=True)
    return openpyxl.load_workbook(plain)


def rows_of(exported: Exported, password: str = PASSWORD) -> list[dict[str, Any]]:
    read: Callable[[Exported, str], list[dict[str, Any]]] = (
        _xlsx_rows if exported.file_name.endswith("xlsx") else _csv_rows
    )
    return read(exported, password)


def _xlsx_rows(exported: Exported, password: str) -> list[dict[str, Any]]:
    titles, *rows = open_xlsx(exported.data, password)["명단"].iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


def _csv_rows(exported: Exported, password: str) -> list[dict[str, Any]]:
    with pyzipper.AESZipFile(io.BytesIO(exported.data)) as archive:
        archive.setpassword(password.encode())
        (name,) = archive.namelist()
        text = archive.read(name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def names_in(exported: Exported, password: str = PASSWORD) -> set[str]:
    return {row["성명"] for row in rows_of(exported, password)}
