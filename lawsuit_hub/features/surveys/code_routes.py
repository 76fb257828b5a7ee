"""Going on with a half-filled sheet on another device, by a code that is shown once and kept nowhere."""

from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.surveys import answering, code_cookie
from lawsuit_hub.features.surveys.forms import CodeForm
from lawsuit_hub.features.surveys.refusals import AnsweredAlready, NoSuchSurvey, Over
from lawsuit_hub.features.surveys.routes import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("survey_codes", __name__, template_folder="templates")


@pages.get("/surveys/<uuid:survey>/code")
@allow(Permission.SURVEY_ANSWER)
def ask(survey: UUID) -> ResponseReturnValue:
    answering.begun(g.work, survey, None)
    return render_template("surveys/code.html", survey=survey, form=CodeForm(formdata=None), code="")


@pages.post("/surveys/<uuid:survey>/code")
@allow(Permission.SURVEY_ANSWER)
def make(survey: UUID) -> ResponseReturnValue:
    """Her sheet under a new secret, which the code makes again; the old one opens nothing any more."""
    code = code_cookie.new_code()
    secret = code_cookie.secret_of(code) or ""
    answering.carry_over(g.work, survey, code_cookie.carried(survey), secret)
    page = render_template("surveys/code.html", survey=survey, form=CodeForm(formdata=None), code=code)
    return code_cookie.give(survey, secret, page)


@pages.post("/surveys/<uuid:survey>/resume")
@allow(Permission.SURVEY_ANSWER)
def resume(survey: UUID) -> ResponseReturnValue:
    form = CodeForm()
    secret = code_cookie.secret_of(form.code.data or "")
    _whole, sheet = answering.begun(g.work, survey, secret)
    if not form.validate() or secret is None or not sheet:
        form.code.errors = [
            *form.code.errors,
            _("코드가 맞지 않습니다. 이미 보냈거나, 다른 사람으로 로그인한 것일 수 있습니다."),
        ]
        return render_template("surveys/code.html", survey=survey, form=form, code=""), REFUSED
    flash(_("이어서 답해 주세요."), "done")
    return code_cookie.give(survey, secret, redirect(url_for("surveys.answer", survey=survey), SEE_OTHER))


answer_with(pages, (NoSuchSurvey,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Over, AnsweredAlready), "surveys/late.html", CONFLICT)
