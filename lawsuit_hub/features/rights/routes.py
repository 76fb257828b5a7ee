"""A member's record and what she may do about her data: stop its use, have it put right, object. Copies are in copy_routes."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.rights import corrections, message_words, own, request_words, requests, service, words
from lawsuit_hub.features.rights.facts import ELSEWHERE
from lawsuit_hub.features.rights.forms import CorrectForm, WordsForm
from lawsuit_hub.features.rights.service import Record
from lawsuit_hub.features.rights.types import View
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.correcting import REMOVABLE
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, TooMany

pages = Blueprint("rights", __name__, template_folder="templates")

SEE_OTHER, REFUSED, BUSY = 303, 422, 429
VIEWS = {one.value: one for one in View}


@pages.get("/my/record")
@allow(Permission.OWN_READ)
def record() -> ResponseReturnValue:
    view = VIEWS.get(request.args.get("what", ""), View.ALL)
    shown = service.record(g.work, view, page=request.args.get("page", 1, type=int))
    return render_template("rights/record.html", record=shown, lines=_lines(shown), words=request_words)


def _lines(shown: Record) -> list[words.AccessLine]:
    if shown.view is View.MESSAGES:
        return [message_words.message(one) for one in shown.messages]
    return [words.line(one, with_time=True) for one in shown.accesses]


@pages.get("/my/record/stop")
@allow(Permission.OWN_READ)
def stopping() -> ResponseReturnValue:
    profile = victims.profile(g.work, own.me(g.work))
    return render_template("rights/stop.html", form=PressForm(), stopped_at=profile.stopped_at)


@pages.post("/my/record/stop")
@allow(Permission.OWN_WRITE)
def stop() -> ResponseReturnValue:
    own.stop(g.work)
    flash(_("지금부터 내 정보를 쓰지 않습니다. 열흘 안에 답을 드립니다."), "done")
    return redirect(url_for("rights.record"), SEE_OTHER)


@pages.post("/my/record/resume")
@allow(Permission.OWN_WRITE)
def resume() -> ResponseReturnValue:
    own.resume(g.work)
    flash(_("내 정보를 다시 씁니다."), "done")
    return redirect(url_for("rights.record"), SEE_OTHER)


@pages.get("/my/record/correct")
@allow(Permission.OWN_READ)
def correcting() -> ResponseReturnValue:
    return _correct_page(CorrectForm())


@pages.post("/my/record/correct")
@allow(Permission.OWN_WRITE)
def correct() -> ResponseReturnValue:
    form = CorrectForm(request.form)
    form.today = g.work.today
    if not form.validate():
        return _correct_page(form), REFUSED
    if not form.changes():
        form.form_errors = [_("고칠 것을 하나 이상 적어 주세요.")]
        return _correct_page(form), REFUSED
    corrections.ask(g.work, form.changes())
    flash(_("고쳐 달라는 뜻을 받았습니다. 담당자가 확인하고 열흘 안에 답을 드립니다."), "done")
    return redirect(url_for("rights.record"), SEE_OTHER)


def _correct_page(form: CorrectForm) -> str:
    removable = [(name, words.field_name(name)) for name in REMOVABLE]
    form.remove.choices = removable
    hints = victims.profile(g.work, own.me(g.work)).hints
    return render_template("rights/correct.html", form=form, hints=hints, press=PressForm(formdata=None))


@pages.get("/my/record/object")
@allow(Permission.OWN_READ)
def objecting() -> ResponseReturnValue:
    return _object_page(WordsForm(), None)


@pages.post("/my/record/object")
@allow(Permission.OWN_WRITE)
def object_to() -> ResponseReturnValue:
    return _object_to(None)


@pages.get("/my/record/requests/<uuid:request_id>")
@allow(Permission.OWN_READ)
def request_(request_id: UUID) -> ResponseReturnValue:
    return _object_page(WordsForm(), request_id)


@pages.post("/my/record/requests/<uuid:request_id>")
@allow(Permission.OWN_WRITE)
def object_to_answer(request_id: UUID) -> ResponseReturnValue:
    requests.own(g.work, request_id)
    return _object_to(request_id)


def _object_to(request_id: UUID | None) -> ResponseReturnValue:
    form = WordsForm()
    if not form.validate() or not _objected(form, request_id):
        return _object_page(form, request_id), REFUSED
    flash(_("이의를 받았습니다. 열흘 안에 답을 드립니다."), "done")
    return redirect(url_for("rights.record"), SEE_OTHER)


def _objected(form: WordsForm, request_id: UUID | None) -> bool:
    try:
        own.object_to(g.work, request_id, words=form.words.data)
    except ReasonMissing:
        form.words.errors = [_("다섯 글자 이상 적어 주세요.")]
    except ReasonHoldsNumber:
        form.words.errors = [_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")]
    except TooMany:
        form.words.errors = [_("오늘은 더 받을 수 없습니다. 내일 다시 적거나 담당 창구로 전화해 주세요.")]
    return not form.errors


def _object_page(form: WordsForm, request_id: UUID | None) -> str:
    about = requests.own(g.work, request_id) if request_id else None
    return render_template("rights/request.html", form=form, about=about, words=request_words, elsewhere=ELSEWHERE)
