"""Pages of verifying one person: her lease file with the list of points, her word about the landlord's side, removing an insider."""

from functools import partial
from typing import Any

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.desk import verification, words
from lawsuit_hub.features.desk.lease_forms import decision_form, points_of
from lawsuit_hub.features.desk.routes import CONFLICT, REFUSED, SEE_OTHER, done, pages, reason_is_kept
from lawsuit_hub.features.documents import words as document_words
from lawsuit_hub.features.documents.forms import is_told, relation_form
from lawsuit_hub.features.documents.types import (
    ConflictOpen,
    EssentialMissing,
    NotDeclared,
    NothingUploaded,
    NotLooked,
    Outcome,
    Point,
    RemovalDone,
    SecondNeeded,
    Seen,
    ViewingOver,
)
from lawsuit_hub.features.victims.types import MaybeTheLandlord
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import Refusal

answer_with(pages, (ViewingOver, RemovalDone), "desk/stale.html", CONFLICT)


@pages.get("/desk/people/<reference>/lease")
@allow(Permission.PERSON_READ)
def lease(reference: str) -> ResponseReturnValue:
    return page(reference)


def page(reference: str, **typed: FlaskForm) -> str:
    """`typed` is the one form that was refused."""
    forms: dict[str, Any] = {
        "lease": decision_form(formdata=None),
        "look": ReasonForm(formdata=None, prefix="look"),
        "relation": relation_form(formdata=None),
        **typed,
    }
    file = verification.lease_file(g.work, reference)
    refused = next(iter(typed.values()), None)
    shown = {"file": file, "forms": forms, "form": refused, "points": list(Point)}
    return render_template("desk/lease.html", words=words, document_words=document_words, **shown)


@pages.post("/desk/people/<reference>/lease")
@allow(Permission.PERSON_VERIFY)
def check_lease(reference: str) -> ResponseReturnValue:
    form = decision_form()
    if not reason_is_kept(form) or not _is_decided(reference, form):
        return page(reference, lease=form), REFUSED
    return _done(reference, form, _said(Outcome(form.outcome.data)))


def _is_decided(reference: str, form: ReasonForm) -> bool:
    try:
        verification.decide(
            g.work,
            reference,
            seen=Seen(form["seen"].data),
            points=points_of(form),
            outcome=Outcome(form["outcome"].data),
            reason=form.reason.data,
            compared=bool(form["compared"].data),
        )
    except tuple(_WHY) as refusal:
        _explain(form, refusal)
        return False
    return True


def _said(outcome: Outcome) -> str:
    said: dict[Outcome, str] = {
        Outcome.ACCEPTED: _("계약서를 확인했다고 남겼습니다."),
        Outcome.REFUSED: _("이 서류로는 확인할 수 없다고 남겼습니다. 본인에게 문자로 알립니다."),
        Outcome.DOUBTFUL: _("의심스럽다고 남겼습니다. 다른 담당자가 정합니다."),
    }
    return said[outcome]


# Beside which field each refusal stands.
_WHY: dict[type[Refusal], str] = {
    MaybeTheLandlord: "compared",
    NothingUploaded: "seen",
    NotLooked: "seen",
    SecondNeeded: "outcome",
    NotDeclared: "outcome",
    ConflictOpen: "outcome",
    EssentialMissing: "outcome",
}


def _explain(form: FlaskForm, refusal: Refusal) -> None:
    said: dict[type[Refusal], str] = {
        MaybeTheLandlord: _("임대인과 이름이 같습니다. 다른 사람임을 서류로 확인했을 때만 표시하고 다시 눌러 주세요."),
        NothingUploaded: _("올린 서류가 없습니다. 창구에서 보았으면 그렇게 골라 주세요."),
        NotLooked: _("올린 서류를 아직 열어 보지 않으셨습니다. 먼저 이유를 적고 열어 주세요."),
        SecondNeeded: _("의심스럽다고 하신 분입니다. 다른 담당자가 정해야 합니다."),
        NotDeclared: _("임대인 쪽과의 관계를 아직 묻지 않았습니다. 본인이 남기거나, 물어보고 아래에 받아 적어 주세요."),
        ConflictOpen: _("임대인 쪽과 관계가 있다고 했습니다. ‘의심스럽습니다’로 남기면 다른 담당자가 정합니다."),
        EssentialMissing: _(
            "이름, 임대인, 주소, 서명 가운데 ‘예’가 아닌 것이 있습니다. 거절하거나 ‘의심스럽습니다’로 남겨 주세요."
        ),
    }
    form[_WHY[type(refusal)]].errors = [said[type(refusal)]]


@pages.post("/desk/people/<reference>/lease/undo")
@allow(Permission.PERSON_VERIFY)
def take_back_check(reference: str) -> ResponseReturnValue:
    form = ReasonForm(prefix="undo")
    if not reason_is_kept(form):
        return page(reference, undo=form), REFUSED
    verification.take_back(g.work, reference, reason=form.reason.data)
    return _done(reference, form, _("계약서 확인을 거두었습니다. 카드와 초대가 닫혔습니다."))


@pages.post("/desk/people/<reference>/relation")
@allow(Permission.PERSON_VERIFY)
def take_down_relation(reference: str) -> ResponseReturnValue:
    form = relation_form()
    if not is_told(form, partial(verification.take_down_relation, g.work, reference)):
        return page(reference, relation=form), REFUSED
    flash(_("들은 대로 남겼습니다. 본인도 자기 화면에서 볼 수 있습니다."), "done")
    return redirect(f"/desk/people/{reference}/lease", SEE_OTHER)


@pages.get("/desk/people/<reference>/removal")
@allow(Permission.PERSON_READ)
def removal(reference: str) -> ResponseReturnValue:
    return _removal_page(reference, ReasonForm(formdata=None, prefix="removal"))


def _removal_page(reference: str, form: ReasonForm) -> str:
    return render_template("desk/removal.html", file=verification.lease_file(g.work, reference), form=form)


@pages.post("/desk/people/<reference>/removal")
@allow(Permission.PERSON_BAR)
def ask_removal(reference: str) -> ResponseReturnValue:
    form = ReasonForm(prefix="removal")
    if not reason_is_kept(form):
        return _removal_page(reference, form), REFUSED
    verification.ask_removal(g.work, reference, reason=form.reason.data)
    return _done(
        reference,
        form,
        _("뜻을 남겼습니다. 다른 담당자 한 분이 더 동의해야 바뀝니다. 그때까지 본인에게는 아무것도 알리지 않습니다."),
    )


@pages.post("/desk/people/<reference>/removal/<any(agree, drop):word>")
@allow(Permission.PERSON_BAR)
def decide_removal(reference: str, word: str) -> ResponseReturnValue:
    form = ReasonForm(prefix="removal")
    if not reason_is_kept(form):
        return _removal_page(reference, form), REFUSED
    try:
        did = verification.decide_removal(g.work, reference, agree=word == "agree", reason=form.reason.data)
    except SecondNeeded:
        form.reason.errors = [_("먼저 뜻을 남긴 분입니다. 다른 담당자가 동의해야 합니다.")]
        return _removal_page(reference, form), REFUSED
    return _done(reference, form, _what_was_done(did))


def _what_was_done(did: str | None) -> str:
    said: dict[str | None, str] = {
        None: _("그대로 둡니다."),
        "remove": _("모임에서 내보냈습니다. 초대가 무효가 되었고, 대화방을 바꿔야 합니다."),
        "restore": _("되돌렸습니다. 계약서를 다시 확인하면 모임에 들어옵니다."),
    }
    return said[did]


def _done(reference: str, form: FlaskForm, sentence: str) -> ResponseReturnValue:
    flash(done(form, sentence), "done")
    return redirect(f"/desk/people/{reference}", SEE_OTHER)
