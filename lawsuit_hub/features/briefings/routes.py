"""A group's case file for its caseworker and its lawyer: what waits, papers, news, who releases it."""

from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.briefings import filings, forms, rules, service, words
from lawsuit_hub.features.briefings.pressing import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.briefings.service import File
from lawsuit_hub.features.briefings.types import NotInFile, Stale
from lawsuit_hub.features.lawsuits.types import NoSuchGroup
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("briefings", __name__, template_folder="templates")


@pages.get("/briefings/<code>")
@allow(Permission.COURSE_MANAGE)
def show(code: str) -> ResponseReturnValue:
    file = service.file(g.work, code)
    return _shown(file) if file.line.code == code else redirect(url_for("briefings.show", code=file.line.code))


@pages.post("/briefings/<code>/filings")
@allow(Permission.COURSE_MANAGE)
def add_filing(code: str) -> ResponseReturnValue:
    form = forms.paper_form("paper")
    if done(form, lambda: filings.enter(g.work, code, forms.paper_of(form), once=form.once.data)):
        return _told(code, _("서류를 적었습니다. 모임 사람의 화면에 보입니다."))
    return _page(code, add=form), REFUSED


@pages.post("/briefings/<code>/filings/<uuid:paper>")
@allow(Permission.COURSE_MANAGE)
def correct_filing(code: str, paper: UUID) -> ResponseReturnValue:
    form, seen = forms.paper_form(f"paper-{paper}"), forms.SeenForm(prefix=f"paper-{paper}")
    if seen.validate() and done(form, lambda: _correct(code, paper, form)):
        return _told(code, _("고쳤습니다. 앞서 적은 것도 기록에 남습니다."))
    return _page(code, refused=(paper, form)), REFUSED


def _correct(code: str, paper: UUID, form: forms.PaperForm) -> bool:
    return filings.correct(g.work, code, paper, forms.paper_of(form), seen=form.seen.data)


@pages.post("/briefings/<code>/filings/<uuid:paper>/withdraw")
@allow(Permission.COURSE_MANAGE)
def withdraw_filing(code: str, paper: UUID) -> ResponseReturnValue:
    form = forms.SeenReasonForm(prefix=f"end-{paper}")
    kept = {"reason": form.reason.data or "", "seen": form.seen.data}
    if done(form, lambda: filings.withdraw(g.work, code, paper, **kept)):
        return _told(code, _("거두었습니다. 모임 사람에게 보이지 않습니다."))
    return _page(code, refused=(paper, form)), REFUSED


@pages.post("/briefings/<code>/rule")
@allow(Permission.NEWS_RELEASE)
def set_rule(code: str) -> ResponseReturnValue:
    form = forms.rule_form(by_desk=False)
    if done(form, lambda: rules.choose(g.work, code, by_desk=form.by_desk.data == "yes")):
        return _told(code, _("정했습니다."))
    return _page(code, rule=form), REFUSED


def _told(code: str, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("briefings.show", code=code), SEE_OTHER)


def _page(
    code: str,
    *,
    add: FlaskForm | None = None,
    rule: FlaskForm | None = None,
    refused: tuple[UUID, FlaskForm] | None = None,
) -> str:
    return _shown(service.file(g.work, code), add=add, rule=rule, refused=refused)


def _shown(
    file: File,
    *,
    add: FlaskForm | None = None,
    rule: FlaskForm | None = None,
    refused: tuple[UUID, FlaskForm] | None = None,
) -> str:
    """The forms that were sent stand as they were. `refused`: one about a paper."""
    stand = [one for one in file.filings if not one.withdrawn]
    correct = {one.id: forms.paper_form(f"paper-{one.id}", one, formdata=None) for one in stand}
    end = {one.id: forms.SeenReasonForm(None, prefix=f"end-{one.id}", data={"seen": one.turn}) for one in stand}
    if refused is not None:
        (correct if isinstance(refused[1], forms.PaperForm) else end)[refused[0]] = refused[1]
    entry = add or forms.paper_form("paper", formdata=None)
    entry.once.data = uuid4().hex
    return render_template(
        "briefings/file.html",
        file=file,
        line=file.line,
        stand=stand,
        correct=correct,
        end=end,
        add=entry,
        rule=rule or forms.rule_form(by_desk=file.by_desk, formdata=None),
        form=add or rule or (refused[1] if refused else None),
        words=words,
        is_lawyer=current_user.actor.role is Role.LAWYER,
    )


answer_with(pages, (NoSuchGroup, NotInFile), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "briefings/stale.html", CONFLICT)
