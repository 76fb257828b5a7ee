"""Pages on which groups are merged, split and put back: always seen first, with what follows from it, then confirmed."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import change_lines, regroup_words, regrouping, words
from lawsuit_hub.features.desk.forms import RegroupForm
from lawsuit_hub.features.desk.regroup_types import ChangedSince, NotTogether, Plan
from lawsuit_hub.features.desk.routes import CONFLICT, REFUSED, SEE_OTHER, done, page_number, pages, reason_is_kept
from lawsuit_hub.features.lawsuits.change_types import CannotUndo
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.victims.types import NoSuchVictim


@pages.get("/desk/groups/<code>/merge")
@allow(Permission.DESK_READ)
def look_at_merge(code: str) -> ResponseReturnValue:
    return _merge(code, request.args.get("with", "").strip().upper(), RegroupForm(formdata=None))


@pages.post("/desk/groups/<code>/merge")
@allow(Permission.GROUP_MERGE)
def merge_groups(code: str) -> ResponseReturnValue:
    form = RegroupForm()
    other = (form.other.data or "").strip().upper()
    if not reason_is_kept(form):
        return _merge(code, other, form), REFUSED
    try:
        kept = regrouping.merge(g.work, code, other, reason=form.reason.data, token=form.token.data or "")
    except ChangedSince:
        return _merge(code, other, form, changed=True), CONFLICT
    flash(done(form, _("두 모임을 합쳤습니다. 대화방에서 할 일이 남았는지 봐 주세요.")), "done")
    return redirect(f"/desk/groups/{kept}", SEE_OTHER)


def _merge(code: str, other: str, form: RegroupForm, *, changed: bool = False) -> str:
    shown, plan, beside, wrong = regrouping.seen(g.work, code), None, None, ""
    if other:
        try:
            plan, beside = regrouping.plan_merge(g.work, code, other), regrouping.beside(g.work, code, other)
        except (NoSuchGroup, NotTogether):
            wrong = _("%(code)s은 없는 번호이거나 바로 이 모임입니다.", code=other)
    form.other.data, form.token.data = other, plan.token if plan else ""
    told = {"line": shown, "other": other, "beside": beside, "wrong": wrong, "changed": changed}
    return _page("desk/merge.html", form, plan, **told)


@pages.get("/desk/groups/<code>/split")
@allow(Permission.PERSON_READ)
def look_at_split(code: str) -> ResponseReturnValue:
    return _split(code, RegroupForm(formdata=None))


@pages.post("/desk/groups/<code>/split/preview")
@allow(Permission.PERSON_READ)
def preview_split(code: str) -> ResponseReturnValue:
    return _chosen(code, RegroupForm(), first=True)


@pages.post("/desk/groups/<code>/split")
@allow(Permission.GROUP_MERGE)
def split_group(code: str) -> ResponseReturnValue:
    form = RegroupForm()
    if not reason_is_kept(form):
        return _chosen(code, form)
    chosen, into = form.people.data or [], _code_in(form)
    try:
        new = regrouping.split(g.work, code, chosen, into=into, reason=form.reason.data, token=form.token.data or "")
    except (ChangedSince, NotTogether, NoSuchVictim):
        return _chosen(code, form, changed=True)
    flash(done(form, _("%(code)s으로 나누었습니다. 대화방에서 할 일이 남았는지 봐 주세요.", code=new)), "done")
    return redirect(f"/desk/groups/{new}", SEE_OTHER)


def _code_in(form: RegroupForm) -> str:
    return (form.into.data or "").strip().upper()


def _chosen(code: str, form: RegroupForm, *, first: bool = False, changed: bool = False) -> ResponseReturnValue:
    """The preview of what was chosen; back to choosing where that cannot be."""
    wrong = {
        "code": _("없는 번호이거나 바로 이 모임입니다. 비워 두면 새 모임이 생깁니다."),
        "nobody": _("한 명 이상 고르고, 한 명 이상 남겨 주세요. 모두 옮기려면 ‘합치기’를 써 주세요."),
    }
    chosen = form.people.data or []
    shown = regrouping.seen(g.work, code)
    try:
        plan = regrouping.plan_split(g.work, code, chosen, into=_code_in(form))
    except (NoSuchVictim, NotTogether, NoSuchGroup) as refusal:
        nobody = isinstance(refusal, NoSuchVictim) or (isinstance(refusal, NotTogether) and refusal.why == "nobody")
        (form.people if nobody else form.into).errors = [wrong["nobody" if nobody else "code"]]
        return _split(code, form), REFUSED
    form.token.data = plan.token
    page = _page("desk/split_preview.html", form, plan, line=shown, chosen=chosen, into=_code_in(form), changed=changed)
    if first:
        return page
    return page, CONFLICT if changed else REFUSED


def _split(code: str, form: RegroupForm) -> str:
    people = regrouping.choices(g.work, code)
    chosen = set(form.people.data or [])
    return _page("desk/split.html", form, None, line=regrouping.seen(g.work, code), people=people, chosen=chosen)


@pages.get("/desk/changes")
@allow(Permission.DESK_READ)
def changes() -> ResponseReturnValue:
    lines, page, count = change_lines.listed(g.work, page=page_number())
    return render_template(
        "desk/changes.html", lines=lines, page=page, pages=count, say=regroup_words, days=g.work.settings.undo_days
    )


@pages.get("/desk/changes/<uuid:change>")
@allow(Permission.DESK_READ)
def change(change: UUID) -> ResponseReturnValue:
    return _change(change, RegroupForm(formdata=None))


@pages.post("/desk/changes/<uuid:change>")
@allow(Permission.GROUP_MERGE)
def undo_change(change: UUID) -> ResponseReturnValue:
    form = RegroupForm()
    if not reason_is_kept(form):
        return _change(change, form), REFUSED
    return _undo(change, form)


def _undo(change: UUID, form: RegroupForm) -> ResponseReturnValue:
    try:
        regrouping.undo(g.work, change, reason=form.reason.data, token=form.token.data or "")
    except ChangedSince:
        return _change(change, form, changed=True), CONFLICT
    except CannotUndo as refused:
        form.form_errors.append(regroup_words.bar(refused.bar))
        return _change(change, form), CONFLICT
    flash(done(form, _("되돌렸습니다. 변호사, 대화방, 초대는 새로 정해 주세요.")), "done")
    return redirect("/desk/changes", SEE_OTHER)


def _change(change_id: UUID, form: RegroupForm, *, changed: bool = False) -> str:
    line, plan = change_lines.shown(g.work, change_id)
    form.token.data = plan.token if plan else ""
    return _page("desk/change.html", form, plan, line=line, changed=changed)


def _page(template: str, form: RegroupForm, plan: Plan | None, **shown: object) -> str:
    return render_template(template, form=form, plan=plan, words=words, say=regroup_words, **shown)
