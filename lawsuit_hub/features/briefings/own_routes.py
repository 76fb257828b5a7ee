"""A member's side of her group's file: asking the lawyer, taking a question back, saying that she read news."""

from uuid import UUID, uuid4

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.briefings import answers, bulletin, forms, questions, reaching, words
from lawsuit_hub.features.briefings.pressing import REFUSED, SEE_OTHER, done
from lawsuit_hub.features.briefings.types import Preview
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import NotYours

pages = Blueprint("own_questions", __name__, template_folder="templates")

OK = 200


@pages.get("/my/case/questions")
@allow(Permission.OWN_READ)
def show() -> ResponseReturnValue:
    return _page(forms.QuestionForm(formdata=None))


@pages.post("/my/case/questions")
@allow(Permission.OWN_WRITE)
def ask() -> ResponseReturnValue:
    """First as it would be kept, beside what was answered before; sent when she has seen it."""
    form, seen = forms.QuestionForm(), []
    if not form.sure.data and done(form, lambda: seen.append(questions.preview(g.work, form.text.data))):
        return _page(form, preview=seen[0])
    if form.sure.data and done(form, lambda: questions.ask(g.work, form.text.data, once=form.once.data)):
        flash(_("변호사에게 전했습니다. 답이 있으면 문자로 알립니다."), "done")
        return redirect(url_for("own_questions.show"), SEE_OTHER)
    return _page(form, status=REFUSED)


@pages.post("/my/case/questions/<uuid:question>/take-back")
@allow(Permission.OWN_WRITE)
def take_back(question: UUID) -> ResponseReturnValue:
    questions.take_back(g.work, question)
    flash(_("거두었습니다."), "done")
    return redirect(url_for("own_questions.show"), SEE_OTHER)


@pages.post("/my/case/news/<uuid:news_id>/read")
@allow(Permission.OWN_WRITE)
def read(news_id: UUID) -> ResponseReturnValue:
    bulletin.read(g.work, news_id)
    return redirect(f"{url_for('own_case.show')}#news", SEE_OTHER)


def _page(form: forms.QuestionForm, *, preview: Preview | None = None, status: int = OK) -> ResponseReturnValue:
    """Who sees no group yet is led to what she waits for."""
    try:
        member = reaching.seat(g.work)
    except NotYours:
        return redirect(url_for("my.my"), SEE_OTHER)
    form.once.data = uuid4().hex
    if preview is not None:
        form.text.data = preview.text
    page = render_template(
        "briefings/own_questions.html",
        form=form,
        preview=preview,
        mine=questions.own(g.work),
        told=answers.of_group(g.work, member.group_id),
        press=PressForm(formdata=None),
        words=words,
    )
    return page, status
