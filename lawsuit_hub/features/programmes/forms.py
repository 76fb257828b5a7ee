"""The forms of the overview: one's own situation, which is asked and not kept; and a programme at the desk."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.programmes import words
from lawsuit_hub.features.programmes.types import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    MOST_WON,
    OLDEST,
    Auction,
    Content,
    Decision,
    Fact,
    Field,
    Home,
    Rules,
    Situation,
    Sure,
    Version,
    Wish,
)
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date

MAN = 10_000  # incomes are asked in units of ten thousand won, as people say them
_CHOOSE = _l("하나를 골라 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
_LONGEST_NUMBER = 12
_NUMBER = _l("숫자로 적어 주세요.")


class NumberField(IntegerField):
    """A whole number that people write; of endless digits none is read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata([one for one in valuelist if len(one) <= _LONGEST_NUMBER])


def _number(label: Any, most: int) -> NumberField:
    return NumberField(label, [Optional(), NumberRange(0, most, message=_NUMBER)])


class SituationForm(Form):
    """A form that is sent by its address, without a token: it changes nothing."""

    decision = RadioField(_l("전세사기피해자 결정을 받았나요?"), validators=[Optional()])
    home = RadioField(_l("피해 본 집에 지금도 사나요?"), validators=[Optional()])
    auction = RadioField(_l("그 집의 경매나 공매는 어떤가요?"), validators=[Optional()])
    wishes = SelectMultipleField(_l("무엇이 필요한가요?"))
    age = _number(_l("만 나이"), OLDEST)
    income = _number(_l("한 해 소득"), MOST_WON // MAN)


def situation_form(asked: Any) -> SituationForm:
    form = SituationForm(asked)
    form.decision.choices = [(one.value, words.decision(one)) for one in Decision]
    form.home.choices = [(one.value, words.home(one)) for one in Home]
    form.auction.choices = [(one.value, words.auction(one)) for one in Auction]
    form.wishes.choices = [(one.value, words.wish(one)) for one in Wish]
    return form


def situation_of(form: SituationForm) -> Situation:
    """What was asked in a way that nobody can read is as good as not asked."""
    form.validate()
    said = {name: field.data for name, field in form._fields.items() if not field.errors}
    income = said.get("income")
    return Situation(
        decision=Decision(said["decision"]) if said.get("decision") else None,
        home=Home(said["home"]) if said.get("home") else None,
        auction=Auction(said["auction"]) if said.get("auction") else None,
        wishes=frozenset(Wish(one) for one in said.get("wishes") or ()),
        age=said.get("age"),
        income=None if income is None else income * MAN,
    )


class SeenForm(FlaskForm):
    """`seen`: the turn that the page showed."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class PublishForm(SeenForm):
    mark = HiddenField(validators=[InputRequired(), Length(max=64)])


def _fact_fields(one: Field) -> dict[str, Any]:
    """Beside each other on the page: what is so, who says so, since when, how sure."""
    return {
        f"{one}_text": TextAreaField(validators=[Length(max=LONGEST_TEXT, message=_TOO_LONG)]),
        f"{one}_source": StringField(_l("출처"), [Length(max=LONGEST_SOURCE, message=_TOO_LONG)]),
        f"{one}_url": StringField(_l("출처 주소"), [Length(max=LONGEST_SOURCE, message=_TOO_LONG)]),
        f"{one}_on": ValueField(_l("확인한 날"), parse_date, bad=_l("날짜를 2026-03-02처럼 적어 주세요.")),
        f"{one}_sure": RadioField(_l("얼마나 확실한가요?"), validators=[Optional()]),
    }


class ProgrammeForm(FlaskForm):
    """Also the five fields of each of the six facts (below). `once` names this very form of a new programme, `seen` the turn that
    one began with that is rewritten."""

    name = StringField(_l("사업 이름"), [InputRequired(_l("이름을 적어 주세요.")), Length(max=LONGEST_NAME)])
    one_of = StringField(_l("하나만 받는 묶음"), [Length(max=LONGEST_NAME, message=_TOO_LONG)])
    decisions = SelectMultipleField(_l("어떤 결정을 받은 사람에게 맞나요?"))
    homes = SelectMultipleField(_l("어디에 사는 사람에게 맞나요?"))
    auctions = SelectMultipleField(_l("경매나 공매가 어떤 사람에게 맞나요?"))
    wishes = SelectMultipleField(_l("무엇이 필요한 사람에게 맞나요?"))
    age_from = _number(_l("만 나이, 부터"), OLDEST)
    age_to = _number(_l("만 나이, 까지"), OLDEST)
    income_to = _number(_l("한 해 소득, 까지"), MOST_WON // MAN)
    once = HiddenField(validators=[InputRequired(), Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), default=0)

    def validate(self, extra_validators: Any = None) -> bool:
        whole = super().validate(extra_validators)
        missing = [one for one in Field if self.said(one) and not self.is_whole(one)]
        return whole and not missing

    def said(self, one: Field) -> bool:
        return bool((self[f"{one}_text"].data or "").strip())

    def is_whole(self, one: Field) -> bool:
        """A fact that is told is told with its day and how sure it is."""
        if self[f"{one}_on"].data is None and not self[f"{one}_on"].errors:
            self[f"{one}_on"].errors = [str(_l("날짜를 적어 주세요."))]
        if not self[f"{one}_sure"].data:
            self[f"{one}_sure"].errors = [str(_CHOOSE)]
        return not (self[f"{one}_on"].errors or self[f"{one}_sure"].errors)


for _fact_kind in Field:
    for _name, _made in _fact_fields(_fact_kind).items():
        setattr(ProgrammeForm, _name, _made)


def programme_form(said: Version | None = None, *, again: bool = False, **more: Any) -> ProgrammeForm:
    """As it stands, where one is rewritten: `again`. `formdata=None` for a form that was not sent."""
    form = ProgrammeForm(data=_stands(said) if said else {}, **more)
    if again:
        del form.once
    for one in Field:
        form[f"{one}_text"].label.text = words.field(one)
        form[f"{one}_sure"].choices = [(sure.value, words.sure(sure)) for sure in Sure]
    form.decisions.choices = [(one.value, words.decision(one)) for one in Decision]
    form.homes.choices = [(one.value, words.home(one)) for one in Home]
    form.auctions.choices = [(one.value, words.auction(one)) for one in Auction]
    form.wishes.choices = [(one.value, words.wish(one)) for one in Wish]
    return form


def _stands(said: Version) -> dict[str, Any]:
    content, rules = said.content, said.content.rules.kept()
    facts = {f"{one}_{name}": value for one, fact in content.facts.items() for name, value in fact.kept().items()}
    income = None if rules["income_to"] is None else rules["income_to"] // MAN
    return facts | rules | {"income_to": income, "name": content.name, "one_of": content.one_of, "seen": said.turn}


def content_of(form: ProgrammeForm) -> Content:
    facts = {one: _fact(form, one) for one in Field if form.said(one)}
    income = None if form.income_to.data is None else form.income_to.data * MAN
    rules = Rules(
        decisions=frozenset(Decision(one) for one in form.decisions.data or ()),
        homes=frozenset(Home(one) for one in form.homes.data or ()),
        auctions=frozenset(Auction(one) for one in form.auctions.data or ()),
        wishes=frozenset(Wish(one) for one in form.wishes.data or ()),
        age_from=form.age_from.data,
        age_to=form.age_to.data,
        income_to=income,
    )
    return Content(form.name.data or "", facts, rules, form.one_of.data or "")


def _fact(form: ProgrammeForm, one: Field) -> Fact:
    said: Mapping[str, Any] = {name: form[f"{one}_{name}"].data or "" for name in ("text", "source", "url", "sure")}
    on: date = form[f"{one}_on"].data
    return Fact(said["text"], said["source"], said["url"], on, Sure(said["sure"]))
