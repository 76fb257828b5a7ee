"""Pages of lists by filter: found, kept under a name, and one message to all of them, seen before it is sent."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.desk import bulk, bulk_words, groups, kept_filters, people, words
from lawsuit_hub.features.desk.list_forms import BulkForm, FilterForm, KeepForm, asked_by
from lawsuit_hub.features.desk.list_types import BadName, Bulk, FiltersFull, Wanted
from lawsuit_hub.features.desk.routes import NOT_FOUND, REFUSED, SEE_OTHER, done, page_number, pages, reason_is_kept
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber

NOTHING = Wanted()


@pages.get("/desk/list")
@allow(Permission.PERSON_READ)
def wanted_people() -> ResponseReturnValue:
    form = _filter(FilterForm(request.args))
    if not form.validate():
        return _list(form), REFUSED
    return _list(form, form.wanted())


@pages.post("/desk/list/kept")
@allow(Permission.PERSON_READ)
def keep_filter() -> ResponseReturnValue:
    form = KeepForm(prefix="keep")
    asked, wanted = _travelled(form.query.data)
    if not wanted or not form.validate():
        return _list(asked, wanted, keep=form), REFUSED
    try:
        replaced = kept_filters.keep(g.work, form.name.data, wanted)
    except (BadName, FiltersFull, ReasonHoldsNumber) as refusal:
        form.name.errors = [_no_name(refusal)]
        return _list(asked, wanted, keep=form), REFUSED
    flash(_kept(replaced), "done")
    return redirect(f"/desk/list?{wanted.query()}", SEE_OTHER)


def _kept(replaced: bool) -> str:
    said, hidden = _("조건을 저장했습니다."), _("이름에 적힌 개인정보는 가리고 남겼습니다.")
    return f"{said} {hidden}" if replaced else str(said)


def _no_name(refusal: Exception) -> str:
    if isinstance(refusal, FiltersFull):
        return str(_("%(most)s개까지 저장할 수 있습니다. 쓰지 않는 것을 지워 주세요.", most=kept_filters.MOST))
    if isinstance(refusal, ReasonHoldsNumber):
        return str(_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."))
    return str(_("40자까지 적을 수 있습니다. 조금 줄여 주세요."))


@pages.post("/desk/list/kept/<uuid:kept>/drop")
@allow(Permission.PERSON_READ)
def drop_filter(kept: UUID) -> ResponseReturnValue:
    kept_filters.drop(g.work, kept)
    flash(_("저장한 조건을 지웠습니다."), "done")
    return redirect("/desk/list", SEE_OTHER)


@pages.post("/desk/list/preview")
@allow(Permission.PERSON_READ)
def preview_bulk() -> ResponseReturnValue:
    """Writes nothing."""
    form = BulkForm(prefix="bulk")
    asked, wanted = _travelled(form.query.data)
    if not wanted:
        return _list(asked), REFUSED
    return _preview(form, wanted)


@pages.post("/desk/list/send")
@allow(Permission.ROOM_MANAGE)
def send_bulk() -> ResponseReturnValue:
    form = BulkForm(prefix="bulk")
    asked, wanted = _travelled(form.query.data)
    if not wanted:
        return _list(asked), REFUSED
    action, token = _action(form), form.token.data or ""
    if not reason_is_kept(form):
        return _preview(form, wanted), REFUSED
    sent = bulk.carry_out(g.work, wanted, action, reason=form.reason.data, token=token)
    flash(done(form, bulk_words.done(action, sent)), "done")
    return redirect(f"/desk/list?{wanted.query()}", SEE_OTHER)


def _action(form: BulkForm) -> Bulk:
    if form.action.data not in set(Bulk):
        abort(NOT_FOUND)
    return Bulk(form.action.data)


def _filter(form: FilterForm) -> FilterForm:
    form.offer(row.line.code for row in groups.group_rows(g.work))
    return form


def _travelled(query: str | None) -> tuple[FilterForm, Wanted | None]:
    """The filter that a form carried along; None where it asks nothing, or something that is none."""
    form = _filter(FilterForm(asked_by(query or "")))
    wanted = form.wanted() if form.validate() else NOTHING
    return form, None if wanted == NOTHING else wanted


def _list(form: FilterForm, wanted: Wanted | None = None, *, keep: KeepForm | None = None) -> str:
    """Nobody is listed before something was asked: there is no list of everybody."""
    asks = wanted is not None and wanted != NOTHING
    query = wanted.query() if wanted else ""
    return render_template(
        "desk/list.html",
        form=form,
        wrong=keep or form,
        listed=people.wanted(g.work, wanted, page=page_number()) if wanted and asks else None,
        query=query,
        kept=kept_filters.mine(g.work),
        keep=keep or KeepForm(formdata=None, prefix="keep", data={"query": query}),
        bulk=BulkForm(formdata=None, prefix="bulk", data={"query": query}),
        press=PressForm(formdata=None),
        actions=[(one.value, bulk_words.title(one)) for one in Bulk],
        most=bulk.MOST,
        words=words,
    )


def _preview(form: BulkForm, wanted: Wanted) -> str:
    action = _action(form)
    plan = bulk.look(g.work, wanted, action)
    form.token.data = plan.token
    return render_template(
        "desk/bulk.html",
        form=form,
        plan=plan,
        query=wanted.query(),
        message=bulk_words.message(action, g.work.settings),
        most=bulk.MOST,
        say=bulk_words,
    )
