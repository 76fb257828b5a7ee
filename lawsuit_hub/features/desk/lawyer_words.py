"""The form that gives a group to a lawyer: its days as people write them, and what is said when it is refused."""

from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from lawsuit_hub.features.desk.forms import LawyerForm
from lawsuit_hub.features.desk.types import NotALawyer
from lawsuit_hub.features.lawsuits import assignments
from lawsuit_hub.features.lawsuits.types import AssignmentLine, BadPeriod
from lawsuit_hub.infra.i18n import day
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.values.dates import parse_date
from lawsuit_hub.values.refused import BadDate


def days_are_read(form: LawyerForm) -> bool:
    """Whether both days can be read; else the words stand beside the field."""
    readable = True
    for field in (form.starts_on, form.until):
        try:
            _day(field.data)
        except BadDate:
            field.errors = [_("날짜를 2026-03-02처럼 적어 주세요.")]
            readable = False
    return readable


def _day(written: str | None) -> date | None:
    return parse_date(written) if written and written.strip() else None


def assignment_of(form: LawyerForm) -> dict[str, Any]:
    """Raises NotALawyer where what was chosen is no id."""
    try:
        lawyer_id = UUID(form.lawyer.data)
    except ValueError:
        raise NotALawyer from None
    return {
        "lawyer_id": lawyer_id,
        "starts_on": _day(form.starts_on.data),
        "until": _day(form.until.data),
        "reason": form.reason.data,
    }


def explain(form: LawyerForm, refusal: Refusal) -> None:
    if isinstance(refusal, NotALawyer):
        form.lawyer.errors = [_("이제 고를 수 없는 계정입니다. 다른 변호사를 골라 주세요.")]
    elif isinstance(refusal, BadPeriod):
        form.until.errors = [_("첫날은 오늘이나 그 뒤, 마지막 날은 첫날이나 그 뒤여야 합니다.")]
    else:
        form.starts_on.errors = [_("지금 맡은 변호사가 있습니다. 그 기간을 먼저 끝내 주세요.")]


def period(line: AssignmentLine) -> str:
    """From which day through which: the planned end, or the day on which it was ended."""
    end = line.ended_at or (assignments.last_day(line.ends_at) if line.ends_at else None)
    if end is None:
        return str(_("%(first)s부터", first=day(line.starts_at)))
    return str(_("%(first)s부터 %(last)s까지", first=day(line.starts_at), last=day(end)))
