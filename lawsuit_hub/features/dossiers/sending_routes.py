"""What becomes of a dossier at the desk: how it went out, what came back, the outcome of each topic, what anybody may read of it."""

from collections.abc import Callable

from flask import Blueprint, g
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.dossiers import forms, reading, sending, showing
from lawsuit_hub.features.dossiers.desk_page import dossier_page
from lawsuit_hub.features.dossiers.desk_routes import CONFLICT, NOT_FOUND, REFUSED, done, part_of, told
from lawsuit_hub.features.dossiers.types import Altered, NoSuchDossier, NotFrozen, Stale
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.features.publishing.types import NotReleased
from lawsuit_hub.features.suggestions.types import Status
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.web import opens_own_works

pages = Blueprint("dossier_ways", __name__, template_folder="templates")


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/send")
@allow(Permission.SUGGESTION_HANDLE)
def send(dossier_no: int) -> ResponseReturnValue:
    item = reading.item(g.work, dossier_no)
    form = forms.send_form(item, g.work.today, sending.due(g.work, g.work.today))
    deed = lambda: sending.send(g.work, dossier_no, forms.sending_of(form), seen=form.seen.data)  # noqa: E731
    return _deed(dossier_no, "send", form, deed, _("보냈다고 적었습니다. 주제마다 어디로 보냈는지 보입니다."))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/due")
@allow(Permission.SUGGESTION_HANDLE)
def due(dossier_no: int) -> ResponseReturnValue:
    form = forms.DueForm(prefix="due")
    deed = lambda: sending.move_due(g.work, dossier_no, form.due.data)  # noqa: E731
    return _deed(dossier_no, "due", form, deed, _("답을 기다리는 날을 옮겼습니다."))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/answers")
@allow(Permission.SUGGESTION_HANDLE)
def answer(dossier_no: int) -> ResponseReturnValue:
    form = forms.AnswerForm(prefix="answer")
    deed = lambda: sending.answer(g.work, dossier_no, forms.answering_of(form), once=form.once.data or "")  # noqa: E731
    return _deed(dossier_no, "answer", form, deed, _("답을 적었습니다. 주제마다 답이 왔다고 보입니다."))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/answers/<int(max=2147483647):answer_no>/file")
@allow(Permission.PUBLISH_PREPARE)
@opens_own_works
def add_file(dossier_no: int, answer_no: int) -> ResponseReturnValue:
    """Looked through before any transaction."""
    refused = uploading.take(
        lambda work, looked: sending.add_file(work, dossier_no, answer_no, looked),
        lambda form: dossier_page(dossier_no, file=form),
    )
    return refused or told(dossier_no, _("파일을 붙였습니다. 공개해야 사람들이 받을 수 있습니다."))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/answers/<int(max=2147483647):answer_no>/ask")
@allow(Permission.SUGGESTION_HANDLE)
def ask_answer(dossier_no: int, answer_no: int) -> ResponseReturnValue:
    form = forms.MarkForm(prefix="answers")
    said = _("다른 담당자에게 확인을 부탁했습니다.")
    return _deed(dossier_no, "press", form, lambda: sending.ask(g.work, dossier_no, answer_no), said)


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/answers/<int(max=2147483647):answer_no>/show")
@allow(Permission.PUBLISH_PREPARE)
def show_answer(dossier_no: int, answer_no: int) -> ResponseReturnValue:
    form = forms.MarkForm(prefix="answers")
    deed = lambda: sending.show_answer(g.work, dossier_no, answer_no, mark=form.mark.data)  # noqa: E731
    return _deed(dossier_no, "press", form, deed, _("답을 공개했습니다."))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/topics/<int(max=2147483647):topic_no>/outcome")
@allow(Permission.SUGGESTION_HANDLE)
def conclude(dossier_no: int, topic_no: int) -> ResponseReturnValue:
    part = part_of(reading.item(g.work, dossier_no), topic_no)
    form = forms.outcome_form()

    def deed() -> None:
        sending.conclude(g.work, dossier_no, part.topic_id, Status(form.outcome.data), form.words.data or "")

    return _deed(dossier_no, "outcome", form, deed, _("결과를 적었습니다."))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/show")
@allow(Permission.PUBLISH_PREPARE)
def show(dossier_no: int) -> ResponseReturnValue:
    form = forms.ShowForm(prefix="show")
    deed = lambda: showing.show(g.work, dossier_no, files=bool(form.files.data))  # noqa: E731
    return _deed(dossier_no, "show", form, deed, _("공개했습니다."))


@pages.post("/desk/dossiers/<int(max=2147483647):dossier_no>/withdraw")
@allow(Permission.PUBLISH_PREPARE)
def withdraw(dossier_no: int) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="withdraw")
    return _deed(dossier_no, "withdraw", form, lambda: showing.withdraw(g.work, dossier_no), _("공개를 거두었습니다."))


def _deed(number: int, name: str, form: FlaskForm, deed: Callable[[], object], said: str) -> ResponseReturnValue:
    if done(form, deed):
        return told(number, said)
    return dossier_page(number, **{name: form}), REFUSED


pages.record(lambda state: uploading.fit(state, add_file))
answer_with(pages, (NoSuchDossier,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, NotReleased, NotFrozen, Altered), "dossiers/stale.html", CONFLICT)
