"""The forms of exhibits: a group's list, looking, what was found, a common exhibit, fixing numbers, asking for an archive."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, MultipleFileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from lawsuit_hub.features.audit.forms import NOT_TOO_LONG, reason_field
from lawsuit_hub.features.documents.types import EVIDENCE, DocumentKind
from lawsuit_hub.features.documents.uploading import PREFIX
from lawsuit_hub.features.exhibits import words
from lawsuit_hub.features.exhibits.archive_types import Purpose
from lawsuit_hub.features.exhibits.board_types import Board
from lawsuit_hub.features.exhibits.commons import LONGEST_TITLE
from lawsuit_hub.features.exhibits.types import Flaw, MemberPapers, Need, Wanted

_CHOOSE = [InputRequired(_l("하나를 골라 주세요."))]
_LAST = len(EVIDENCE)
ACCEPT, RETURN = "accept", "return"
AGREE, REFUSE = "agree", "refuse"


class _ListForm(FlaskForm):
    """`seen`: the version that the page showed. For each kind what it is wanted for, and its place among the exhibits."""

    seen = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


for _kind in EVIDENCE:
    setattr(_ListForm, f"need_{_kind.value}", SelectField(_l("받을까요?")))
    setattr(
        _ListForm,
        f"place_{_kind.value}",
        IntegerField(_l("순서"), [Optional(), NumberRange(1, _LAST, _l("순서를 1부터 적어 주세요."))]),
    )


class LookForm(FlaskForm):
    alias = SelectField(_l("누구의 서류인가요?"), validators=[InputRequired(_l("한 명을 골라 주세요."))])
    reason = reason_field()


class CheckForm(FlaskForm):
    answer = RadioField(_l("이 서류를 쓸 수 있나요?"), validators=_CHOOSE)
    flaw = SelectField(_l("왜 돌려보내나요?"))
    words = TextAreaField(_l("더 알려 줄 말"), [NOT_TOO_LONG])


class CommonForm(FlaskForm):
    """Read as it arrives (documents.uploading), so it only shows."""

    title = StringField(_l("증거 이름"))
    files = MultipleFileField(_l("사진이나 PDF"))


class FixForm(FlaskForm):
    """`seen`: the mark of what the page showed."""

    seen = HiddenField(validators=[InputRequired(), Length(max=16)])


class AskForm(FlaskForm):
    purpose = RadioField(_l("무엇에 쓰나요?"), validators=_CHOOSE)
    reason = reason_field()


class PasswordForm(FlaskForm):
    password = StringField(_l("파일 암호"), [InputRequired(_l("파일 암호를 적어 주세요.")), Length(max=1024)])


class AnswerForm(FlaskForm):
    answer = RadioField(_l("내주어도 될까요?"), validators=_CHOOSE)
    reason = reason_field()


def list_form(wanted: Wanted, **more: Any) -> _ListForm:
    """`formdata=None` for a form that was not sent."""
    data: dict[str, Any] = {"seen": wanted.version}
    places = [*wanted.needs, *(one for one in EVIDENCE if one not in wanted.needs)]
    for place, kind in enumerate(places, 1):
        need = wanted.needs.get(kind)
        data |= {f"need_{kind.value}": need.value if need else "", f"place_{kind.value}": place}
    form = _ListForm(prefix="list", data=data, **more)
    for kind in EVIDENCE:
        form[f"need_{kind.value}"].choices = [(one.value if one else "", words.need(one)) for one in (*Need, None)]
    return form


def needs_of(form: _ListForm) -> dict[DocumentKind, Need]:
    """In the order of the places; of two with the same place the table's own order counts."""
    ordered = sorted(EVIDENCE, key=lambda kind: form[f"place_{kind.value}"].data or _LAST)
    chosen = ((kind, form[f"need_{kind.value}"].data) for kind in ordered)
    return {kind: Need(need) for kind, need in chosen if need}


def look_form(board: Board, **more: Any) -> LookForm:
    """Whoever waits for a check comes first."""
    form = LookForm(prefix="look", **more)
    there = sorted((one for one in board.members if one.handed), key=lambda one: -one.waiting)
    form.alias.choices = [("", words.choose()), *((one.member.alias, _called(one)) for one in there)]
    return form


def _called(one: MemberPapers) -> str:
    return f"{one.member.alias} · {one.name_mask}" + (f" · {words.waiting(one.waiting)}" if one.waiting else "")


def check_form(prefix: str, **more: Any) -> CheckForm:
    form = CheckForm(prefix=prefix, **more)
    form.answer.choices = [(ACCEPT, words.accepts()), (RETURN, words.returns())]
    form.flaw.choices = [("", words.choose()), *((one.value, words.flaw(one)) for one in Flaw)]
    return form


def common_form(title: str = "") -> CommonForm:
    return CommonForm(formdata=None, prefix=PREFIX, data={"title": title})


def title_of(fields: dict[str, str]) -> str:
    return fields.get(f"{PREFIX}-title", "")[: 2 * LONGEST_TITLE]


def ask_form(**more: Any) -> AskForm:
    form = AskForm(prefix="ask", **more)
    form.purpose.choices = [(one.value, words.purpose(one)) for one in Purpose]
    return form


def answer_form(**more: Any) -> AnswerForm:
    form = AnswerForm(prefix="answer", **more)
    form.answer.choices = [(AGREE, words.agrees()), (REFUSE, words.refuses())]
    return form
