"""The forms of verifying a lease: the list of points with a decision, a rectangle to blacken, the removal of an insider."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FloatField, RadioField
from wtforms.validators import InputRequired, NumberRange

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.documents import words
from lawsuit_hub.features.documents.types import Outcome, Point, Saw, Seen
from lawsuit_hub.infra.press_form import PressForm

_ANSWER = _l("하나를 골라 주세요.")


def decision_form(**options: Any) -> ReasonForm:
    """One answer to each point of the list, where it was seen, and what follows."""

    class LeaseForm(ReasonForm):
        seen = RadioField(_l("어디에서 보았나요?"), validators=[InputRequired(_ANSWER)])
        outcome = RadioField(_l("어떻게 정하나요?"), validators=[InputRequired(_ANSWER)])
        compared = BooleanField(_l("이름이 같은 다른 사람임을 서류로 확인했습니다"))

    for one in Point:
        setattr(LeaseForm, one.value, RadioField(words.point(one), validators=[InputRequired(_ANSWER)]))
    form = LeaseForm(prefix="lease", **options)
    for one in Point:
        form[one.value].choices = [(saw.value, words.saw(saw)) for saw in Saw]
    form.seen.choices = [
        (Seen.UPLOAD.value, _l("올린 서류를 열어 보았습니다")),
        (Seen.PERSON.value, _l("창구에서 원본을 보았습니다")),
    ]
    form.outcome.choices = [(one.value, words.outcome(one)) for one in Outcome]
    return form


def points_of(form: ReasonForm) -> dict[Point, Saw]:
    return {one: Saw(form[one.value].data) for one in Point}


class MarkForm(PressForm):
    """A rectangle in hundredths of the page, as somebody drew or typed it."""

    left = FloatField(_l("왼쪽"), [InputRequired(_ANSWER), NumberRange(0, 100)])
    top = FloatField(_l("위"), [InputRequired(_ANSWER), NumberRange(0, 100)])
    width = FloatField(_l("너비"), [InputRequired(_ANSWER), NumberRange(0.2, 100)])
    height = FloatField(_l("높이"), [InputRequired(_ANSWER), NumberRange(0.2, 100)])

    def share(self) -> tuple[float, float, float, float]:
        left, top = self.left.data / 100, self.top.data / 100
        return left, top, min(1.0, left + self.width.data / 100), min(1.0, top + self.height.data / 100)
