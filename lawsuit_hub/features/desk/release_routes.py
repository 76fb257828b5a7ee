"""What waits for a second person before everybody may read it: the list, one of it, and her word."""

from uuid import UUID

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import holders
from lawsuit_hub.features.desk.routes import pages
from lawsuit_hub.features.publishing import words
from lawsuit_hub.features.publishing.types import NothingWaits, OwnRequest, Stale
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

REFUSED, SEE_OTHER, CONFLICT, NOT_FOUND = 422, 303, 409, 404


class WordForm(ReasonForm):
    """`seen`: the mark of what the page showed."""

    seen = HiddenField(validators=[InputRequired(), Length(max=64)])


@pages.get("/desk/releases")
@allow(Permission.PUBLISH_RELEASE)
def releases() -> ResponseReturnValue:
    return render_template("desk/releases.html", lines=holders.waiting(g.work), words=words)


@pages.get("/desk/releases/<uuid:release_id>")
@allow(Permission.PUBLISH_RELEASE)
def release(release_id: UUID) -> ResponseReturnValue:
    return _page(release_id)


@pages.post("/desk/releases/<uuid:release_id>/release")
@allow(Permission.PUBLISH_RELEASE)
def give_release(release_id: UUID) -> ResponseReturnValue:
    return _said(release_id, WordForm(prefix="give"), release=True)


@pages.post("/desk/releases/<uuid:release_id>/refuse")
@allow(Permission.PUBLISH_RELEASE)
def refuse_release(release_id: UUID) -> ResponseReturnValue:
    return _said(release_id, WordForm(prefix="refuse"), release=False)


def _said(release_id: UUID, form: WordForm, *, release: bool) -> ResponseReturnValue:
    if form.validate():
        try:
            said = {"seen": form.seen.data, "reason": form.reason.data or "", "release": release}
            holders.decide(g.work, release_id, **said)
        except ReasonMissing:
            form.reason.errors = [_("이유를 다섯 글자 이상 적어 주세요.")]
        except ReasonHoldsNumber:
            form.reason.errors = [_l("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")]
        else:
            flash(_("내보내기로 했습니다.") if release else _("돌려보냈습니다."), "done")
            return redirect(url_for("desk.releases"), SEE_OTHER)
    return _page(release_id, form), REFUSED


def _page(release_id: UUID, typed: FlaskForm | None = None) -> str:
    one = holders.request(g.work, release_id)
    kept = {"seen": one.waiting.mark}
    forms = {name: WordForm(None, prefix=name, data=kept) for name in ("give", "refuse")}
    if typed is not None:
        forms[typed._prefix.rstrip("-")] = typed
    return render_template("desk/release.html", one=one, forms=forms, form=typed, words=words)


answer_with(pages, (NothingWaits,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, OwnRequest), "desk/release_stale.html", CONFLICT)
