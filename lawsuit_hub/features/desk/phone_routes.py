"""The page where a caseworker changes the number of somebody who lost the old one: it waits some days and can be stopped."""

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import deeds
from lawsuit_hub.features.desk.forms import NumberForm
from lawsuit_hub.features.desk.routes import REFUSED, SEE_OTHER, done, pages, reason_is_kept
from lawsuit_hub.features.telephones.types import NumberTaken, SameNumber
from lawsuit_hub.infra.i18n import day
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing


@pages.get("/desk/people/<reference>/phone")
@allow(Permission.PERSON_RENUMBER)
def number(reference: str) -> ResponseReturnValue:
    return _page(reference, NumberForm(formdata=None))


@pages.post("/desk/people/<reference>/phone")
@allow(Permission.PERSON_RENUMBER)
def change_number(reference: str) -> ResponseReturnValue:
    form = NumberForm()
    until = _asked(reference, form) if reason_is_kept(form) else None
    if until is None:
        return _page(reference, form), REFUSED
    flash(done(form, _("%(when)s에 번호를 바꿉니다. 옛 번호로 바로 알렸습니다.", when=until)), "done")
    return redirect(f"/desk/people/{reference}/phone", SEE_OTHER)


@pages.post("/desk/people/<reference>/phone/stop")
@allow(Permission.PERSON_RENUMBER)
def stop_change(reference: str) -> ResponseReturnValue:
    deeds.stop_number(g.work, reference)
    flash(_("번호 변경을 멈췄습니다. 지금 번호를 그대로 씁니다."), "done")
    return redirect(f"/desk/people/{reference}/phone", SEE_OTHER)


def _asked(reference: str, form: NumberForm) -> str | None:
    try:
        asked = deeds.change_number(
            g.work, reference, form.phone.data, reason=form.reason.data, checked=form.checked.data
        )
        return str(day(asked.due_at))
    except ReasonMissing:
        form.checked.errors = [_("다섯 글자보다 짧습니다. 나중에 본인이 읽고 알 수 있게 적어 주세요.")]
    except ReasonHoldsNumber:
        form.checked.errors = [_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")]
    except SameNumber:
        form.phone.errors = [_("지금 등록된 번호와 같습니다.")]
    except NumberTaken:
        form.phone.errors = [
            _("이 번호로 등록한 사람이 따로 있습니다. 두 등록을 합치지 않습니다. 본인에게 확인해 주세요.")
        ]
    return None


def _page(reference: str, form: NumberForm) -> str:
    person, waits, earlier = deeds.number_of(g.work, reference)
    return str(
        render_template(
            "desk/number.html",
            form=form,
            person=person,
            waits=waits,
            earlier=earlier,
            press=PressForm(formdata=None),
            days=g.work.settings.number_change_days,
        )
    )
