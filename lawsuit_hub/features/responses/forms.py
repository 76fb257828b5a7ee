"""The forms of uploaded files. The upload itself is read as it arrives (multipart), so its form only shows."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, SelectField
from wtforms.fields.choices import SelectChoice

from lawsuit_hub.features.responses.questions import IGNORE, Recognition
from lawsuit_hub.features.responses.upload_types import Asked
from lawsuit_hub.features.responses.words import QUESTIONS


class UploadForm(FlaskForm):
    """The token comes first in the page, so that it is checked before a byte of the file is kept."""

    file = FileField(_l("설문 응답 파일"))


def columns_form(asked: Asked) -> FlaskForm:
    """A choice for each column that nobody recognised."""

    class ColumnsForm(FlaskForm):
        pass

    named = {IGNORE: _l("가져오지 않음"), **QUESTIONS}
    choices = [SelectChoice(value, words) for value, words in named.items()]
    for column in asked.columns:
        label = column.text.strip() or _l("%(number)s번째 칸 (질문이 비어 있음)", number=column.number)
        setattr(
            ColumnsForm,
            f"column{column.number}",
            SelectField(label, choices=choices, default=column.question or IGNORE),
        )
    return ColumnsForm()


def chosen_of(form: FlaskForm, asked: Asked) -> Mapping[str, str]:
    return {f"#{column.number}": form[f"column{column.number}"].data for column in asked.columns}


def say_unclear(form: FlaskForm, asked: Asked, recognition: Recognition) -> None:
    """Errors beside the columns that answer twice, and above them what is still missing."""
    for question in recognition.missing:
        form.form_errors.append(_("‘%(question)s’에 답하는 칸을 골라 주세요.", question=QUESTIONS[question]))
    for question in recognition.doubtful:
        words = _("‘%(question)s’ 칸은 하나만 고를 수 있습니다.", question=QUESTIONS[question])
        for column in asked.columns:
            field = form[f"column{column.number}"]
            if field.data == question:
                field.errors = [*field.errors, words]
