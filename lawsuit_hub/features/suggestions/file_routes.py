"""Files of a topic at the desk - an agency's answer: looked through before any transaction, shown to nobody before they are published."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.features.suggestions import showing
from lawsuit_hub.features.suggestions.routes import CONFLICT, NOT_FOUND, SEE_OTHER
from lawsuit_hub.features.suggestions.topic_page import topic_page
from lawsuit_hub.features.suggestions.types import NotThere, Stale
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import opens_own_works

pages = Blueprint("topic_files", __name__, template_folder="templates")

_TOPIC = "/desk/suggestions/topics/<int(max=2147483647):topic_no>"


@pages.post(_TOPIC + "/files")
@allow(Permission.SUGGESTION_HANDLE)
@opens_own_works
def add(topic_no: int) -> ResponseReturnValue:
    refused = uploading.take(
        lambda work, looked: showing.attach(work, topic_no, looked), lambda form: topic_page(topic_no, file=form)
    )
    return refused or _told(topic_no, _("파일을 붙였습니다. 공개해야 사람들이 받을 수 있습니다."))


@pages.post(_TOPIC + "/files/<uuid:public_file>/remove")
@allow(Permission.SUGGESTION_HANDLE)
def remove(topic_no: int, public_file: UUID) -> ResponseReturnValue:
    if PressForm(prefix="press").validate():
        showing.detach(g.work, topic_no, public_file)
    return _told(topic_no, _("파일을 뗐습니다."))


def _told(number: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_topics.show", topic_no=number), SEE_OTHER)


pages.record(lambda state: uploading.fit(state, add))
answer_with(pages, (NotThere,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "suggestions/stale.html", CONFLICT)
