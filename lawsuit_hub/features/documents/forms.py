"""The forms of a member's documents. The upload is read as it arrives (infra.multipart), so its form only shows."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import MultipleFileField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.documents import words
from lawsuit_hub.features.documents.declarations import LONGEST
from lawsuit_hub.features.documents.types import Relation

ACCEPTED = "image/jpeg,image/png,image/heic,image/heif,application/pdf"


class DocumentForm(FlaskForm):
    """The token comes first in the page, so that it is checked before a byte of a file is kept."""

    files = MultipleFileField(_l("계약서 사진이나 PDF"))


class RelationForm(FlaskForm):
    relation = RadioField(_l("임대인 쪽과 어떤 관계가 있나요?"), validators=[InputRequired(_l("하나를 골라 주세요."))])
    words = TextAreaField(_l("어떤 관계인가요?"), [Length(max=LONGEST, message=_l("1,000자까지 적을 수 있습니다."))])


def relation_form(**options: object) -> RelationForm:
    form = RelationForm(prefix="relation", **options)
    form.relation.choices = [(one.value, words.relation(one)) for one in Relation]
    return form
