"""The desk's pages of surveys: making one, looking at it as a phone shows it, opening it, its course, its end."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.surveys import building, forms, inviting, opening, pages_of, questionnaires, service, words
from lawsuit_hub.features.surveys.refusals import Frozen, NoSuchSurvey, NotNow, NotReady, Stale
from lawsuit_hub.features.surveys.types import Rule, State, SurveyLine, Whom
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("desk_surveys", __name__, template_folder="templates")

SEE_OTHER, NOT_FOUND, CONFLICT, REFUSED = 303, 404, 409, 422
LIST = "/desk/surveys"


@pages.get(LIST)
@allow(Permission.SURVEY_MANAGE)
def listed() -> ResponseReturnValue:
    return render_template("surveys/desk_list.html", lines=service.everything(g.work), words=words)


@pages.post(LIST)
@allow(Permission.SURVEY_MANAGE)
def make() -> ResponseReturnValue:
    made = building.make(g.work, template=request.form.get("template"))
    return redirect(url_for("desk_surveys.show", survey=made), SEE_OTHER)


@pages.get(f"{LIST}/<uuid:survey>")
@allow(Permission.SURVEY_MANAGE)
def show(survey: UUID) -> ResponseReturnValue:
    return page(survey)


@pages.get(f"{LIST}/<uuid:survey>/preview")
@allow(Permission.SURVEY_MANAGE)
def preview(survey: UUID) -> ResponseReturnValue:
    """As a phone shows it. Nothing is kept: every question is shown, those that depend on another with a word."""
    line = service.one(g.work, survey)
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= len(line.questionnaire.areas):
        raise NoSuchSurvey
    area = line.questionnaire.areas[number - 1]
    shown = pages_of.Page(
        number, len(line.questionnaire.areas), area.title, tuple(pages_of.Shown(one, {}) for one in area.questions)
    )
    around: dict[str, Any] = {"words": words, "wrong": [], "more": False, "preview": True}
    return render_template("surveys/page.html", survey=survey, whole=line.questionnaire, page=shown, **around)


@pages.post(f"{LIST}/<uuid:survey>/count")
@allow(Permission.SURVEY_MANAGE)
def count(survey: UUID) -> ResponseReturnValue:
    """How many it would be for; nothing is done."""
    form = forms.OpenForm(prefix="open").over()
    if form.whom.data not in set(Whom):
        return page(survey, open=form), REFUSED
    try:
        counted = inviting.count(g.work, form.rule())
    except NotReady as refusal:
        taking.beside(form, form.groups, words.not_ready(refusal))
        return page(survey, open=form), REFUSED
    return page(survey, counted=counted, open=form)


@pages.post(f"{LIST}/<uuid:survey>/open")
@allow(Permission.SURVEY_OPEN)
def open_(survey: UUID) -> ResponseReturnValue:
    form = forms.OpenForm(prefix="open").over()
    if _done(form, lambda: _open(survey, form)):
        return _back(survey, _("열었습니다. 곧 문자로 알립니다. 이제 물음은 바뀌지 않습니다."))
    return page(survey, open=form), REFUSED


@pages.post(f"{LIST}/<uuid:survey>/extend")
@allow(Permission.SURVEY_MANAGE)
def extend(survey: UUID) -> ResponseReturnValue:
    form = forms.ExtendForm(prefix="extend")
    if _done(form, lambda: opening.extend(g.work, survey, closes_on=form.closes_on.data, reason=form.reason.data)):
        return _back(survey, _("기간을 늘렸습니다."))
    return page(survey, extend=form), REFUSED


@pages.post(f"{LIST}/<uuid:survey>/close")
@allow(Permission.SURVEY_MANAGE)
def close(survey: UUID) -> ResponseReturnValue:
    form = ReasonForm(prefix="close")
    if _done(form, lambda: opening.close(g.work, survey, reason=form.reason.data)):
        return _back(survey, _("마감했습니다. 더 답할 수 없습니다."))
    return page(survey, close=form), REFUSED


@pages.post(f"{LIST}/<uuid:survey>/results")
@allow(Permission.SURVEY_MANAGE)
def announce(survey: UUID) -> ResponseReturnValue:
    form = forms.ResultsForm(prefix="results")
    if _done(form, lambda: building.announce(g.work, survey, on=form.day(), path=(form.path.data or "").strip())):
        return _back(survey, _("적었습니다. 조사 안내에 보입니다."))
    return page(survey, results=form), REFUSED


@pages.post(f"{LIST}/<uuid:survey>/copy")
@allow(Permission.SURVEY_MANAGE)
def copy(survey: UUID) -> ResponseReturnValue:
    made = building.copy(g.work, survey)
    flash(_("같은 물음으로 새 초안을 만들었습니다."), "done")
    return redirect(url_for("desk_surveys.show", survey=made), SEE_OTHER)


@pages.post(f"{LIST}/<uuid:survey>/remove")
@allow(Permission.SURVEY_MANAGE)
def remove(survey: UUID) -> ResponseReturnValue:
    building.remove(g.work, survey, turn=request.form.get("turn", -1, type=int))
    flash(_("초안을 지웠습니다."), "done")
    return redirect(LIST, SEE_OTHER)


def page(survey: UUID, *, counted: tuple[int, int] | None = None, **typed: FlaskForm) -> str:
    """`typed`: the one form that was sent, by its prefix."""
    line = service.one(g.work, survey)
    made: dict[str, FlaskForm] = {**_forms(line), **typed}
    if "open" in typed:
        typed["open"].turn.data = line.turn if counted else typed["open"].turn.data
    refused = next(iter(typed.values()), None)
    found = building.problems(g.work, survey) if line.state is State.DRAFT else ()
    texts = {one.key: one.text for one in questionnaires.questions(line.questionnaire)}
    around: dict[str, Any] = {"counted": counted, "problems": found, "texts": texts, "words": words}
    around["left"] = (line.closes_on - g.work.today).days if line.closes_on else 0
    around["least"] = g.work.settings.finding_rows_least
    return render_template("surveys/desk_survey.html", line=line, made=made, form=refused, **around)


def _forms(line: SurveyLine) -> dict[str, FlaskForm]:
    name = {"turn": line.turn, "title": line.questionnaire.title, "opening": line.questionnaire.opening}
    results = {"on": line.results_on.isoformat() if line.results_on else "", "path": line.results_path}
    return {
        "name": forms.NameForm(None, prefix="name", data=name),
        "area": forms.AreaForm(None, prefix="area", data={"turn": line.turn}),
        "open": forms.OpenForm(None, prefix="open", data={"turn": line.turn, "whom": Whom.VERIFIED.value}).over(),
        "extend": forms.ExtendForm(None, prefix="extend"),
        "close": ReasonForm(None, prefix="close"),
        "results": forms.ResultsForm(None, prefix="results", data=results),
    }


def _open(survey: UUID, form: forms.OpenForm) -> None:
    rule: Rule = form.rule()
    opening.open_(
        g.work,
        survey,
        turn=form.turn.data,
        rule=rule,
        closes_on=form.closes_on.data,
        remind_days=form.remind_days(),
        anyway=bool(form.anyway.data),
    )


def _done(form: FlaskForm, deed: Any) -> bool:
    def explain(sent: Any, refusal: Any) -> None:
        places = {"until": "closes_on", "remind": "remind", "rule": "groups", "path": "path"}
        field = sent[places[refusal.why]] if refusal.why in places else None
        taking.beside(sent, field, words.not_ready(refusal))

    return taking.done(form, deed, explained=(NotReady,), explain=explain)


def _back(survey: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_surveys.show", survey=survey), SEE_OTHER)


answer_with(pages, (NoSuchSurvey,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, Frozen, NotNow), "surveys/stale.html", CONFLICT)
