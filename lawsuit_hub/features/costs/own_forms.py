"""The forms of an applicant: what she writes, her account, taking back, an appeal. What she typed of an account is shown to nobody again."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.costs import words
from lawsuit_hub.features.costs.types import (
    LONGEST_LINE,
    LONGEST_WORDS,
    MOST_ITEMS,
    Account,
    Application,
    CostKind,
    Item,
    PaperKind,
    Status,
    Written,
)
from lawsuit_hub.features.documents import uploading
from lawsuit_hub.features.documents.forms import DocumentForm
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.won import amount_of

BAD_AMOUNT = _l("금액을 읽을 수 없습니다. 30000000이나 3,000만 원처럼 적어 주세요.")
BAD_DAY = _l("날짜를 2026-03-02처럼 적어 주세요.")
TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
CHOOSE = _l("하나를 골라 주세요.")
_EMPTY_ROWS, _LEAST_ROWS = 2, 3
_NOT_LONG = Length(max=LONGEST_LINE, message=TOO_LONG)


class SeenForm(FlaskForm):
    """`seen`: the turn that the page showed."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class ItemForm(Form):
    """One cost; a row that is empty is none."""

    kind = SelectField(_l("무엇에 썼나요?"), validators=[Optional()])
    amount = ValueField(_l("금액"), amount_of, bad=BAD_AMOUNT)
    spent_on = ValueField(_l("쓴 날"), parse_date, bad=BAD_DAY)
    note = StringField(_l("덧붙일 말"), [_NOT_LONG])

    @property
    def is_empty(self) -> bool:
        return not (self.kind.data or self.amount.text.strip() or self.spent_on.text.strip())

    def whole(self) -> bool:
        """Whether it is empty or says all three."""
        said = bool(self.kind.data) and self.amount.data is not None and self.spent_on.data is not None
        if self.validate() and (said or self.is_empty):
            return True
        if not self.errors:
            self.amount.errors = [_l("무엇에, 얼마를, 언제 쓰셨는지 모두 적어 주세요.")]
        return False


class AccountForm(SeenForm):
    """Empty where it stays as it is."""

    holder = StringField(_l("예금주"), [_NOT_LONG])
    bank = StringField(_l("은행"), [_NOT_LONG])
    account = StringField(_l("계좌번호"), [Length(max=40, message=TOO_LONG)])


class CostForm(AccountForm):
    status = RadioField(_l("피해자 결정이나 확인서를 받으셨나요?"), validators=[Optional()])
    status_on = ValueField(_l("받은 날"), parse_date, bad=BAD_DAY)
    members = TextAreaField(_l("같은 세대에 사는 사람의 이름"), [Length(max=LONGEST_WORDS, message=TOO_LONG)])
    nobody_else = BooleanField(_l("같은 세대에 사는 사람이 없습니다"))
    alone = BooleanField(_l("우리 세대는 이 가운데 다른 사업을 받지 않았습니다"))
    answered = TextAreaField(_l("담당자가 물은 것에 대한 답"), [Length(max=LONGEST_WORDS, message=TOO_LONG)])


class PaperForm(DocumentForm):
    """Read as it arrives, so that this only shows."""

    kind = SelectField(_l("어떤 서류인가요?"))


class AppealForm(SeenForm):
    words = TextAreaField(
        _l("무엇에 동의하지 않으시나요?"),
        [InputRequired(_l("내용을 적어 주세요.")), Length(max=LONGEST_WORDS, message=TOO_LONG)],
    )


def cost_form(one: Application, **more: Any) -> CostForm:
    content = one.content
    said = {
        "seen": one.turn,
        "status": content.status.value,
        "status_on": content.status_on.isoformat() if content.status_on else "",
        "alone": content.alone,
        "answered": content.answered,
    }
    form = CostForm(**more, data=said)
    form.status.choices = [(each.value, words.status(each)) for each in Status]
    return form


def item_forms(one: Application, *, sent: bool) -> list[ItemForm]:
    """A row for each cost and some empty ones; what was sent, as it was sent."""
    count = min(MOST_ITEMS, max(_LEAST_ROWS, len(one.content.items) + _EMPTY_ROWS))
    if sent:
        count = min(MOST_ITEMS, max(count, sum(f"item-{at}-amount" in request.form for at in range(MOST_ITEMS))))
    rows = []
    for at in range(count):
        kept = one.content.items[at] if at < len(one.content.items) else None
        row = ItemForm(request.form if sent else None, prefix=f"item-{at}", data=_typed(kept))
        row.kind.choices = [("", str(_l("골라 주세요"))), *((each.value, words.kind(each)) for each in CostKind)]
        rows.append(row)
    return rows


def written_of(form: CostForm, items: list[ItemForm]) -> Written:
    names = tuple(line.strip() for line in (form.members.data or "").splitlines() if line.strip())
    stay = not names and not form.nobody_else.data
    return Written(
        status=Status(form.status.data) if form.status.data else Status.NONE,
        status_on=form.status_on.data,
        items=tuple(
            Item(CostKind(row.kind.data), row.amount.data, row.spent_on.data, row.note.data or "")
            for row in items
            if not row.is_empty
        ),
        alone=bool(form.alone.data),
        account=account_of(form),
        members=None if stay else names,
        answered=form.answered.data or "",
    )


def account_of(form: AccountForm) -> Account | None:
    """None where nothing was typed: it stays."""
    said = [(field.data or "").strip() for field in (form.holder, form.bank, form.account)]
    return Account(*said) if any(said) else None


def paper_form(kind: PaperKind = PaperKind.RECEIPT, *, wrong: str = "") -> PaperForm:
    form = PaperForm(formdata=None, prefix=uploading.PREFIX, data={"kind": kind.value})
    form.kind.choices = [(one.value, words.paper(one)) for one in PaperKind]
    if wrong:
        form.files.errors = [wrong]
    return form


def paper_kind(fields: Mapping[str, str]) -> PaperKind:
    said = fields.get(f"{uploading.PREFIX}-kind", "")
    return PaperKind(said) if said in set(PaperKind) else PaperKind.OTHER


def _typed(kept: Item | None) -> dict[str, str]:
    if kept is None:
        return {}
    return {
        "kind": kept.kind.value,
        "amount": str(kept.amount),
        "spent_on": kept.spent_on.isoformat(),
        "note": kept.note,
    }
