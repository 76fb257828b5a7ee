"""The forms of claims and costs: a person's figures, how the suit is planned. Amounts and days as people write them."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.claims import words
from lawsuit_hub.features.claims.types import MOST_DEFENDANTS, MOST_WEIGHT, GroupMoney, Noted, Plan, Sharing
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.won import amount_of

_BAD_AMOUNT = _l("금액을 읽을 수 없습니다. 30000000이나 3,000만 원처럼 적어 주세요.")
_BAD_DAY = _l("날짜를 2026-03-02처럼 적어 주세요.")


class _AmountsForm(FlaskForm):
    paid_back = ValueField(_l("임대인에게 돌려받은 돈"), amount_of, bad=_BAD_AMOUNT)
    distributed = ValueField(_l("경매·공매에서 배당받은 돈"), amount_of, bad=_BAD_AMOUNT)
    interest_from = ValueField(_l("이자를 세기 시작하는 날"), parse_date, bad=_BAD_DAY)


class OwnFiguresForm(_AmountsForm):
    """An empty amount is nothing, an empty day is none. `seen`: the turn that the page showed."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class FiguresForm(_AmountsForm):
    """For staff: what stays empty stays as it stands, but for who is chosen."""

    alias = SelectField(_l("누구인가요?"), validators=[InputRequired(_l("한 명을 골라 주세요."))])
    granted = ValueField(_l("받기로 한 소송수행경비 지원금"), amount_of, bad=_BAD_AMOUNT)
    weight = IntegerField(
        _l("합의한 몫"), [Optional(), NumberRange(0, MOST_WEIGHT, _l("0에서 10000까지 적어 주세요."))]
    )


class PlanForm(FlaskForm):
    defendants = IntegerField(_l("피고의 수"), [NumberRange(1, MOST_DEFENDANTS, _l("1에서 100까지 적어 주세요."))])
    electronic = BooleanField(_l("전자소송으로 냅니다"))
    sharing = RadioField(_l("비용을 어떻게 나누나요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    retainer = ValueField(_l("변호사 보수 (모두 합해)"), amount_of, bad=_BAD_AMOUNT)
    served_on = ValueField(_l("소장이 송달된 날"), parse_date, bad=_BAD_DAY)


def own_form(noted: Noted, **more: Any) -> OwnFiguresForm:
    stands = noted.figures
    return OwnFiguresForm(
        **more,
        data={
            "seen": noted.turn,
            "paid_back": words.typed(stands.paid_back),
            "distributed": words.typed(stands.distributed),
            "interest_from": words.typed_day(stands.interest_from),
        },
    )


def figures_form(money: GroupMoney, **more: Any) -> FiguresForm:
    """`formdata=None` for a form that was not sent."""
    form = FiguresForm(prefix="figures", **more)
    known = [(one.member.alias, f"{one.member.alias} · {one.name_mask}") for one in money.members if one.known]
    form.alias.choices = [("", words.choose()), *known]
    return form


def changes_of(form: FiguresForm) -> dict[str, Any]:
    """What was typed; an empty field is no change."""
    named = ("paid_back", "distributed", "interest_from", "granted", "weight")
    return {name: form[name].data for name in named if form[name].data is not None}


def plan_form(plan: Plan, **more: Any) -> PlanForm:
    """`formdata=None` for a form that was not sent."""
    form = PlanForm(
        prefix="plan",
        **more,
        data={
            "defendants": plan.defendants,
            "electronic": plan.electronic,
            "sharing": plan.sharing.value,
            "retainer": words.typed(plan.retainer),
            "served_on": words.typed_day(plan.served_on),
        },
    )
    form.sharing.choices = [(one.value, words.sharing(one)) for one in Sharing]
    return form


def plan_of(form: PlanForm) -> Plan:
    return Plan(
        defendants=form.defendants.data,
        electronic=bool(form.electronic.data),
        sharing=Sharing(form.sharing.data),
        retainer=form.retainer.data or 0,
        served_on=form.served_on.data,
    )
