"""The steps of one breach, each a press on its page: people, notice, sending, the web, the report, the end."""

from flask import flash, g, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.oversight import breach_words as words
from lawsuit_hub.features.oversight import breaches
from lawsuit_hub.features.oversight.breach_means import Part
from lawsuit_hub.features.oversight.breach_routes import breach_page, in_seoul, means_form, refused_words
from lawsuit_hub.features.oversight.breach_types import CountDiffers, Means, NobodyFound, NoticeIncomplete
from lawsuit_hub.features.oversight.forms import MeansForm, NoteForm, NoticeForm, SendForm
from lawsuit_hub.features.oversight.routes import NOTE_REFUSALS, REFUSED, SEE_OTHER, note_refused, pages
from lawsuit_hub.infra.refusals import ReasonHoldsNumber


def _back(number: int, said: str, kind: str = "done") -> Response:
    flash(said, kind)
    return redirect(f"/officer/breaches/{number}", SEE_OTHER)


@pages.post("/officer/breaches/<int:number>/people")
@allow(Permission.BREACH_HANDLE)
def add_people(number: int) -> ResponseReturnValue:
    form = means_form(filled=True)
    if not form.validate():
        return breach_page(number, people=form), REFUSED
    try:
        return _back(
            number,
            _("새로 %(count)s명을 찾아 명단에 넣었습니다.", count=breaches.add_people(g.work, number, _part(form))),
        )
    except NobodyFound as refusal:
        form.names.errors = [words.unknown(refusal.unknown)]
        return breach_page(number, people=form), REFUSED


def _part(form: MeansForm) -> Part:
    names = tuple(dict.fromkeys(one.strip() for one in (form.names.data or "").splitlines() if one.strip()))
    return Part(Means(form.means.data), names, in_seoul(form.since.data), in_seoul(form.until.data))


@pages.post("/officer/breaches/<int:number>/people/clear")
@allow(Permission.BREACH_HANDLE)
def clear_people(number: int) -> ResponseReturnValue:
    breaches.clear_people(g.work, number)
    return _back(number, _("명단을 비웠습니다."))


@pages.post("/officer/breaches/<int:number>/notice")
@allow(Permission.BREACH_HANDLE)
def write_notice(number: int) -> ResponseReturnValue:
    form = NoticeForm(prefix="notice")
    if not form.validate():
        return breach_page(number, notice=form), REFUSED
    try:
        breaches.write_notice(
            g.work, number, {name: text or "" for name, text in form.data.items() if name != "csrf_token"}
        )
    except ReasonHoldsNumber as refusal:
        form.items.errors = [refused_words(refusal)]
        return breach_page(number, notice=form), REFUSED
    return _back(number, _("알림 글을 저장했습니다. 개인정보로 보이는 것은 가렸습니다."))


@pages.post("/officer/breaches/<int:number>/send")
@allow(Permission.BREACH_HANDLE)
def send(number: int) -> ResponseReturnValue:
    form = SendForm(prefix="send")
    try:
        count = breaches.notify(g.work, number, confirm=form.confirm.data if form.validate() else None)
    except CountDiffers:
        form.confirm.errors = [_("명단의 사람 수와 다릅니다. 명단을 다시 보고 그 수를 적어 주세요.")]
        return breach_page(number, send=form), REFUSED
    except NoticeIncomplete:
        form.confirm.errors = [_("알림 글에 빈 항목이 있습니다. 먼저 채워 주세요.")]
        return breach_page(number, send=form), REFUSED
    return _back(number, _("%(count)s명에게 보냅니다.", count=count) if count else _("모두 이미 받았습니다."))


@pages.post("/officer/breaches/<int:number>/web")
@allow(Permission.BREACH_HANDLE)
def publish(number: int) -> ResponseReturnValue:
    try:
        breaches.publish(g.work, number)
    except NoticeIncomplete:
        return _back(number, _("알림 글에 빈 항목이 있습니다. 먼저 채워 주세요."), "error")
    return _back(number, _("누리집에 올렸습니다."))


@pages.post("/officer/breaches/<int:number>/reported")
@allow(Permission.BREACH_HANDLE)
def reported(number: int) -> ResponseReturnValue:
    breaches.mark_reported(g.work, number)
    return _back(number, _("신고했다고 적었습니다."))


@pages.post("/officer/breaches/<int:number>/close")
@allow(Permission.BREACH_HANDLE)
def close_breach(number: int) -> ResponseReturnValue:
    form = NoteForm(prefix="close")
    if not form.validate():
        return breach_page(number, close=form), REFUSED
    try:
        breaches.close(g.work, number, note=form.note.data)
    except NOTE_REFUSALS as refusal:
        note_refused(form, refusal)
        return breach_page(number, close=form), REFUSED
    return _back(number, _("유출 대응을 마쳤습니다."))
