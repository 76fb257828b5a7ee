"""The builder: a draft's name, its pages and its questions. Everything works as plain forms, one change a press."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.surveys import building, checking, desk_routes, editing, forms, questionnaires, service, words
from lawsuit_hub.features.surveys.desk_routes import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER
from lawsuit_hub.features.surveys.refusals import Frozen, NoSuchSurvey, NotReady, Stale
from lawsuit_hub.features.surveys.types import Question, Questionnaire, State, SurveyLine
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with

pages = Blueprint("survey_builder", __name__, template_folder="templates")

ONE = f"{desk_routes.LIST}/<uuid:draft>"
Edit = Callable[[Questionnaire], Questionnaire]


@pages.post(f"{ONE}/name")
@allow(Permission.SURVEY_MANAGE)
def name(draft: UUID) -> ResponseReturnValue:
    form = forms.NameForm(prefix="name")
    title, opening = (form.title.data or "").strip(), (form.opening.data or "").replace("\r\n", "\n").strip()
    if _done(form, lambda: _change(draft, form, lambda whole: editing.named(whole, title=title, opening=opening))):
        return _to_survey(draft)
    return desk_routes.page(draft, name=form), REFUSED


@pages.post(f"{ONE}/areas")
@allow(Permission.SURVEY_MANAGE)
def add_area(draft: UUID) -> ResponseReturnValue:
    form = forms.AreaForm(prefix="area")
    title = (form.title.data or "").strip()
    if _done(form, lambda: _change(draft, form, lambda whole: editing.with_area(whole, title))):
        return _to_area(draft, len(service.one(g.work, draft).questionnaire.areas))
    return desk_routes.page(draft, area=form), REFUSED


@pages.get(f"{ONE}/areas/<int:area_no>")
@allow(Permission.SURVEY_MANAGE)
def area(draft: UUID, area_no: int) -> ResponseReturnValue:
    return _area_page(draft, area_no)


@pages.post(f"{ONE}/areas/<int:area_no>")
@allow(Permission.SURVEY_MANAGE)
def change_area(draft: UUID, area_no: int) -> ResponseReturnValue:
    """Its name, its place among the others, a copy of it, its end."""
    form, at = forms.AreaForm(prefix="area"), area_no - 1
    edit = _area_edits(at).get(form.do.data or "")
    if edit is not None:
        _change(draft, form, edit)
        return _to_survey(draft)
    title = (form.title.data or "").strip()
    if _done(form, lambda: _change(draft, form, lambda whole: editing.area_named(whole, at, title))):
        return _to_area(draft, area_no)
    return _area_page(draft, area_no, form), REFUSED


@pages.get(f"{ONE}/areas/<int:area_no>/new")
@allow(Permission.SURVEY_MANAGE)
def new(draft: UUID, area_no: int) -> ResponseReturnValue:
    line = _line(draft, area_no)
    key = editing.fresh_key(line.questionnaire)
    return _question_page(line, area_no, forms.question_form(line.questionnaire, key, None, turn=line.turn))


@pages.post(f"{ONE}/areas/<int:area_no>/new")
@allow(Permission.SURVEY_MANAGE)
def add(draft: UUID, area_no: int) -> ResponseReturnValue:
    line = _line(draft, area_no)
    key = editing.fresh_key(line.questionnaire)
    form = forms.QuestionForm().over(line.questionnaire, key)
    if _done(form, lambda: _put(draft, area_no - 1, form, form.question(key, None))):
        return _saved(draft, area_no, form, key)
    return _question_page(line, area_no, form), REFUSED


@pages.get(f"{ONE}/questions/<string:question_key>")
@allow(Permission.SURVEY_MANAGE)
def question(draft: UUID, question_key: str) -> ResponseReturnValue:
    line = _draft(draft)
    number, old = _question(line, question_key)
    return _question_page(line, number, forms.question_form(line.questionnaire, question_key, old, turn=line.turn), old)


@pages.post(f"{ONE}/questions/<string:question_key>")
@allow(Permission.SURVEY_MANAGE)
def change(draft: UUID, question_key: str) -> ResponseReturnValue:
    line = _draft(draft)
    number, old = _question(line, question_key)
    form = forms.QuestionForm().over(line.questionnaire, question_key)
    edit = _question_edits(question_key).get(form.do.data or "")
    if edit is not None:
        _change(draft, form, edit)
        return _to_area(draft, number)
    if _done(form, lambda: _put(draft, number - 1, form, form.question(question_key, old))):
        return _saved(draft, number, form, question_key)
    return _question_page(line, number, form, old), REFUSED


def _area_edits(at: int) -> dict[str, Edit]:
    return {
        "up": lambda whole: editing.area_moved(whole, at, editing.UP),
        "down": lambda whole: editing.area_moved(whole, at, editing.DOWN),
        "copy": lambda whole: editing.area_copied(whole, at),
        "remove": lambda whole: editing.without_area(whole, at),
    }


def _question_edits(key: str) -> dict[str, Edit]:
    return {
        "up": lambda whole: editing.moved(whole, key, editing.UP),
        "down": lambda whole: editing.moved(whole, key, editing.DOWN),
        "copy": lambda whole: editing.copied(whole, key),
        "remove": lambda whole: editing.without(whole, key),
    }


def _put(survey: UUID, at: int, form: forms.QuestionForm, made: Question) -> None:
    if len(made.options) > checking.MOST_OPTIONS or len(made.lines) > checking.MOST_OPTIONS:
        raise NotReady("many")
    _change(survey, form, lambda whole: editing.put(whole, at, made))


def _saved(survey: UUID, number: int, form: forms.QuestionForm, key: str) -> ResponseReturnValue:
    """Where it depends on a question and no answer of that is chosen yet, the same page shows them."""
    if form.depends.data and not form.depends_on.data:
        flash(_("저장했습니다. 어떤 답을 고른 사람에게 물을지 골라 주세요."), "done")
        return redirect(url_for("survey_builder.question", draft=survey, question_key=key), SEE_OTHER)
    flash(_("저장했습니다."), "done")
    return _to_area(survey, number)


def _change(survey: UUID, form: forms.TurnForm, edit: Edit) -> None:
    building.change(g.work, survey, edit, turn=-1 if form.turn.data is None else form.turn.data)


def _done(form: forms.TurnForm, deed: Callable[[], object]) -> bool:
    def explain(sent: Any, refusal: Any) -> None:
        taking.beside(sent, None, words.not_ready(refusal))

    return taking.done(form, deed, explained=(NotReady,), explain=explain)


def _draft(survey: UUID) -> SurveyLine:
    line = service.one(g.work, survey)
    if line.state is not State.DRAFT:
        raise Frozen
    return line


def _line(survey: UUID, number: int) -> SurveyLine:
    line = _draft(survey)
    if not 1 <= number <= len(line.questionnaire.areas):
        abort(NOT_FOUND)
    return line


def _question(line: SurveyLine, key: str) -> tuple[int, Question]:
    areas = enumerate(line.questionnaire.areas, 1)
    found = next(((number, one) for number, area in areas for one in area.questions if one.key == key), None)
    return found or abort(NOT_FOUND)


def _area_page(survey: UUID, number: int, form: forms.AreaForm | None = None) -> str:
    line = _line(survey, number)
    title = line.questionnaire.areas[number - 1].title
    stands = form or forms.AreaForm(None, prefix="area", data={"turn": line.turn, "title": title})
    stands.turn.data = line.turn
    around: dict[str, Any] = {
        "words": words,
        "texts": {q.key: q.text for q in questionnaires.questions(line.questionnaire)},
    }
    return render_template("surveys/desk_area.html", line=line, number=number, form=form, stands=stands, **around)


def _question_page(line: SurveyLine, number: int, form: forms.QuestionForm, old: Question | None = None) -> str:
    around: dict[str, Any] = {"number": number, "old": old, "words": words}
    return render_template("surveys/desk_question.html", line=line, form=form, **around)


def _to_survey(survey: UUID) -> ResponseReturnValue:
    return redirect(url_for("desk_surveys.show", survey=survey), SEE_OTHER)


def _to_area(survey: UUID, number: int) -> ResponseReturnValue:
    return redirect(url_for("survey_builder.area", draft=survey, area_no=number), SEE_OTHER)


answer_with(pages, (NoSuchSurvey,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale, Frozen), "surveys/stale.html", CONFLICT)
