"""The forms of the library's desk."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.library import words
from lawsuit_hub.features.library.types import (
    CATEGORIES,
    LANGUAGES,
    LONGEST_LABEL,
    LONGEST_NOTE,
    LONGEST_SUMMARY,
    LONGEST_TITLE,
    Facts,
    Manual,
)

_WRITE = _l("내용을 적어 주세요.")
_TOO_LONG = _l("너무 깁니다. 조금 줄여 주세요.")
_CHOOSE = _l("하나를 골라 주세요.")


class ManualForm(FlaskForm):
    """`once` names this very form where a manual is made."""

    title = StringField(_l("제목"), [InputRequired(_WRITE), Length(max=LONGEST_TITLE, message=_TOO_LONG)])
    summary = TextAreaField(
        _l("어떤 자료인지"), [InputRequired(_WRITE), Length(max=LONGEST_SUMMARY, message=_TOO_LONG)]
    )
    category = SelectField(_l("종류"), validators=[InputRequired(_CHOOSE)])
    once = HiddenField(validators=[Length(max=40)])


class VersionForm(FlaskForm):
    """Read as it arrives (publishing.uploading), so it only shows. The token comes first, the file last."""

    label = StringField(_l("판 이름"), [Length(max=LONGEST_LABEL, message=_TOO_LONG)])
    note = TextAreaField(_l("무엇이 바뀌었는지"), [Length(max=LONGEST_NOTE, message=_TOO_LONG)])
    language = SelectField(_l("언어"))
    file = FileField(_l("파일"))


def manual_form(stands: Manual | None = None, **more: Any) -> ManualForm:
    facts = stands.facts if stands else None
    data = {"title": facts.title, "summary": facts.summary, "category": facts.category} if facts else {}
    form = ManualForm(prefix="manual", data=data, **more)
    form.category.choices = [(one, words.category(one)) for one in CATEGORIES]
    return form


def facts_of(form: ManualForm) -> Facts:
    return Facts(form.title.data or "", form.summary.data or "", form.category.data or "")


def version_form(**typed: str) -> VersionForm:
    form = VersionForm(formdata=None, prefix="version", data=typed)
    form.language.choices = [(one, words.language(one)) for one in LANGUAGES]
    return form
