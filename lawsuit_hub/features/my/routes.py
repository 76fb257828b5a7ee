"""A member's own pages: her group, her consents, leaving and coming back."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.ballots import voting
from lawsuit_hub.features.documents import decisions, declarations
from lawsuit_hub.features.documents import service as documents
from lawsuit_hub.features.documents import words as document_words
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.lawsuits.types import NotActive, OwnGroup, Waits
from lawsuit_hub.features.meetings import service as meetings
from lawsuit_hub.features.my import service, words
from lawsuit_hub.features.my.forms import ConsentForm
from lawsuit_hub.features.my.service import Asked, OwnPage
from lawsuit_hub.features.notices import board
from lawsuit_hub.features.notices import words as notice_words
from lawsuit_hub.features.openchats.types import ChatHeld, ChatsFull
from lawsuit_hub.features.registration import service as registration
from lawsuit_hub.features.rights import own as rights
from lawsuit_hub.features.rights.words import AccessLine, line
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims.types import ConsentKind
from lawsuit_hub.infra.i18n import day
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("my", __name__, template_folder="templates")

SEE_OTHER, CHANGED = 303, 409
NEWEST = 3


@pages.get("/my")
@allow(Permission.OWN_READ)
def my() -> ResponseReturnValue:
    own = service.own_page(g.work)
    looks = [line(one) for one in own.looks]
    if own.waits is not None:
        now = _verifying(own) or words.now_waiting(own.waits, confirmed=own.profile.confirmed_at is not None)
        return render_template("my/waiting.html", own=own, looks=looks, now=now, **_news())
    assert own.group is not None  # noqa: S101 - one of the two is there
    return _group_page(own, own.group, looks)


def _verifying(own: OwnPage) -> words.Now | None:
    """Once she has handed in her lease: where it stands with it, and no more that she should."""
    if own.waits is not Waits.LEASE or not documents.mine(g.work):
        return None
    title, said = document_words.told(decisions.standing(g.work, own.profile.id))
    return words.Now(title, said, url_for("documents.mine"), _("올린 것 보기"))


def _group_page(own: OwnPage, group: OwnGroup, looks: list[AccessLine]) -> str:
    return render_template(
        "my/group.html",
        own=own,
        group=group,
        looks=looks,
        now=words.now_in_group(group, counsel_told=own.counsel_told, mandate_waits=own.mandate_waits),
        steps=words.steps(group),
        stage_index=[one.stage for one in group.stages].index(group.stage),
        mine=words.card(group.mine),
        cards=[words.card(one) for one in group.cards],
        place=words.place_in_line(group),
        ballot_waits=any(one.waits for one in voting.own(g.work)),
        hours=g.work.settings.invite_hours,
        form=PressForm(),
        **_news(),
    )


def _news() -> dict[str, Any]:
    """What everybody reads, the newest of it; the next meeting that she signed up to, and surveys that wait for her answer."""
    coming = meetings.own_upcoming(g.work)
    told = {"newest": board.newest(g.work, limit=NEWEST), "notice_words": notice_words}
    return {**told, "next_meeting": coming[0] if coming else None, "surveys": surveys.waiting(g.work)}


@pages.post("/my/invite")
@allow(Permission.INVITE_MAKE)
def invite() -> ResponseReturnValue:
    if declarations.of_person(g.work, g.work.actor.id) is None:
        return _ask_first()
    try:
        token = invites.make(g.work)
    except NotActive:
        flash(_("모임이 열린 뒤에 초대를 받을 수 있습니다."), "error")
    except (ChatHeld, ChatsFull):
        flash(_("대화방을 새로 준비하고 있습니다. 준비되면 다시 초대해 드립니다."), "error")
    else:
        return redirect(url_for("invites.show", token=token), SEE_OTHER)
    return redirect(url_for("my.my"), SEE_OTHER)


def _ask_first() -> ResponseReturnValue:
    """Of who was verified before everybody was asked what she is to the landlord's side."""
    flash(_("초대를 드리기 전에 모두에게 묻는 것이 있습니다. 하나만 답해 주세요."), "error")
    return redirect(url_for("documents.mine") + "#relation", SEE_OTHER)


@pages.get("/my/consents")
@allow(Permission.OWN_READ)
def consents() -> ResponseReturnValue:
    return _consents_page()


@pages.post("/my/consents")
@allow(Permission.OWN_WRITE)
def change_consent() -> ResponseReturnValue:
    form = ConsentForm()
    if not form.validate():
        return _consents_page(changed=True)
    asked = service.asked_one(g.work, form.kind.data, form.firm.data, locale=_locale())
    given = form.given.data == "yes"
    if asked.text.kind is ConsentKind.COLLECT and not given:
        return redirect(url_for("my.withdrawal"), SEE_OTHER)
    if given and form.text.data != asked.text.sha256:
        return _consents_page(changed=True)
    return _change(asked, given=given)


@pages.get("/my/withdraw")
@allow(Permission.OWN_READ)
def withdrawal() -> ResponseReturnValue:
    return render_template(
        "my/withdraw.html", form=PressForm(), own=service.own_page(g.work), days=g.work.settings.erasure_days
    )


@pages.post("/my/withdraw")
@allow(Permission.OWN_ERASE)
def withdraw() -> ResponseReturnValue:
    until = service.withdraw(g.work)
    flash(_("거두겠다는 뜻을 받았습니다. %(when)s에 지웁니다. 그 전에는 되돌릴 수 있습니다.", when=day(until)), "done")
    return redirect(url_for("my.my"), SEE_OTHER)


@pages.post("/my/withdraw/back")
@allow(Permission.OWN_WRITE)
def stay() -> ResponseReturnValue:
    stays = service.stay(g.work)
    flash(
        _("등록을 그대로 둡니다. 거둔 선택 동의는 다시 고를 수 있습니다.") if stays else _("거두려던 것이 없습니다."),
        "done",
    )
    return redirect(url_for("my.consents"), SEE_OTHER)


@pages.get("/my/leave")
@allow(Permission.OWN_READ)
def leaving() -> ResponseReturnValue:
    return render_template("my/leave.html", form=PressForm(), joins=victims.joins(g.work, g.work.actor.id))


@pages.post("/my/leave")
@allow(Permission.OWN_WRITE)
def leave() -> ResponseReturnValue:
    registration.leave_group(g.work, g.work.actor.id)
    flash(_("모임에서 나왔습니다. 내 카드는 지금부터 보이지 않습니다."), "done")
    return redirect(url_for("my.my"), SEE_OTHER)


@pages.post("/my/rejoin")
@allow(Permission.OWN_WRITE)
def rejoin() -> ResponseReturnValue:
    service.rejoin(g.work)
    flash(_("모임에 함께하는 것으로 바꾸었습니다."), "done")
    return redirect(url_for("my.my"), SEE_OTHER)


def _locale() -> str:
    return str(get_locale())


def _consents_page(*, changed: bool = False) -> ResponseReturnValue:
    asked = service.asked(g.work, locale=_locale())
    page = render_template("my/consents.html", asked=asked, form=PressForm(), changed=changed)
    return (page, CHANGED) if changed else page


def _change(asked: Asked, *, given: bool) -> ResponseReturnValue:
    text = asked.text
    registration.change_consent(
        g.work, g.work.actor.id, text.kind, text=text if given else None, given=given, firm_id=text.firm_id
    )
    if asked.given and not given:
        rights.note_consent_withdrawn(g.work)
    flash(_said(text.kind, given=given), "done")
    return redirect(url_for("my.consents"), SEE_OTHER)


def _said(kind: ConsentKind, *, given: bool) -> str:
    if given:
        return str(_("동의하셨습니다. 언제든 거둘 수 있습니다."))
    if kind is ConsentKind.FIRM:
        return str(_("동의를 거두었습니다. 지금부터 전하지 않습니다."))
    return str(_("동의를 거두었습니다. 내 카드는 지금부터 보이지 않습니다."))
