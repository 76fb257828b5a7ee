"""The desk's forms: a programme's rules, its money, the first check, the second word, appeals, lists for the finance office."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import (
    BooleanField,
    FileField,
    Form,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.costs import words
from lawsuit_hub.features.costs.own_forms import BAD_AMOUNT, BAD_DAY, CHOOSE, TOO_LONG, SeenForm
from lawsuit_hub.features.costs.types import (
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_HOUSEHOLDS,
    Application,
    CostKind,
    Findings,
    Known,
    Rule,
    Rules,
    Status,
    Sure,
)
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.won import amount_of

CHECKED = tuple(one for one in Rule if one is not Rule.BUDGET)
APPROVE, REJECT = "approve", "reject"
AGREE, RETURN = "agree", "return"
_NOT_LONG = Length(max=LONGEST_LINE, message=TOO_LONG)
_WRITE = InputRequired(_l("내용을 적어 주세요."))
_NO_TIE = _l("신청인과 가족이거나 아는 사이가 아닙니다")
_NUMBER = _l("숫자로 적어 주세요.")
_LONGEST_APPEAL, _LONGEST_PASTE = 365, 200_000


class RulesForm(FlaskForm):
    """`once` names this very form of a new programme, `seen` the turn that is rewritten."""

    name = StringField(_l("사업 이름"), [_WRITE, _NOT_LONG])
    districts = TextAreaField(
        _l("어느 지역에서 임차한 사람인가요?"), [_WRITE, Length(max=LONGEST_WORDS, message=TOO_LONG)]
    )
    statuses = SelectMultipleField(_l("어떤 결정이나 확인서가 있어야 하나요?"))
    kinds = SelectMultipleField(_l("어떤 비용을 지원하나요?"))
    per_household = ValueField(_l("세대당 지원하는 금액"), amount_of, bad=BAD_AMOUNT, missing=BAD_AMOUNT)
    spent_from = ValueField(_l("언제부터 쓴 비용인가요?"), parse_date, bad=BAD_DAY, missing=BAD_DAY)
    opens = ValueField(_l("신청을 받기 시작하는 날"), parse_date, bad=BAD_DAY, missing=BAD_DAY)
    closes = ValueField(_l("신청을 그만 받는 날"), parse_date, bad=BAD_DAY)
    one_of = TextAreaField(_l("이 가운데 하나만 받을 수 있는 사업"), [Length(max=LONGEST_WORDS, message=TOO_LONG)])
    appeal_days = IntegerField(_l("이의신청을 받는 날수"), [NumberRange(1, _LONGEST_APPEAL, _NUMBER)], default=30)
    source = StringField(_l("출처"), [_WRITE, _NOT_LONG])
    url = StringField(_l("출처 주소"), [_NOT_LONG])
    on = ValueField(_l("확인한 날"), parse_date, bad=BAD_DAY, missing=BAD_DAY)
    sure = RadioField(_l("얼마나 확실한가요?"), validators=[InputRequired(CHOOSE)])
    once = HiddenField(validators=[Length(max=40)])
    seen = HiddenField(validators=[Length(max=9)])


class ForceForm(ReasonForm, SeenForm):
    pass


class BudgetForm(ReasonForm):
    year = IntegerField(_l("해"), [InputRequired(_NUMBER), NumberRange(2000, 2100, _NUMBER)])
    total = ValueField(_l("그해 예산"), amount_of, bad=BAD_AMOUNT, missing=BAD_AMOUNT)


class AskForm(ReasonForm, SeenForm):
    pass


class ItemCheckForm(Form):
    """What of one cost is recognised."""

    recognised = ValueField(_l("인정하는 금액"), amount_of, bad=BAD_AMOUNT, missing=BAD_AMOUNT)
    because = StringField(_l("적게 인정하는 이유"), [_NOT_LONG])


class CheckForm(ReasonForm, SeenForm):
    """Also a field for each rule (below)."""

    proposal = RadioField(_l("어떻게 하자고 할까요?"), validators=[InputRequired(CHOOSE)])
    household_no = IntegerField(
        _l("이 집의 몇 번째 세대인가요?"), [Optional(), NumberRange(1, MOST_HOUSEHOLDS, _NUMBER)], default=1
    )
    no_tie = BooleanField(_NO_TIE, [InputRequired(_l("아는 사이라면 다른 담당자에게 넘겨 주세요."))])


for _rule in CHECKED:
    setattr(CheckForm, f"rule_{_rule}", RadioField(validators=[InputRequired(CHOOSE)]))


class DecideForm(ReasonForm, SeenForm):
    word = RadioField(_l("어떻게 하시겠어요?"), validators=[InputRequired(CHOOSE)])
    no_tie = BooleanField(_NO_TIE, [InputRequired(_l("아는 사이라면 다른 담당자에게 넘겨 주세요."))])


class AppealDecisionForm(ReasonForm, SeenForm):
    more = ValueField(_l("더 지원하는 금액"), amount_of, bad=BAD_AMOUNT, missing=BAD_AMOUNT)


class ListForm(ReasonForm):
    once = HiddenField(validators=[InputRequired(), Length(max=40)])


class ResultForm(FlaskForm):
    """Pasted, or a file: one of the two. The file is read within the bytes of any form."""

    text = TextAreaField(_l("지급 결과"), [Length(max=_LONGEST_PASTE, message=TOO_LONG)])
    file = FileField(_l("또는 파일 (CSV나 XLSX)"))

    def sent(self) -> tuple[str, bytes]:
        file = self.file.data
        return self.text.data or "", file.read() if isinstance(file, FileStorage) else b""


class ReturnForm(ReasonForm, SeenForm):
    pass


def fresh() -> str:
    """Names one form: sent twice, it does its deed once."""
    return uuid4().hex


def rules_form(rules: Rules | None, *, seen: int | None = None, **more: Any) -> RulesForm:
    """`seen`: the turn that is rewritten; None for a new programme."""
    form = RulesForm(**more, data={**_typed(rules), "seen": "" if seen is None else str(seen)})
    form.statuses.choices = [(one.value, words.status(one)) for one in Status if one is not Status.NONE]
    form.kinds.choices = [(one.value, words.kind(one)) for one in CostKind]
    form.sure.choices = [(one.value, words.sure(one)[1]) for one in Sure]
    if seen is None and not form.once.data:
        form.once.data = fresh()
    return form


def rules_of(form: RulesForm) -> Rules:
    return Rules(
        name=(form.name.data or "").strip(),
        districts=_lines(form.districts.data),
        statuses=frozenset(Status(one) for one in form.statuses.data or ()),
        per_household=form.per_household.data,
        kinds=frozenset(CostKind(one) for one in form.kinds.data or ()),
        spent_from=form.spent_from.data,
        opens=form.opens.data,
        closes=form.closes.data,
        one_of=_lines(form.one_of.data),
        appeal_days=form.appeal_days.data,
        source=(form.source.data or "").strip(),
        url=(form.url.data or "").strip(),
        on=form.on.data,
        sure=Sure(form.sure.data),
    )


def check_form(one: Application, **more: Any) -> CheckForm:
    found = one.findings
    said: dict[str, Any] = {"seen": one.turn, "household_no": found.household_no if found else 1}
    if found is not None:
        said |= {f"rule_{rule}": known.value for rule, known in found.rules.items()}
        said |= {"reason": found.reason, "proposal": APPROVE if found.approve else REJECT}
    form = CheckForm(prefix="check", data=said, **more)
    form.proposal.choices = [(APPROVE, str(_l("지원하자고 합니다"))), (REJECT, str(_l("지원하지 말자고 합니다")))]
    for rule in CHECKED:
        field = form[f"rule_{rule}"]
        field.choices = [(known.value, words.known(known)[1]) for known in Known]
        field.label.text = words.rule(rule)
    return form


def item_checks(one: Application, *, sent: bool) -> list[ItemCheckForm]:
    rows = []
    found = one.findings
    for at, item in enumerate(one.content.items):
        known = found is not None and at < len(found.recognised)
        said = {
            "recognised": str(found.recognised[at] if found is not None and known else item.amount),
            "because": found.because[at] if found is not None and known else "",
        }
        rows.append(ItemCheckForm(request.form if sent else None, prefix=f"item-{at}", data=said))
    return rows


def findings_of(form: CheckForm, items: Sequence[ItemCheckForm]) -> Findings:
    return Findings(
        rules={rule: Known(form[f"rule_{rule}"].data) for rule in CHECKED},
        recognised=tuple(row.recognised.data for row in items),
        because=tuple(row.because.data or "" for row in items),
        approve=form.proposal.data == APPROVE,
        reason=form.reason.data,
        household_no=form.household_no.data or 1,
    )


def decide_form(one: Application, **more: Any) -> DecideForm:
    form = DecideForm(prefix="decide", data={"seen": one.turn}, **more)
    form.word.choices = [(AGREE, str(_l("첫 확인대로 정합니다"))), (RETURN, str(_l("다시 보게 돌려보냅니다")))]
    return form


def _typed(rules: Rules | None) -> dict[str, Any]:
    if rules is None:
        return {}
    kept = rules.kept()
    return {
        **kept,
        "districts": "\n".join(rules.districts),
        "one_of": "\n".join(rules.one_of),
        "per_household": str(rules.per_household),
        "closes": kept["closes"] or "",
    }


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())
