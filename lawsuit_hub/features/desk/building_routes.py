"""Pages on which a caseworker decides together about those who wait and name one building."""

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import buildings, words
from lawsuit_hub.features.desk.forms import RegroupForm
from lawsuit_hub.features.desk.regroup_types import ChangedSince, NotTogether
from lawsuit_hub.features.desk.routes import CONFLICT, REFUSED, SEE_OTHER, done, pages, reason_is_kept
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.victims.types import NoSuchVictim


@pages.get("/desk/review/<reference>/building")
@allow(Permission.PERSON_READ)
def building(reference: str) -> ResponseReturnValue:
    return _choosing(reference, RegroupForm(formdata=None))


@pages.post("/desk/review/<reference>/building/preview")
@allow(Permission.PERSON_READ)
def preview_building(reference: str) -> ResponseReturnValue:
    return _preview(reference, RegroupForm())


@pages.post("/desk/review/<reference>/building")
@allow(Permission.LANDLORD_DECIDE)
def decide_building(reference: str) -> ResponseReturnValue:
    form = RegroupForm()
    if not reason_is_kept(form):
        return _preview(reference, form, status=REFUSED)
    chosen, token = form.people.data or [], form.token.data or ""
    try:
        code = buildings.decide(g.work, reference, chosen, code=_code(form), reason=form.reason.data, token=token)
    except (ChangedSince, NotTogether):
        return _preview(reference, form, status=CONFLICT)
    said = _("%(count)s명을 %(group)s에 넣었습니다.", count=len(chosen), group=code)
    flash(done(form, said), "done")
    return redirect("/desk/review", SEE_OTHER)


def _code(form: RegroupForm) -> str:
    return (form.into.data or "").strip().upper()


def _choosing(reference: str, form: RegroupForm) -> str:
    shown = buildings.building(g.work, reference)
    return render_template("desk/building.html", shown=shown, form=form, reference=reference, words=words)


def _preview(reference: str, form: RegroupForm, *, status: int = 200) -> ResponseReturnValue:
    try:
        shown = buildings.look(g.work, reference, form.people.data or [], code=_code(form))
    except (NoSuchGroup, NoSuchVictim, NotTogether) as refusal:
        if isinstance(refusal, NoSuchGroup):
            form.into.errors = [_("없는 모임 번호입니다.")]
        else:
            form.people.errors = [_("이 건물을 적고 기다리는 사람을 한 명 이상 골라 주세요.")]
        return _choosing(reference, form), REFUSED
    form.token.data = shown.token
    page = render_template(
        "desk/building_preview.html",
        shown=shown,
        form=form,
        reference=reference,
        into=_code(form),
        words=words,
        changed=status == CONFLICT,
        count=buildings.agreements,
    )
    return page, status
