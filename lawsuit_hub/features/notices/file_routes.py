"""Files of a notice at the desk: looked through before any transaction, shown to nobody before the notice is published with them."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.notices import files
from lawsuit_hub.features.notices.desk_page import notice_page
from lawsuit_hub.features.notices.types import NoSuchNotice, Stale
from lawsuit_hub.features.publishing import uploading
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.web import opens_own_works

pages = Blueprint("notice_files", __name__, template_folder="templates")

CONFLICT, NOT_FOUND, SEE_OTHER = 409, 404, 303


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/files")
@allow(Permission.PUBLISH_PREPARE)
@opens_own_works
def add(notice_no: int) -> ResponseReturnValue:
    refused = uploading.take(
        lambda work, looked: files.add(work, notice_no, looked), lambda form: notice_page(notice_no, file=form)
    )
    return refused or _told(notice_no, _("파일을 붙였습니다. 공개해야 사람들이 받을 수 있습니다."))


@pages.post("/desk/notices/<int(max=2147483647):notice_no>/files/<uuid:public_file>/remove")
@allow(Permission.PUBLISH_PREPARE)
def remove(notice_no: int, public_file: UUID) -> ResponseReturnValue:
    if PressForm(prefix="press").validate():
        files.remove(g.work, notice_no, public_file)
    return _told(notice_no, _("파일을 뗐습니다."))


def _told(number: int, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_notices.show", notice_no=number), SEE_OTHER)


pages.record(lambda state: uploading.fit(state, add))
answer_with(pages, (NoSuchNotice,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "notices/stale.html", CONFLICT)
