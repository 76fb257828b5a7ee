"""What the pages of claims and costs say. Decides nothing."""

from datetime import date

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.claims.types import BadFigures, NotReadable, Sharing
from lawsuit_hub.values.interest import CIVIL, LITIGATION


def _(text: str, **values: object) -> str:
    return str(gettext(text, **values))


def sharing(one: Sharing) -> str:
    return {
        Sharing.USUAL: _("인지액과 변호사 보수는 청구액에 따라, 송달료는 똑같이"),
        Sharing.CLAIM: _("모두 청구액에 따라"),
        Sharing.EQUAL: _("모두 똑같이"),
        Sharing.AGREED: _("합의한 몫에 따라"),
    }[one]


def choose() -> str:
    return _("골라 주세요")


def by(role: str | None) -> str:
    return {
        "member": _("본인이 적음"),
        "lawyer": _("변호사가 적음"),
        "caseworker": _("담당자가 적음"),
        "decision": _("소송비 지원 결정에서 옮겨 적음"),
    }.get(role or "", "")


def rates() -> str:
    late, before = LITIGATION[-1].percent, CIVIL.percent
    return _("그 다음 날부터 이자가 연 %(late)s%%가 됩니다. 그 전에는 연 %(before)s%%입니다.", late=late, before=before)


def typed(amount: int) -> str:
    """As a field begins with it; nothing for nothing."""
    return f"{amount:,}" if amount else ""


def typed_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def explain(form: FlaskForm, refusal: BadFigures | NotReadable) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, NotReadable):
        form.form_errors = [*form.form_errors, _("지금은 적을 수 없습니다. 담당 창구에 알려 주세요.")]
        return
    field = form._fields.get(refusal.field)
    if field is not None:
        field.errors = [*field.errors, _why(refusal.why)]


def _why(why: str) -> str:
    return {
        "more": _("돌려받은 돈과 배당받은 돈이 보증금보다 많습니다. 다시 봐 주세요."),
        "large": _("금액을 다시 봐 주세요."),
        "weight": _("0에서 10000까지 적어 주세요."),
        "future": _("아직 오지 않은 날입니다. 날짜를 다시 봐 주세요."),
        "defendants": _("1에서 100까지 적어 주세요."),
    }[why]
