"""A half-filled registration: what of it is done, which page comes next, and the answer that all of it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from lawsuit_hub.features.registration.forms import (
    FORMS,
    YES,
    LandlordForm,
    LeaseForm,
    PersonForm,
    PhoneForm,
    StepForm,
)
from lawsuit_hub.features.victims import consents
from lawsuit_hub.features.victims.consents import Shown
from lawsuit_hub.features.victims.types import Answer
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.building_keys import building_keys
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.registration_numbers import BusinessNumber, CorporationNumber

CONSENTS, CODE, CHECK = "consents", "code", "check"


class Unfinished(Exception):
    """A step is still to be done; `step` is its name."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


@dataclass(slots=True, repr=False)
class Filled:
    """What was typed so far. `content` is what the draft seals; nothing here prints it."""

    work: Work
    content: dict[str, Any] = field(default_factory=dict)

    def __repr__(self) -> str:
        return "<half-filled registration>"

    def write(self, step: str, typed: Mapping[str, Any]) -> None:
        self.content[step] = dict(typed)

    def form(self, step: str, formdata: MultiDict[str, str] | None = None) -> StepForm:
        """The step's form over what was just sent, else over what was typed before."""
        typed = MultiDict(self.content.get(step, {})) if formdata is None else formdata
        form = FORMS[step](typed)
        form.today = self.work.today
        return form

    def valid(self, step: str) -> Any:
        """The step's form, validated. Raises Unfinished."""
        form = self.form(step)
        if step not in self.content or not form.validate():
            raise Unfinished(step)
        return form

    def texts(self, locale: str) -> list[Shown]:
        """The consents as they were shown when they were answered."""
        return consents.shown(self.work, locale=self.content.get(CONSENTS, {}).get("locale", locale))

    def agreed(self) -> dict[str, bool]:
        return dict.fromkeys(self.content.get(CONSENTS, {}).get("agreed", []), True)

    def answer_consents(self, locale: str, texts: list[Shown], ticked: Mapping[str, str]) -> None:
        given = [text.sha256 for text in texts if text.sha256 in ticked]
        self.content[CONSENTS] = {"locale": locale, "agreed": given}

    def phone(self) -> PhoneNumber:
        """The number as typed, proved or not. Raises Unfinished."""
        form: PhoneForm = self.valid("phone")
        number: PhoneNumber = form.phone.data
        return number

    def is_proved(self, phone: PhoneNumber) -> bool:
        """Another number asks for another code, and so does a proof older than a draft may be."""
        proof = self.content.get("proof", {})
        lifetime = timedelta(days=self.work.settings.draft_days)
        return proof.get("phone") == phone.e164 and self.work.now - datetime.fromisoformat(proof["at"]) < lifetime

    def is_freshly_proved(self) -> bool:
        """Whether the proof could still carry a session: an older one opens no registration that is there already."""
        proof = self.content.get("proof", {})
        lifetime = timedelta(minutes=self.work.settings.member_idle_minutes)
        return bool(proof) and self.work.now - datetime.fromisoformat(proof["at"]) < lifetime

    def proved_at(self) -> datetime | None:
        proof = self.content.get("proof")
        return datetime.fromisoformat(proof["at"]) if proof else None

    def note_sent(self, phone: PhoneNumber) -> None:
        self.content["code_for"] = phone.e164

    def is_sent(self, phone: PhoneNumber) -> bool:
        return bool(self.content.get("code_for") == phone.e164)

    def note_proved(self, phone: PhoneNumber) -> None:
        self.content["proof"] = {"phone": phone.e164, "at": self.work.now.isoformat()}

    def next_step(self, locale: str = "ko") -> str:
        try:
            self.answer(locale)
        except Unfinished as here:
            return here.step
        return CHECK

    def answer(self, locale: str = "ko") -> Answer:
        """Everything, as values. Raises Unfinished with the first step that is still to be done."""
        if missing_consents(self.texts(locale), self.agreed()):
            raise Unfinished(CONSENTS)
        phone = self.phone()
        if not self.is_proved(phone):
            raise Unfinished(CODE if self.is_sent(phone) else "phone")
        return _answer(self.work, phone, self.valid("person"), self.valid("lease"), self.valid("landlord"))


def missing_consents(texts: list[Shown], agreed: Mapping[str, bool]) -> list[Shown]:
    return [text for text in texts if text.required and not agreed.get(text.sha256)]


def _answer(work: Work, phone: PhoneNumber, person: PersonForm, lease: LeaseForm, landlord: LandlordForm) -> Answer:
    number = landlord.number.data
    return Answer(
        at=work.now,
        consents={},
        name=person.name.data,
        phone=phone,
        email=person.email.data,
        birth_date=person.birth_date.data,
        address=lease.address.data,
        building=lease.address.data.building(work.settings.home_province),
        building_also=building_keys(lease.address.data, work.settings.home_province),
        landlord=landlord.name.data,
        landlord_kind=landlord.kind.data,
        landlord_birth=landlord.birth_date.data,
        business_number=number if isinstance(number, BusinessNumber) else None,
        corporation_number=number if isinstance(number, CorporationNumber) else None,
        broker=landlord.broker.data,
        proxy=landlord.proxy.data,
        owner=landlord.owner.data,
        deposit=lease.deposit.data,
        contract_date=lease.contract_date.data,
        start_date=lease.start_date.data,
        end_date=lease.end_date.data,
        move_in_date=lease.move_in_date.data,
        fixed_date=lease.fixed_date.data,
        situation=tuple(lease.situation.data or ()),
        joins=landlord.joins.data == YES,
    )
