"""After a meeting: minutes with their files, what was decided and who does what until when, who came in numbers."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.meetings import desk_board, desk_forms, minutes, reports, undertakings, words
from lawsuit_hub.features.meetings.routes import NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.meetings.types import Closed, NotThere, Stale
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.features.publishing import words as gate_words
from lawsuit_hub.features.publishing.types import NotReleased
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.markdown import to_html
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import opens_own_works

pages = Blueprint("meeting_minutes", __name__, template_folder="templates")

CONFLICT = 409


@pages.get("/desk/meetings/<uuid:meeting>/minutes")
@allow(Permission.PUBLISH_PREPARE)
def show(meeting: UUID) -> ResponseReturnValue:
    return _page(meeting)


@pages.post("/desk/meetings/<uuid:meeting>/minutes")
@allow(Permission.PUBLISH_PREPARE)
def write(meeting: UUID) -> ResponseReturnValue:
    form = desk_forms.MinutesForm(prefix="write")
    body, why, seen = form.body.data or "", form.correction.data or "", form.seen.data or 0
    if done(form, lambda: minutes.write(g.work, meeting, body, correction=why, seen=seen)):
        return _told(meeting, _("적어 두었습니다. 공개해야 사람들이 봅니다."))
    return _page(meeting, write=form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/minutes/ask")
@allow(Permission.PUBLISH_PREPARE)
def ask(meeting: UUID) -> ResponseReturnValue:
    form = desk_forms.SeenForm(prefix="ask")
    if done(form, lambda: minutes.ask(g.work, meeting, seen=form.seen.data or 0)):
        return _told(meeting, _("다른 담당자에게 확인을 부탁했습니다."))
    return _page(meeting, ask=form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/minutes/publish")
@allow(Permission.PUBLISH_PREPARE)
def publish(meeting: UUID) -> ResponseReturnValue:
    form = desk_forms.PublishForm(prefix="publish")
    seen, mark = form.seen.data or 0, form.mark.data or ""
    if done(form, lambda: minutes.publish(g.work, meeting, seen=seen, mark=mark)):
        return _told(meeting, _("공개했습니다."))
    return _page(meeting, publish=form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/minutes/files")
@allow(Permission.PUBLISH_PREPARE)
@opens_own_works
def add_file(meeting: UUID) -> ResponseReturnValue:
    refused = uploading.take(
        lambda work, looked: minutes.attach(work, meeting, looked), lambda form: _page(meeting, file=form)
    )
    return refused or _told(meeting, _("파일을 붙였습니다. 공개해야 사람들이 받을 수 있습니다."))


@pages.post("/desk/meetings/<uuid:meeting>/minutes/files/<uuid:public_file>/remove")
@allow(Permission.PUBLISH_PREPARE)
def remove_file(meeting: UUID, public_file: UUID) -> ResponseReturnValue:
    if PressForm(prefix="press").validate():
        minutes.detach(g.work, meeting, public_file)
    return _told(meeting, _("파일을 뗐습니다."))


@pages.post("/desk/meetings/<uuid:meeting>/tasks")
@allow(Permission.MEETING_MANAGE)
def add_task(meeting: UUID) -> ResponseReturnValue:
    form = desk_forms.task_form()
    deed = lambda: undertakings.add(g.work, meeting, desk_forms.undertaking_of(form), once=form.once.data or "")  # noqa: E731
    if done(form, deed):
        return _told(meeting, _("적었습니다."))
    return _page(meeting, task=form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/tasks/<uuid:meeting_task>/done")
@allow(Permission.MEETING_MANAGE)
def task_done(meeting: UUID, meeting_task: UUID) -> ResponseReturnValue:
    form = desk_forms.DoneForm(prefix="done")
    note, day = form.note.data or "", form.done_on.data
    if done(form, lambda: undertakings.done(g.work, meeting, meeting_task, note=note, on=day)):
        return _told(meeting, _("끝난 것으로 적었습니다."))
    return _page(meeting, done=form), REFUSED


@pages.post("/desk/meetings/<uuid:meeting>/tasks/<uuid:meeting_task>/remove")
@allow(Permission.MEETING_MANAGE)
def remove_task(meeting: UUID, meeting_task: UUID) -> ResponseReturnValue:
    undertakings.remove(g.work, meeting, meeting_task)
    return _told(meeting, _("지웠습니다."))


@pages.get("/desk/meetings/<uuid:meeting>/report")
@allow(Permission.MEETING_MANAGE)
def report(meeting: UUID) -> ResponseReturnValue:
    item = desk_board.item(g.work, meeting)
    return render_template("meetings/report.html", item=item, numbers=reports.numbers(g.work, meeting), words=words)


@pages.get("/desk/meetings/<uuid:meeting>/report.csv")
@allow(Permission.MEETING_MANAGE)
def report_file(meeting: UUID) -> ResponseReturnValue:
    said = {"columns": (_("어디에서"), _("신청"), _("옴")), "themselves": _("개인"), "hidden": words.in_cell(None)}
    answer = Response(reports.as_csv(g.work, meeting, **said), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=meeting.csv"
    return answer


def _told(meeting: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("meeting_minutes.show", meeting=meeting), SEE_OTHER)


def _page(meeting: UUID, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused. Raises NotThere."""
    item, said, gate = desk_board.item(g.work, meeting), minutes.all_of(g.work, meeting), minutes.state(g.work, meeting)
    newest = said[0] if said else None
    seen = {"seen": newest.turn if newest else 0}
    made: dict[str, Any] = {
        "write": desk_forms.MinutesForm(None, prefix="write", data=seen | {"body": newest.body if newest else ""}),
        "ask": desk_forms.SeenForm(None, prefix="ask", data=seen),
        "publish": desk_forms.PublishForm(None, prefix="publish", data=seen | {"mark": gate.mark if gate else ""}),
        "file": uploading.form(),
        "task": desk_forms.task_form(formdata=None, data={"once": uuid4().hex}),
        "done": desk_forms.DoneForm(None, prefix="done", data={"done_on": f"{g.work.today:%Y-%m-%d}"}),
        **typed,
    }
    around: dict[str, Any] = {
        "files": publishing.of(g.work, minutes.holder(meeting)),
        "tasks": undertakings.of(g.work, [meeting]),
        "body": to_html(newest.body) if newest else "",
        "press": PressForm(None, prefix="press"),
        "began": item.line.starts_at <= g.work.now,
        "accepted": uploading.ACCEPTED,
        "words": words,
        "gate_words": gate_words,
    }
    form = next(iter(typed.values()), None)
    return render_template(
        "meetings/desk_minutes.html", item=item, said=said, gate=gate, forms=made, form=form, **around
    )


pages.record(lambda state: uploading.fit(state, add_file))
answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, Closed, NotReleased), "meetings/stale.html", CONFLICT)
