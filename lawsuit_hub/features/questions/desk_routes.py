"""The question board's desk: what waits, taking, answering, correcting, joining, letting on the board, hiding, opening who asked."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.audit.forms import ReasonForm
from lawsuit_hub.features.questions import answering, forms, moderating, queue, ready, words
from lawsuit_hub.features.questions.routes import CONFLICT, NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.questions.types import Category, NotOnBoard, Pick, Stale, Taken
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("desk_board", __name__, template_folder="templates")


@pages.get("/desk/questions")
@allow(Permission.QUESTION_ANSWER)
def listed() -> ResponseReturnValue:
    wanted, chosen = request.args.get("pick", ""), request.args.get("category", "")
    pick = Pick(wanted) if wanted in set(Pick) else Pick.WAITING
    category = Category(chosen) if chosen in set(Category) else None
    shown = queue.desk(g.work, pick, category=category)
    around: dict[str, Any] = {"pick": pick, "picks": Pick, "category": category, "categories": Category}
    return render_template("questions/desk.html", desk=shown, words=words, **around)


@pages.get("/desk/questions/<uuid:asked>")
@allow(Permission.QUESTION_ANSWER)
def show(asked: UUID) -> ResponseReturnValue:
    return _page(asked)


@pages.post("/desk/questions/<uuid:asked>/take")
@allow(Permission.QUESTION_ANSWER)
def take(asked: UUID) -> ResponseReturnValue:
    answering.take(g.work, asked)
    return _back(asked, _("30분 동안 맡았습니다. 다른 담당자는 그동안 답하지 않습니다."))


@pages.post("/desk/questions/<uuid:asked>/let-go")
@allow(Permission.QUESTION_ANSWER)
def let_go(asked: UUID) -> ResponseReturnValue:
    answering.let_go(g.work, asked)
    return _back(asked, _("다른 담당자가 답할 수 있습니다."))


@pages.post("/desk/questions/<uuid:asked>/answer")
@allow(Permission.QUESTION_ANSWER)
def answer(asked: UUID) -> ResponseReturnValue:
    form = forms.AnswerForm(prefix="answer")
    if done(
        form, lambda: answering.answer(g.work, asked, form.text.data, seen=form.seen.data, office=form.office.data)
    ):
        return _back(asked, _("답했습니다. 물은 사람에게 문자로 알립니다."))
    return _page(asked, answer=form), REFUSED


@pages.post("/desk/questions/<uuid:asked>/said/<int:number>")
@allow(Permission.QUESTION_ANSWER)
def correct(asked: UUID, number: int) -> ResponseReturnValue:
    form = forms.AnswerForm(prefix=f"said-{number}")
    with_form = {"seen": form.seen.data, "office": form.office.data}
    if done(form, lambda: answering.correct(g.work, asked, number, form.text.data, **with_form)):
        return _back(asked, _("고쳤습니다. 앞서 한 답도 함께 보입니다."))
    return _page(asked, **{f"said-{number}": form}), REFUSED


@pages.post("/desk/questions/<uuid:asked>/join")
@allow(Permission.QUESTION_ANSWER)
def join(asked: UUID) -> ResponseReturnValue:
    form = forms.JoinForm()
    other = next((one.id for one in queue.case(g.work, asked).others if str(one.id) == form.other.data), None)
    if other is None or not done(form, lambda: answering.join(g.work, asked, other, seen=form.seen.data)):
        return _page(asked), REFUSED
    return _back(asked, _("같은 답을 했습니다. 게시판에는 앞의 물음만 보입니다."))


@pages.post("/desk/questions/<uuid:asked>/close")
@allow(Permission.QUESTION_ANSWER)
def close(asked: UUID) -> ResponseReturnValue:
    form = forms.SeenForm()
    if not done(form, lambda: answering.close(g.work, asked, seen=form.seen.data)):
        return _page(asked), REFUSED
    return _back(asked, _("끝난 물음으로 두었습니다."))


@pages.post("/desk/questions/<uuid:asked>/show")
@allow(Permission.QUESTION_ANSWER)
def let_on(asked: UUID) -> ResponseReturnValue:
    form = forms.ShowForm(prefix="show")
    masks = (form.masks.data or "").splitlines()
    if done(form, lambda: moderating.show(g.work, asked, seen=form.seen.data, masks=masks)):
        return _back(asked, _("게시판에 실었습니다."))
    return _page(asked, show=form), REFUSED


@pages.post("/desk/questions/<uuid:asked>/hide")
@allow(Permission.QUESTION_ANSWER)
def hide(asked: UUID) -> ResponseReturnValue:
    form = forms.HideForm(prefix="hide")
    if done(form, lambda: moderating.hide(g.work, asked, seen=form.seen.data, reason=form.reason.data)):
        return _back(asked, _("내렸습니다. 물은 사람은 이유와 함께 계속 봅니다."))
    return _page(asked, hide=form), REFUSED


@pages.post("/desk/questions/<uuid:asked>/unhide")
@allow(Permission.QUESTION_ANSWER)
def unhide(asked: UUID) -> ResponseReturnValue:
    form = forms.SeenForm()
    if not done(form, lambda: moderating.unhide(g.work, asked, seen=form.seen.data)):
        return _page(asked), REFUSED
    return _back(asked, _("다시 볼 물음으로 두었습니다. 게시판에는 아직 보이지 않습니다."))


@pages.post("/desk/questions/<uuid:asked>/faq")
@allow(Permission.FAQ_WRITE)
def make_faq(asked: UUID) -> ResponseReturnValue:
    form, made = forms.FaqForm(prefix="faq"), []
    anyway = bool(form.anyway.data)
    if done(form, lambda: made.append(ready.make_entry(g.work, asked, forms.draft_of(form), anyway=anyway))):
        return _back(asked, _("자주 묻는 질문 %(code)s(으)로 실었습니다.", code=made[0].code))
    return _page(asked, faq=form), REFUSED


@pages.post("/desk/questions/<uuid:asked>/asker")
@allow(Permission.PERSON_REVEAL)
def asker(asked: UUID) -> ResponseReturnValue:
    form, found = ReasonForm(prefix="asker"), []
    if done(form, lambda: found.append(moderating.asker(g.work, asked, reason=form.reason.data))):
        return redirect(f"/desk/people/{victims.profile(g.work, found[0]).reference}", SEE_OTHER)
    return _page(asked, asker=form), REFUSED


def _back(asked: UUID, said: str) -> ResponseReturnValue:
    flash(said, "done")
    return redirect(url_for("desk_board.show", asked=asked), SEE_OTHER)


def _page(asked: UUID, **typed: FlaskForm) -> str:
    """`typed`: the one form that was refused, by its prefix."""
    case = queue.case(g.work, asked)
    answers = ready.entries(g.work, case.thread.line.title, case.thread.text)
    chosen = next((one.answer for one in answers if one.code == request.args.get("faq")), "")
    made: dict[str, FlaskForm] = {
        "answer": forms.AnswerForm(None, prefix="answer", data={"text": chosen}),
        "faq": forms.FaqForm(None, prefix="faq", data={"question": case.thread.line.title, "text": case.thread.answer}),
        "show": forms.ShowForm(None, prefix="show"),
        "hide": forms.HideForm(None, prefix="hide"),
        "asker": ReasonForm(None, prefix="asker"),
        **{
            f"said-{one.number}": forms.AnswerForm(None, prefix=f"said-{one.number}", data={"text": one.text})
            for one in case.thread.said
            if one.by_desk
        },
        **typed,
    }
    for form in made.values():
        if "seen" in form:
            form.seen.data = case.thread.turn
    refused = next(iter(typed.values()), None)
    around: dict[str, Any] = {"press": PressForm(formdata=None), "words": words, "ready": answers}
    return render_template("questions/case.html", case=case, made=made, form=refused, **around)


answer_with(pages, (NotOnBoard,), "errors/404.html", NOT_FOUND)
answer_with(pages, (Stale,), "questions/stale.html", CONFLICT)
answer_with(pages, (Taken,), "questions/taken.html", CONFLICT)
