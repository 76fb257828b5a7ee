"""Surveys for everybody: which there are, how answers stay without a name, and a person's own way through one.

No address says which question somebody is at but for the page's number, and no page is skipped: which were shown tells nothing.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.surveys import answering, code_cookie, pages_of, paths, questionnaires, service, words
from lawsuit_hub.features.surveys.refusals import AnsweredAlready, BadAnswer, Incomplete, NoSuchSurvey, Over
from lawsuit_hub.features.surveys.types import Kind, Questionnaire, Sheet
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("surveys", __name__, template_folder="templates")

SEE_OTHER, NOT_FOUND, CONFLICT, REFUSED = 303, 404, 409, 422
BACK, LATER = "back", "later"


@pages.get("/surveys")
@allow(Permission.SITE_READ)
def listed() -> ResponseReturnValue:
    waiting = {one.id for one in answering.waiting(g.work)} if _is_member() else set()
    lines = service.public(g.work)
    around: dict[str, Any] = {"member": _is_member(), "words": words, "days": g.work.settings.survey_days}
    return render_template("surveys/public.html", lines=lines, waiting=waiting, **around)


@pages.get("/surveys/<uuid:survey>")
@allow(Permission.SITE_READ)
def show(survey: UUID) -> ResponseReturnValue:
    stands = answering.standing(g.work, survey)
    begun = code_cookie.carried(survey) is not None and stands.invited and not stands.answered and stands.takes
    around: dict[str, Any] = {"member": _is_member(), "begun": begun, "words": words}
    around["days"] = g.work.settings.survey_days
    return render_template("surveys/about.html", stands=stands, line=stands.line, **around)


@pages.get("/surveys/<uuid:survey>/answer")
@allow(Permission.SURVEY_ANSWER)
def answer(survey: UUID) -> ResponseReturnValue:
    try:
        whole, sheet = answering.begun(g.work, survey, code_cookie.carried(survey))
    except (Over, AnsweredAlready) as refusal:
        return _not_taken(survey, refusal, 0)
    number = request.args.get("page", type=int) or _first_open(whole, sheet)
    if not 1 <= number <= len(whole.areas):
        raise NoSuchSurvey
    return _page(survey, whole, pages_of.page(whole, sheet, number))


@pages.post("/surveys/<uuid:survey>/answer")
@allow(Permission.SURVEY_ANSWER)
def take(survey: UUID) -> ResponseReturnValue:
    """Keeps the page and goes on, or back; what it brought stays on it where something is wrong."""
    secret, number = code_cookie.own(survey), request.form.get("page", type=int) or 0
    try:
        read = answering.take(g.work, survey, secret, number, _typed(), seen=request.form.getlist("seen"))
    except (Over, AnsweredAlready) as refusal:
        return _not_taken(survey, refusal, number)
    if read.wrong and request.form.get("go") != BACK:
        whole, _sheet = answering.begun(g.work, survey, secret)
        again = pages_of.page(whole, read.sheet, number, typed=_typed(), wrong=read.wrong)
        return code_cookie.give(survey, secret, (_page(survey, whole, again), REFUSED))
    return code_cookie.give(survey, secret, redirect(_next(survey, number, more=read.more), SEE_OTHER))


@pages.get("/surveys/<uuid:survey>/check")
@allow(Permission.SURVEY_ANSWER)
def check(survey: UUID) -> ResponseReturnValue:
    try:
        return _check(survey)
    except (Over, AnsweredAlready) as refusal:
        return _not_taken(survey, refusal, 0)


@pages.post("/surveys/<uuid:survey>/send")
@allow(Permission.SURVEY_ANSWER)
def send(survey: UUID) -> ResponseReturnValue:
    try:
        answering.send(g.work, survey, code_cookie.carried(survey))
    except Incomplete as refusal:
        return _check(survey, refusal), REFUSED
    except (Over, AnsweredAlready) as refusal:
        return _not_taken(survey, refusal, 0)
    flash(_("보냈습니다. 어느 답이 내 것인지는 이제 아무도 알 수 없습니다."), "done")
    return code_cookie.take_away(survey, redirect(url_for("surveys.show", survey=survey), SEE_OTHER))


def _is_member() -> bool:
    return bool(g.work.actor.role is Role.MEMBER)


def _typed() -> dict[str, list[str]]:
    return {name: request.form.getlist(name) for name in request.form if name.startswith("q-")}


def _next(survey: UUID, number: int, *, more: bool) -> str:
    """`more`: her answers made questions on the same page that she has not seen."""
    go = request.form.get("go")
    if go == LATER:
        return url_for("surveys.show", survey=survey, saved=1)
    if go == BACK:
        return url_for("surveys.answer", survey=survey, page=max(1, number - 1))
    if more:
        return url_for("surveys.answer", survey=survey, page=number, more=1)
    if number >= int(request.form.get("of", "0") if request.form.get("of", "0").isdecimal() else 0):
        return url_for("surveys.check", survey=survey)
    return url_for("surveys.answer", survey=survey, page=number + 1)


def _first_open(whole: Questionnaire, sheet: Sheet) -> int:
    """The first page on which nothing is answered yet."""
    asked = {one.key for one in paths.asked(whole, sheet)}
    for number, area in enumerate(whole.areas, 1):
        here = [one.key for one in area.questions if one.key in asked]
        if here and not any(key in sheet for key in here):
            return number
    return 1


def _page(survey: UUID, whole: Questionnaire, page: pages_of.Page) -> str:
    around: dict[str, Any] = {"words": words, "more": "more" in request.args, "preview": False}
    wrong = [(one, words.wrong(one.wrong)) for one in page.asked if one.wrong is not None]
    return render_template("surveys/page.html", survey=survey, whole=whole, page=page, wrong=wrong, **around)


def _check(survey: UUID, refusal: Incomplete | None = None) -> str:
    whole, sheet = answering.begun(g.work, survey, code_cookie.carried(survey))
    asked = {one.key for one in paths.asked(whole, sheet)}
    lacking = {one.key for one in paths.missing(whole, sheet)} | set(refusal.keys if refusal else ())
    wrote = any(one.kind is Kind.TEXT and one.key in sheet for one in questionnaires.questions(whole))
    around: dict[str, Any] = {"asked": asked, "lacking": lacking, "words": words, "refused": refusal is not None}
    return render_template("surveys/check.html", survey=survey, whole=whole, sheet=sheet, wrote=wrote, **around)


def _not_taken(survey: UUID, refusal: Over | AnsweredAlready, number: int) -> tuple[str, int]:
    """An old tab: it is over, or sent already. What she typed stands there once more, with a word about it."""
    stands = answering.standing(g.work, survey)
    areas = stands.line.questionnaire.areas
    shown: Sequence[Any] = areas[number - 1].questions if 1 <= number <= len(areas) else ()
    typed = [(one.text, said) for one in shown if (said := words.typed(one, _typed()))]
    over = isinstance(refusal, Over)
    return render_template("surveys/not_taken.html", survey=survey, typed=typed, over=over), CONFLICT


answer_with(pages, (NoSuchSurvey, BadAnswer), "errors/404.html", NOT_FOUND)
