"""The forms of mandates: what a member signs, what a group's mandate says, a paper that was seen, resigning."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, IntegerField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import reason_field
from lawsuit_hub.features.mandates import texts, words
from lawsuit_hub.features.mandates.signing import Signature
from lawsuit_hub.features.mandates.strokes import MOST_BYTES, Strokes
from lawsuit_hub.features.mandates.types import Facts, FormView, GroupMandates, OwnMandate, Special, State
from lawsuit_hub.infra.value_field import NO_RESIDENT_NUMBERS, ValueField
from lawsuit_hub.values.case_number import CaseNumber
from lawsuit_hub.values.courts import COURTS
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.refused import BadValue
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import clean

LONGEST_ADDRESS, LONGEST_LIST = 200, 2_400
_MISSING = _l("적어 주세요.")


class BadAddress(BadValue):
    """Empty, or too long for a paper."""


def _address(text: str) -> str:
    said = clean(text)
    if not 0 < len(said) <= LONGEST_ADDRESS:
        raise BadAddress
    return said


class SignForm(FlaskForm):
    """`seen`: the hash of the text on the page; `agreed`: of the consent beside its box; `replaces`: what stands and is
    to be signed anew; `strokes`: what was drawn."""

    specials = SelectMultipleField(_l("따로 허락할 일"))
    name = ValueField(
        _l("성명"), PersonName.parse, bad=_l("이름을 적어 주세요."), missing=_l("등록하신 이름을 적어 주세요.")
    )
    address = ValueField(_l("주소"), _address, bad=_l("200자까지 적어 주세요."), missing=_l("주소를 적어 주세요."))
    consent = BooleanField(_l("이 법무법인에 내 정보를 전하는 데 동의합니다"))
    strokes = HiddenField(_l("서명"), [Length(max=MOST_BYTES)], id="strokes-data")
    seen = HiddenField(validators=[InputRequired(), Length(max=64)])
    agreed = HiddenField(validators=[Length(max=64)])
    replaces = HiddenField(validators=[Length(max=20)])


class WordingForm(FlaskForm):
    """`version`: what the page showed, 0 for none."""

    title = ValueField(_l("사건 이름"), clean, bad=_MISSING, missing=_MISSING)
    court = SelectField(_l("법원"))
    number = ValueField(_l("사건 번호"), CaseNumber.parse, bad=_l("사건 번호를 2026가합12345처럼 적어 주세요."))
    defendants = TextAreaField(_l("피고"), [Length(max=LONGEST_LIST)])
    attorneys = TextAreaField(_l("담당변호사"), [Length(max=LONGEST_LIST)])
    specials = SelectMultipleField(_l("본인에게 물을 특별수권"))
    others = TextAreaField(_l("그 밖에 위임할 일"), [Length(max=LONGEST_LIST)])
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    def validate_defendants(self, field: TextAreaField) -> None:
        _no_number(field)

    def validate_attorneys(self, field: TextAreaField) -> None:
        _no_number(field)

    def validate_others(self, field: TextAreaField) -> None:
        _no_number(field)


class PaperForm(FlaskForm):
    alias = SelectField(_l("누구인가요?"), validators=[InputRequired(_l("한 명을 골라 주세요."))])
    signed_on = ValueField(
        _l("종이에 적힌 날"),
        parse_date,
        bad=_l("날짜를 2026-03-02처럼 적어 주세요."),
        missing=_l("날짜를 적어 주세요."),
    )
    specials = SelectMultipleField(_l("표시된 특별수권"))
    reason = reason_field()


class ResignForm(FlaskForm):
    alias = SelectField(_l("누구인가요?"), validators=[InputRequired(_l("한 명을 골라 주세요."))])
    reason = reason_field()


class VerifyForm(FlaskForm):
    file = FileField(_l("위임장 PDF"))


def sign_form(own: OwnMandate, consent_sha256: str, **more: Any) -> SignForm:
    stands = own.newest.number if own.newest and own.newest.state is State.SIGNED else ""
    begins = {"seen": own.form.sha256 if own.form else "", "agreed": consent_sha256, "replaces": stands}
    form = SignForm(data=begins, **more)
    form.specials.choices = words.specials(own.form.facts.specials) if own.form else []
    return form


def signature_of(form: SignForm) -> Signature:
    """Raises NotDrawn for what is no drawing; without one it is for a passkey."""
    return Signature(
        name=form.name.data.text,
        address=form.address.data,
        specials=frozenset(Special(one) for one in form.specials.data or ()),
        seen=form.seen.data,
        agreed=form.agreed.data if form.consent.data else "",
        replaces=form.replaces.data or "",
        strokes=Strokes.parse(form.strokes.data) if form.strokes.data else None,
    )


def wording_form(form: FormView | None, **more: Any) -> WordingForm:
    """`formdata=None` for a form that was not sent."""
    facts = form.facts if form else Facts(texts.USUAL)
    made = WordingForm(
        prefix="wording",
        data={
            "title": facts.title,
            "court": facts.court,
            "number": facts.number,
            "defendants": "\n".join(facts.defendants),
            "attorneys": "\n".join(facts.attorneys),
            "specials": [one.value for one in facts.specials],
            "others": "\n".join(facts.others),
            "version": form.version if form else 0,
        },
        **more,
    )
    made.court.choices = [("", words.undecided()), *((one.code, one.name) for one in COURTS)]
    made.specials.choices = words.specials(tuple(Special))
    return made


def facts_of(form: WordingForm) -> Facts:
    return Facts(
        title=form.title.data,
        court=form.court.data or "",
        number=form.number.data.text if form.number.data else "",
        defendants=_lines(form.defendants.data),
        attorneys=_lines(form.attorneys.data),
        specials=tuple(one for one in Special if one.value in (form.specials.data or ())),
        others=_lines(form.others.data),
    )


def paper_form(seen: GroupMandates, **more: Any) -> PaperForm:
    form = PaperForm(prefix="paper", **more)
    form.alias.choices = _choices(seen, {State.WAITING, State.HANDED_IN, State.REFUSED, State.ENDED})
    form.specials.choices = words.specials(seen.form.facts.specials if seen.form else ())
    return form


def resign_form(seen: GroupMandates, **more: Any) -> ResignForm:
    form = ResignForm(prefix="resign", **more)
    form.alias.choices = _choices(seen, {State.SIGNED, State.HANDED_IN})
    return form


def _choices(seen: GroupMandates, states: set[State]) -> list[tuple[str, str]]:
    """Whom the firm may know, in one of these states."""
    known = [one for one in seen.members if one.consent_since and one.state in states]
    return [("", words.choose()), *((one.member.alias, f"{one.member.alias} · {one.name_mask}") for one in known)]


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(said for said in (clean(line) for line in (text or "").splitlines()) if said)


def _no_number(field: TextAreaField) -> None:
    """A resident registration number is not even shown again."""
    if shape_in(field.data or ""):
        field.data = ""
        raise ValueError(NO_RESIDENT_NUMBERS)
