"""News of a group's lawyer: she writes, checks and publishes; a caseworker releases or gives back where the group wants it."""

from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.briefings import bulletin, forms, news, words
from lawsuit_hub.features.briefings.pressing import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.briefings.types import NewsItem, NotInFile, Stale
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.features.proceedings.reaching import reach
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("news", __name__, template_folder="templates")


@pages.get("/briefings/<code>/news")
@allow(Permission.NEWS_WRITE)
def new(code: str) -> ResponseReturnValue:
    return _new_page(code, forms.NewNewsForm(formdata=None))


@pages.post("/briefings/<code>/news")
@allow(Permission.NEWS_WRITE)
def write(code: str) -> ResponseReturnValue:
    form, made = forms.NewNewsForm(), []
    said = (form.title.data or "", form.text.data or "")
    if done(form, lambda: made.append(news.write(g.work, code, *said, once=form.once.data))):
        return _told(code, made[0], _("적어 두었습니다. 아직 아무도 보지 못합니다."))
    return _new_page(code, form), REFUSED


@pages.get("/briefings/<code>/news/<uuid:news_id>")
@allow(Permission.COURSE_MANAGE)
def show(code: str, news_id: UUID) -> ResponseReturnValue:
    return _page(code, news_id)


@pages.post("/briefings/<code>/news/<uuid:news_id>")
@allow(Permission.NEWS_WRITE)
def revise(code: str, news_id: UUID) -> ResponseReturnValue:
    form = forms.ReviseForm(prefix="revise")
    said = (form.title.data or "", form.text.data or "")
    if done(form, lambda: news.revise(g.work, code, news_id, *said, seen=form.seen.data)):
        return _told(code, news_id, _("고쳐 두었습니다. 실어야 모임 사람이 봅니다."))
    return _page(code, news_id, revise=form), REFUSED


@pages.post("/briefings/<code>/news/<uuid:news_id>/mask")
@allow(Permission.NEWS_WRITE)
def mask(code: str, news_id: UUID) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="mask")
    if done(form, lambda: news.mask(g.work, code, news_id, seen=form.seen.data)):
        return _told(code, news_id, _("가렸습니다. 읽어 보고 실어 주세요."))
    return _page(code, news_id, mask=form), REFUSED


@pages.post("/briefings/<code>/news/<uuid:news_id>/publish")
@allow(Permission.NEWS_WRITE)
def publish(code: str, news_id: UUID) -> ResponseReturnValue:
    form, shown = forms.PublishForm(prefix="publish"), []
    kept = {"seen": form.seen.data, "office": bool(form.office.data)}
    if done(form, lambda: shown.append(news.publish(g.work, code, news_id, **kept))):
        return _told(code, news_id, _("실었습니다. 문자로 알립니다.") if shown[0] else _("담당자가 보고 내보냅니다."))
    return _page(code, news_id, publish=form), REFUSED


@pages.post("/briefings/<code>/news/<uuid:news_id>/release")
@allow(Permission.NEWS_RELEASE)
def release(code: str, news_id: UUID) -> ResponseReturnValue:
    form = forms.SeenForm(prefix="release")
    if done(form, lambda: news.release(g.work, code, news_id, seen=form.seen.data)):
        return _told(code, news_id, _("내보냈습니다. 문자로 알립니다."))
    return _page(code, news_id, release=form), REFUSED


@pages.post("/briefings/<code>/news/<uuid:news_id>/return")
@allow(Permission.NEWS_RELEASE)
def give_back(code: str, news_id: UUID) -> ResponseReturnValue:
    form = forms.SeenReasonForm(prefix="back")
    kept = {"seen": form.seen.data, "reason": form.reason.data or ""}
    if done(form, lambda: news.give_back(g.work, code, news_id, **kept)):
        return _home(code, _("변호사에게 돌려보냈습니다."))
    return _page(code, news_id, back=form), REFUSED


@pages.post("/briefings/<code>/news/<uuid:news_id>/withdraw")
@allow(Permission.COURSE_MANAGE)
def withdraw(code: str, news_id: UUID) -> ResponseReturnValue:
    form = ReasonForm(prefix="end")
    if done(form, lambda: news.withdraw(g.work, code, news_id, reason=form.reason.data or "")):
        return _home(code, _("거두었습니다."))
    return _page(code, news_id, end=form), REFUSED


def _told(code: str, news_id: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("news.show", code=code, news_id=news_id), SEE_OTHER)


def _home(code: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("briefings.show", code=code), SEE_OTHER)


def _new_page(code: str, form: forms.NewNewsForm) -> str:
    reach(g.work, code)
    form.once.data = form.once.data or uuid4().hex
    return render_template("briefings/new_news.html", code=code, form=form, words=words)


def _page(code: str, news_id: UUID, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused."""
    item, told, found = bulletin.one(g.work, code, news_id)
    return render_template(
        "briefings/news.html",
        code=code,
        item=item,
        told=told,
        found=found,
        forms=_forms(item) | typed,
        form=next(iter(typed.values()), None),
        words=words,
        is_lawyer=current_user.actor.role is Role.LAWYER,
    )


def _forms(item: NewsItem) -> dict[str, Any]:
    seen = {"seen": item.newest.turn}
    return {
        "revise": forms.ReviseForm(
            None, prefix="revise", data=seen | {"title": item.newest.title, "text": item.newest.text}
        ),
        "mask": forms.SeenForm(None, prefix="mask", data=seen),
        "publish": forms.PublishForm(None, prefix="publish", data=seen),
        "release": forms.SeenForm(None, prefix="release", data=seen),
        "back": forms.SeenReasonForm(None, prefix="back", data=seen),
        "end": ReasonForm(None, prefix="end"),
    }


answer_with(pages, (NoSuchGroup, NotInFile), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "briefings/stale.html", CONFLICT)
