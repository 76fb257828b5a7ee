"""The forms of a member's documents. The upload is read as it arrives (infra.multipart), so its form only shows."""

from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import MultipleFileField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.documents import words
from lawsuit_hub.features.documents.declarations import LONGEST
from lawsuit_hub.features.documents.types import Relation, WordsMissing
from lawsuit_hub.infra.refusals import ReasonHoldsNumber

ACCEPTED = "image/jpeg,image/png,image/heic,image/heif,application/pdf"


class DocumentForm(FlaskForm):
    """The token comes first in the page, so that it is checked before a byte of a file is kept."""

    files = MultipleFileField(_l("계약서 사진이나 PDF"))


class RelationForm(FlaskForm):
    relation = RadioField(_l("임대인 쪽과 어떤 관계가 있나요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    words = TextAreaField(_l("어떤 관계인가요?"), [Length(max=LONGEST, message=_l("1,000자까지 적을 수 있습니다."))])


def is_told(form: RelationForm, tell: Callable[[Relation, str], None]) -> bool:
    """Whether the form was whole and kept; else its words stand beside the field."""
    if not form.validate():
        return False
    try:
        tell(Relation(form.relation.data), form.words.data or "")
    except WordsMissing:
        form.words.errors = [_l("어떤 관계인지 한두 문장으로 적어 주세요.")]
    except ReasonHoldsNumber:
        form.words.errors = [_l("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")]
    return not form.words.errors


def relation_form(**options: object) -> RelationForm:
    form = RelationForm(prefix="relation", **options)
    form.relation.choices = [(one.value, words.relation(one)) for one in Relation]
    return form
