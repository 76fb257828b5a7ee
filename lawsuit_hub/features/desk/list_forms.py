"""The forms of lists by filter: the filter itself, its name, and a deed for everybody it finds."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import words
from lawsuit_hub.features.desk.kept_filters import LONGEST
from lawsuit_hub.features.desk.list_types import NO_GROUP, Wanted
from lawsuit_hub.features.desk.types import Next
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.victims.types import Channel

_YEARS = range(2000, 2101)
_YES = {"yes": True, "no": False}


def _is_a_day(_form: FlaskForm, field: DateField) -> None:
    if field.data is not None and field.data.year not in _YEARS:
        raise ValidationError(_("날짜를 다시 봐 주세요."))


class FilterForm(FlaskForm):
    """Sent by GET: it changes nothing and carries no token. Every answer is one of a few words or a day, so that no address names anybody."""

    class Meta:
        csrf = False

    step = SelectField(_l("다음 할 일"), default="")
    group = SelectField(_l("모임"), default="")
    stage = SelectField(_l("모임의 단계"), default="")
    channel = SelectField(_l("어떻게 등록했나"), default="")
    since = DateField(_l("이날부터 등록"), [Optional(), _is_a_day])
    until = DateField(_l("이날까지 등록"), [Optional(), _is_a_day])
    entered = SelectField(_l("대화방에 들어옴"), default="")
    shares = SelectField(_l("카드를 보여 줌"), default="")
    papers = SelectField(_l("볼 서류가 있음"), default="")

    def offer(self, codes: Iterable[str]) -> None:
        """What the select fields give to choose from."""
        steps = [(one.value, words.next_step(one)) for one in Next if one is not Next.TASK]
        self.step.choices = _any(steps)
        self.group.choices = _any([(NO_GROUP, _("없음")), *((code, code) for code in codes)])
        self.stage.choices = _any([(one.value, stage_label(one)) for one in Stage])
        self.channel.choices = _any([(one.value, words.channel(one)) for one in Channel])
        for field in (self.entered, self.shares, self.papers):
            field.choices = _any([("yes", _("예")), ("no", _("아니요"))])

    def wanted(self) -> Wanted:
        """Of a form that was validated."""
        step, stage, channel = self.step.data, self.stage.data, self.channel.data
        return Wanted(
            step=Next(step) if step else None,
            group=self.group.data or None,
            stage=Stage(stage) if stage else None,
            channel=Channel(channel) if channel else None,
            since=self.since.data,
            until=self.until.data,
            entered=_YES.get(self.entered.data),
            shares=_YES.get(self.shares.data),
            papers=_YES.get(self.papers.data),
        )


def asked_by(query: str) -> MultiDict[str, str]:
    """The answers in a filter that travelled as one text."""
    try:
        return MultiDict(parse_qsl(query, max_num_fields=20))
    except ValueError:
        return MultiDict()


def _any(choices: Iterable[Any]) -> list[Any]:
    return [("", _("모두")), *choices]


class KeepForm(FlaskForm):
    """`query`: the filter that is kept."""

    name = StringField(
        _l("이 조건의 이름"),
        [
            InputRequired(_l("이름을 적어 주세요.")),
            Length(max=LONGEST, message=_l("40자까지 적을 수 있습니다. 조금 줄여 주세요.")),
        ],
    )
    query = HiddenField()


class BulkForm(ReasonForm):
    """`token`: for whom the page had reckoned."""

    query = HiddenField()
    action = HiddenField()
    token = HiddenField()
