"""The desk's page of a survey's results: what they would say now, what is counted, publishing, and rows for research."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.findings import forms, marking, planning, raw, service, words
from lawsuit_hub.features.findings.results import hidden_cells
from lawsuit_hub.features.findings.types import (
    AlreadyOut,
    BadQuote,
    NoSuchQuestion,
    NotConfirmed,
    NothingMarked,
    NotTogether,
    OwnWord,
    Pair,
    SomebodyElse,
    TooFewSheets,
    Voice,
    WeakWord,
)
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.refusals import AnswersGone, NoSuchSurvey, NotNow
from lawsuit_hub.features.urns.types import TooFew
from lawsuit_hub.infra import taking
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing

pages = Blueprint("desk_findings", __name__, template_folder="templates")

SEE_OTHER, NOT_FOUND, CONFLICT, REFUSED = 303, 404, 409, 422
PAGE = "/desk/surveys/<uuid:survey>/findings"


@pages.get(PAGE)
@allow(Permission.SURVEY_MANAGE)
def show(survey: UUID) -> ResponseReturnValue:
    return page(survey)


@pages.post(f"{PAGE}/pairs")
@allow(Permission.SURVEY_MANAGE)
def pair(survey: UUID) -> ResponseReturnValue:
    form = forms.PairForm(prefix="pair").over(surveys.one(g.work, survey).questionnaire)
    if _done(form, lambda: planning.add_pair(g.work, survey, Pair(form.row.data, form.column.data))):
        return _back(survey, _("함께 볼 표에 더했습니다."))
    return page(survey, pair=form), REFUSED


@pages.post(f"{PAGE}/pairs/remove")
@allow(Permission.SURVEY_MANAGE)
def unpair(survey: UUID) -> ResponseReturnValue:
    planning.drop_pair(g.work, survey, Pair(request.form.get("row", ""), request.form.get("column", "")))
    return _back(survey, _("함께 볼 표에서 뺐습니다."))


@pages.post(f"{PAGE}/voices")
@allow(Permission.SURVEY_MANAGE)
def voice(survey: UUID) -> ResponseReturnValue:
    form = forms.VoiceForm(prefix="voice").over(surveys.one(g.work, survey).questionnaire)
    name = (form.name.data or "").strip()
    if _done(form, lambda: planning.add_voice(g.work, survey, Voice(form.question.data, name, form.said()))):
        return _back(survey, _("묶음을 저장했습니다."))
    return page(survey, voice=form), REFUSED


@pages.post(f"{PAGE}/voices/remove")
@allow(Permission.SURVEY_MANAGE)
def unvoice(survey: UUID) -> ResponseReturnValue:
    planning.drop_voice(g.work, survey, request.form.get("question", ""), request.form.get("name", ""))
    return _back(survey, _("묶음을 지웠습니다."))


@pages.get(f"{PAGE}/texts/<question_key>")
@allow(Permission.SURVEY_MANAGE)
def texts(survey: UUID, question_key: str) -> ResponseReturnValue:
    """Asks first: reading them is a deed."""
    return _free(survey, question_key, [])


@pages.post(f"{PAGE}/texts/<question_key>/read")
@allow(Permission.SURVEY_MANAGE)
def read(survey: UUID, question_key: str) -> ResponseReturnValue:
    return _read(survey, question_key)


@pages.post(f"{PAGE}/texts/<question_key>")
@allow(Permission.SURVEY_MANAGE)
def quote(survey: UUID, question_key: str) -> ResponseReturnValue:
    try:
        planning.quote(
            g.work, survey, question=question_key, name=request.form.get("name", ""), marks=request.form.getlist("mark")
        )
    except BadQuote:
        return _read(survey, question_key, wrong=True), REFUSED
    return _back(survey, _("보여 줄 말을 저장했습니다."))


@pages.post(f"{PAGE}/marking")
@allow(Permission.SURVEY_MANAGE)
def mark(survey: UUID) -> ResponseReturnValue:
    form = forms.MarkForm(prefix="mark").over(surveys.one(g.work, survey).questionnaire)
    if _done(form, lambda: marking.propose(g.work, survey, form.keys.data or [])):
        return _back(survey, _("저장했습니다. 다른 담당자가 확인하면 파일을 내줄 수 있습니다."))
    return page(survey, mark=form), REFUSED


@pages.post(f"{PAGE}/marking/confirm")
@allow(Permission.FINDING_EXPORT)
def confirm(survey: UUID) -> ResponseReturnValue:
    marking.confirm(g.work, survey, seen=request.form.get("seen", ""))
    return _back(survey, _("확인했습니다. 이제 파일을 내줄 수 있습니다."))


@pages.post(f"{PAGE}/publish")
@allow(Permission.FINDING_PUBLISH)
def publish(survey: UUID) -> ResponseReturnValue:
    service.publish(g.work, survey, version=request.form.get("version", -1, type=int))
    return _back(survey, _("결과를 공개했습니다."))


@pages.post(f"{PAGE}/export")
@allow(Permission.FINDING_EXPORT)
def export(survey: UUID) -> ResponseReturnValue:
    form, made = forms.ExportForm(prefix="export"), []
    if _done(
        form, lambda: made.append(raw.export(g.work, survey, password=form.password.data, reason=form.reason.data))
    ):
        return Response(
            made[0], mimetype="application/zip", headers={"Content-Disposition": "attachment; filename=answers.zip"}
        )
    return page(survey, export=form), REFUSED


def page(survey: UUID, **typed: FlaskForm) -> str:
    """`typed`: the one form that was sent, by its prefix."""
    line, plan, marks = surveys.one(g.work, survey), planning.plan(g.work, survey), marking.of(g.work, survey)
    asked = line.questionnaire
    made: dict[str, FlaskForm] = {
        "pair": forms.PairForm(None, prefix="pair").over(asked),
        "voice": forms.VoiceForm(None, prefix="voice").over(asked),
        "mark": forms.MarkForm(None, prefix="mark", data={"keys": list(marks.keys)}).over(asked),
        "export": forms.ExportForm(None, prefix="export"),
        **typed,
    }
    found, why = _preview(survey)
    around: dict[str, Any] = {"version": service.versions(g.work, survey), "why": why, "words": words, "plan": plan}
    around |= {"marks": marks, "mine": marks.chosen_by == g.work.actor.id}
    around["least"] = g.work.settings.finding_rows_least
    around["titles"] = dict(made["pair"].row.choices)
    around["free"] = made["voice"].question.choices
    around["hidden"] = hidden_cells(found) if found else 0
    refused = next(iter(typed.values()), None)
    return render_template("findings/desk.html", line=line, found=found, made=made, form=refused, **around)


def _preview(survey: UUID) -> tuple[Any, str]:
    try:
        return service.preview(g.work, survey), ""
    except AnswersGone:
        return None, ""
    except NotNow:
        return None, _("조사가 끝나면 결과가 보입니다. 함께 볼 물음은 미리 골라 둘 수 있습니다.")
    except (TooFew, TooFewSheets):
        return None, _("답한 사람이 너무 적어 결과를 보이지 않습니다.")
    except NotTogether:
        return None, _("먼저 공개한 표와 함께 두면 다섯 명보다 적은 수가 드러납니다. 새로 더한 표를 빼 주세요.")


def _read(survey: UUID, key: str, *, wrong: bool = False) -> str:
    return _free(survey, key, planning.read_texts(g.work, survey, key), wrong=wrong, read=True)


def _free(survey: UUID, key: str, found: list[tuple[str, str]], **around: bool) -> str:
    line = surveys.one(g.work, survey)
    if line.gone_on is not None:
        raise AnswersGone
    asked = {one.key: one.text for area in line.questionnaire.areas for one in area.questions}
    if key not in asked:
        raise NoSuchQuestion
    voices = [one for one in planning.plan(g.work, survey).voices if one.question == key]
    groups: dict[int, list[tuple[str, str]]] = {}
    for mark_, text in found:
        groups.setdefault(service.voice_of(text, voices), []).append((mark_, text))
    page_ = "findings/texts.html"
    return render_template(page_, survey=survey, key=key, asked=asked[key], voices=voices, groups=groups, **around)


def _done(form: FlaskForm, deed: Any) -> bool:
    def explain(sent: Any, refusal: Any) -> None:
        if isinstance(refusal, WeakWord):
            taking.beside(sent, sent["password"], words.weakness(refusal.why))
            return
        said = {
            NoSuchQuestion: _("이 물음은 그렇게 셀 수 없습니다."),
            AlreadyOut: _("이미 공개했거나 파일로 내준 것은 바꿀 수 없습니다."),
            BadQuote: _("누구인지 알아볼 수 있는 말은 쓸 수 없습니다."),
            NothingMarked: _("먼저 누구인지 짐작하게 하는 물음을 골라 주세요."),
            NotConfirmed: _("고른 물음을 다른 담당자가 먼저 확인해야 합니다."),
            TooFewSheets: _("답한 사람이 너무 적어 내주지 않습니다."),
            TooFew: _("답한 사람이 너무 적어 내주지 않습니다."),
            ReasonMissing: _("이유를 적어 주세요."),
            ReasonHoldsNumber: _("이유에 주민등록번호가 있습니다. 빼고 적어 주세요."),
        }
        taking.beside(sent, None, said[type(refusal)])

    known = (
        AlreadyOut,
        NoSuchQuestion,
        BadQuote,
        NothingMarked,
        NotConfirmed,
        TooFewSheets,
        TooFew,
        WeakWord,
        ReasonMissing,
        ReasonHoldsNumber,
    )
    return taking.done(form, deed, explained=known, explain=explain)


def _back(survey: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_findings.show", survey=survey), SEE_OTHER)


answer_with(pages, (NoSuchSurvey, NoSuchQuestion), "errors/404.html", NOT_FOUND)
answer_with(pages, (NothingMarked, OwnWord), "findings/not_hers.html", CONFLICT)
answer_with(
    pages,
    (AlreadyOut, AnswersGone, NotNow, SomebodyElse, NotTogether, TooFew, TooFewSheets),
    "findings/stale.html",
    CONFLICT,
)
