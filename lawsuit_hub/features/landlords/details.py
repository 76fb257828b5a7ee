"""Who a landlord is: sealed for the vault, masked for staff lists, turned into facts. Opens nothing but hints, and what a
caseworker decides upon."""

import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Self
from uuid import UUID

from sqlalchemy import bindparam, func, or_, select, update

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.landlords import buildings, likeness
from lawsuit_hub.features.landlords.matching import Fact, FactKind, Facts
from lawsuit_hub.features.landlords.models import Landlord, LandlordFact, LandlordReport
from lawsuit_hub.features.landlords.records import LANDLORDS, Report, run
from lawsuit_hub.features.landlords.types import Evidence, LandlordHints, LandlordId, LandlordKind, VictimId
from lawsuit_hub.infra.db import Id
from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Keys, Place, Sealed
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.name_likeness import alike_keys

log = logging.getLogger("lawsuit_hub.landlords")

SEALED = ("name", "birth", "business", "corporation")
HINTED = ("name", "birth", "kind")

PURPOSES = {
    FactKind.NAME: "landlords.name",
    FactKind.LOOSE_NAME: "landlords.loose",
    FactKind.BIRTH: "landlords.birth",
    FactKind.NAME_AND_BIRTH: "landlords.name_birth",
    FactKind.BUSINESS: "landlords.business",
    FactKind.CORPORATION: "landlords.corporation",
    FactKind.NAME_AND_BUILDING: "landlords.name_building",
    FactKind.ALIKE_BIRTH_BUILDING: "landlords.alike_birth",
    FactKind.BROKER: "landlords.broker",
    FactKind.BROKER_NUMBER: "landlords.broker_number",
    FactKind.PROXY: "landlords.proxy",
    FactKind.OWNER: "landlords.owner",
    FactKind.CONTRACT_DATE: "landlords.contract_date",
}

_THE_LANDLORD = LANDLORDS.c.id == bindparam("landlord", type_=Id)
_WRITE = update(LANDLORDS).where(_THE_LANDLORD)
_WRITTEN = select(*[LANDLORDS.c[name] for name in SEALED]).where(_THE_LANDLORD)


@dataclass(frozen=True, slots=True, repr=False)
class Details:
    """What one report says of who the landlord is, as text to be sealed."""

    name: str
    kind: str
    birth: str | None = None
    business: str | None = None
    corporation: str | None = None
    broker: str | None = None
    broker_number: str | None = None
    proxy: str | None = None
    owner: str | None = None

    def __repr__(self) -> str:
        return "<landlord details>"

    @classmethod
    def of(cls, evidence: Evidence) -> Self:
        return cls(
            name=evidence.name.text,
            kind=evidence.kind.value,
            birth=evidence.birth.isoformat() if evidence.birth else None,
            business=evidence.business.digits if evidence.business else None,
            corporation=evidence.corporation.digits if evidence.corporation else None,
            broker=evidence.broker.text if evidence.broker else None,
            broker_number=evidence.broker_number.text if evidence.broker_number else None,
            proxy=evidence.proxy.text if evidence.proxy else None,
            owner=evidence.owner.text if evidence.owner else None,
        )

    def sealed_for(self, work: Work, victim_id: VictimId, report_id: UUID) -> Sealed:
        text = json.dumps({field.name: getattr(self, field.name) for field in fields(self)}, ensure_ascii=False)
        return work.keys.seal(text, Place("landlord_reports.details", victim_id, report_id))

    @classmethod
    def opened(cls, work: Work, sealed: Sealed, victim_id: VictimId, report_id: UUID) -> Self:
        place = Place("landlord_reports.details", victim_id, report_id)
        return cls(**json.loads(work.keys.open(sealed, place)))


def reported(work: Work, victim_id: VictimId) -> Details | None:
    """What she wrote of her landlord, opened for the copy of her own data."""
    work.require(Permission.COPY_MAKE)
    wanted = select(LandlordReport.id, LandlordReport.details).where(LandlordReport.victim_id == victim_id)
    row = work.db.execute(wanted).one_or_none()
    return Details.opened(work, row.details, victim_id, row.id) if row else None


def written(work: Work, report: Report) -> Details:
    """Opened for a deed that seals a landlord from it; nobody is shown it."""
    sealed = work.db.scalars(select(LandlordReport.details).where(LandlordReport.id == report.id)).one()
    return Details.opened(work, sealed, report.victim_id, report.id)


def facts_of(keys: Keys, evidence: Evidence) -> Facts:
    """Everything that equality can say of the evidence. Which kind a fact is, its index tells: each has its own purpose."""
    return frozenset(Fact(kind, keys.index(PURPOSES[kind], text)) for kind, text in _texts(evidence))


def recognised_by(evidence: Evidence) -> list[tuple[str, str]]:
    """What `facts_of`, the keys of its name and of its house will ask, for asking it all at once."""
    return [
        *((PURPOSES[kind], text) for kind, text in _texts(evidence)),
        *likeness.recognised_by(evidence.name),
        *buildings.recognised_by(evidence),
    ]


def _texts(evidence: Evidence) -> list[tuple[FactKind, str]]:
    key = evidence.name.key
    texts = [(FactKind.NAME, key), (FactKind.LOOSE_NAME, evidence.name.loose)]
    if evidence.business:
        texts.append((FactKind.BUSINESS, evidence.business.digits))
    if evidence.corporation:
        texts.append((FactKind.CORPORATION, evidence.corporation.digits))
    texts += [(FactKind.NAME_AND_BUILDING, f"{key}||{building}") for building in evidence.buildings]
    return [*texts, *_texts_of_birth(evidence), *_texts_of_the_contract(evidence)]


def _texts_of_birth(evidence: Evidence) -> list[tuple[FactKind, str]]:
    if not evidence.birth:
        return []
    born = evidence.birth.isoformat()
    alike = [f"{one}|{born}|{building}" for one in alike_keys(evidence.name) for building in evidence.buildings]
    return [
        (FactKind.BIRTH, born),
        (FactKind.NAME_AND_BIRTH, f"{born}|{evidence.name.key}"),
        *((FactKind.ALIKE_BIRTH_BUILDING, one) for one in alike),
    ]


def _texts_of_the_contract(evidence: Evidence) -> list[tuple[FactKind, str]]:
    texts = {
        FactKind.BROKER: evidence.broker.loose if evidence.broker else None,
        FactKind.BROKER_NUMBER: evidence.broker_number.text if evidence.broker_number else None,
        FactKind.PROXY: evidence.proxy.loose if evidence.proxy else None,
        FactKind.OWNER: evidence.owner.key if evidence.owner and evidence.owner.key != evidence.name.key else None,
        FactKind.CONTRACT_DATE: evidence.contract_date.isoformat() if evidence.contract_date else None,
    }
    return [(kind, text) for kind, text in texts.items() if text]


def write(work: Work, landlord_id: LandlordId, details: Details) -> None:
    """Seals everything afresh; the landlord has keys."""
    run(work, _WRITE, {"landlord": landlord_id, **sealed(work, landlord_id, details)})


def fill(work: Work, landlord_id: LandlordId, details: Details) -> None:
    """Adds what was not known. A name already there stays; nothing is opened."""
    row = run(work, _WRITTEN, {"landlord": landlord_id}).one()
    missing = [name for name in SEALED if getattr(row, name) is None]
    if "name" in missing:
        make_keys(work, landlord_id)
        write(work, landlord_id, details)
        return
    values = sealed(work, landlord_id, details)
    wanted = {*missing, *(f"{name}_hint" for name in missing)} & values.keys()
    if wanted:
        run(work, _WRITE, {"landlord": landlord_id, **{name: values[name] for name in wanted}})


def make_keys(work: Work, landlord_id: LandlordId) -> None:
    work.keys.new_subject(landlord_id, KeyKind.VAULT)
    work.keys.new_subject(landlord_id, KeyKind.HINT)


def forget(work: Work, landlord_id: LandlordId) -> None:
    """Nobody reports him any more: his keys go and what they sealed, and so of all who were merged into him."""
    family = or_(LANDLORDS.c.id == landlord_id, LANDLORDS.c.merged_into == landlord_id)
    for member in run(work, select(LANDLORDS.c.id).where(family)).scalars().all():
        work.keys.forget(member)
    nothing = dict.fromkeys([*SEALED, *(f"{name}_hint" for name in HINTED)])
    run(work, update(LANDLORDS).where(family).values(**nothing))


def sealed(work: Work, landlord_id: LandlordId, details: Details) -> dict[str, Sealed]:
    hints = {
        "name": masking.name(LandlordName.parse(details.name).key),  # without (임대인), (주), 대표 …
        "birth": masking.birthdate(details.birth) if details.birth else None,
        "kind": details.kind,
    }
    values = {
        name: work.keys.seal(getattr(details, name), Place(f"landlords.{name}", landlord_id, landlord_id))
        for name in SEALED
    }
    for name, hint in hints.items():
        values[f"{name}_hint"] = work.keys.seal(hint, _hint_place(name, landlord_id), KeyKind.HINT)
    return {name: value for name, value in values.items() if value is not None}


def described(work: Work, landlord_ids: Iterable[LandlordId]) -> dict[LandlordId, LandlordHints]:
    """What a merged landlord lacks, those who went into him may know."""
    wanted = list(landlord_ids)
    rows = work.db.execute(
        select(Landlord.id, Landlord.merged_into, Landlord.name_hint, Landlord.birth_hint, Landlord.kind_hint)
        .where(or_(Landlord.id.in_(wanted), Landlord.merged_into.in_(wanted)))
        .order_by(Landlord.opened_at)
    ).all()
    work.keys.prefetch([row.id for row in rows], KeyKind.HINT)
    hints: dict[LandlordId, dict[str, str]] = {landlord_id: {} for landlord_id in wanted}
    for row in sorted(rows, key=lambda row: row.merged_into is not None):
        for owner in {row.id, row.merged_into} & hints.keys():
            for name in HINTED:
                hint = None if name in hints[owner] else _hint(work, row.id, name, getattr(row, f"{name}_hint"))
                if hint is not None:
                    hints[owner][name] = hint
    known = {row.id for row in rows}
    buildings = _buildings(work, wanted)
    return {
        landlord_id: LandlordHints(
            name_mask=hint.get("name", ""),
            birth_mask=hint.get("birth", ""),
            kind=LandlordKind(hint["kind"]) if "kind" in hint else None,
            buildings_count=buildings.get(landlord_id, 0),
        )
        for landlord_id, hint in hints.items()
        if landlord_id in known
    }


def _hint(work: Work, landlord_id: LandlordId, name: str, sealed: Sealed | None) -> str | None:
    """A hint that was changed in the table is none: the list it stands in goes on."""
    try:
        return work.keys.open(sealed, _hint_place(name, landlord_id), KeyKind.HINT)
    except CannotOpen as error:
        log.error("a hint of landlord %s does not open: %s", landlord_id, type(error).__name__)
        return None


def _buildings(work: Work, landlord_ids: list[LandlordId]) -> dict[LandlordId, int]:
    counted = select(LandlordFact.landlord_id, func.count()).where(
        LandlordFact.landlord_id.in_(landlord_ids), LandlordFact.kind == FactKind.NAME_AND_BUILDING
    )
    return {row[0]: row[1] for row in work.db.execute(counted.group_by(LandlordFact.landlord_id))}


def _hint_place(name: str, landlord_id: LandlordId) -> Place:
    return Place(f"landlords.{name}_hint", landlord_id, landlord_id)
