"""Pages of the periodic review: the span that waits for a signature, and the reviews that were signed."""

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.oversight import reviews, words
from lawsuit_hub.features.oversight.forms import SignForm
from lawsuit_hub.features.oversight.routes import NOTE_REFUSALS, REFUSED, SEE_OTHER, note_refused, pages
from lawsuit_hub.features.oversight.types import NotesMissing, OpenReview
from lawsuit_hub.infra.refusals import Refusal


@pages.get("/officer/reviews")
@allow(Permission.OVERSIGHT_READ)
def review() -> ResponseReturnValue:
    return _page(SignForm(formdata=None))


@pages.post("/officer/reviews")
@allow(Permission.OVERSIGHT_SIGN)
def sign() -> ResponseReturnValue:
    form = SignForm()
    if not form.validate() or form.after.data is None or form.last.data is None:
        return _page(form), REFUSED
    try:
        number = _sign(form)
    except (*NOTE_REFUSALS, NotesMissing) as refusal:
        return _page(form, refusal), REFUSED
    flash(_("점검 %(number)s번에 서명했습니다.", number=number), "done")
    return redirect(f"/officer/reviews/{number}", SEE_OTHER)


def _sign(form: SignForm) -> int:
    notes = {key.removeprefix("note-"): text for key, text in request.form.items() if key.startswith("note-line-")}
    return reviews.sign(
        g.work,
        after=form.after.data,
        last=form.last.data,
        sha256=form.seen.data or "",
        note=form.note.data,
        notes=notes,
    )


@pages.get("/officer/reviews/<int:number>")
@allow(Permission.OVERSIGHT_READ)
def signed(number: int) -> ResponseReturnValue:
    shown = reviews.signed_review(g.work, number)
    rows = [words.row(one) for one in shown.figures]
    return render_template("oversight/signed.html", review=shown, rows=rows, words=words)


def _page(form: SignForm, refusal: Refusal | None = None) -> str:
    """What was typed stays; a span that was looked at once is shown to the same line again."""
    waiting = reviews.open_review(g.work, last=form.last.data)
    if waiting is not None:
        _carry(form, waiting)
    if isinstance(refusal, NotesMissing):
        form.note.errors = [_("표시된 것마다 판단한 내용을 적어 주세요.")]
    elif refusal is not None:
        note_refused(form, refusal)
    return render_template(
        "oversight/review.html",
        waiting=waiting,
        rows=[words.row(one) for one in waiting.figures] if waiting else [],
        signed=reviews.signed_reviews(g.work),
        form=form,
        typed=request.form,
        words=words,
        days=g.work.settings.review_days,
    )


def _carry(form: SignForm, waiting: OpenReview) -> None:
    form.after.data, form.last.data, form.seen.data = waiting.after, waiting.last, waiting.sha256
