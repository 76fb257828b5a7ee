"""What the bot did not know, for the caseworker: made an entry of, added to one, dismissed. Whoever said it is not there."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.faq import forms as faq_forms
from lawsuit_hub.features.faq import service as faq
from lawsuit_hub.features.faq import writing
from lawsuit_hub.features.faq.desk_routes import NOT_FOUND, REFUSED, SEE_OTHER, done
from lawsuit_hub.features.faqbot import forms, unanswered
from lawsuit_hub.features.faqbot.types import NoSuchUtterance, Unanswered
from lawsuit_hub.infra.errors import answer_with
from lawsuit_hub.infra.press_form import PressForm

pages = Blueprint("faqbot_desk", __name__, template_folder="templates")


@pages.get("/desk/faq/unanswered")
@allow(Permission.FAQ_WRITE)
def listed() -> ResponseReturnValue:
    days = g.work.settings.unanswered_days
    groups, older = unanswered.waiting(g.work), max(0, unanswered.count(g.work) - unanswered.LOOKED_AT)
    return render_template("faqbot/unanswered.html", groups=groups, older=older, days=days)


@pages.get("/desk/faq/unanswered/<uuid:utterance>")
@allow(Permission.FAQ_WRITE)
def show(utterance: UUID) -> ResponseReturnValue:
    return _page(unanswered.group_of(g.work, utterance))


@pages.post("/desk/faq/unanswered/<uuid:utterance>/entry")
@allow(Permission.FAQ_WRITE)
def make_entry(utterance: UUID) -> ResponseReturnValue:
    found = unanswered.group_of(g.work, utterance)
    form = faq_forms.EntryForm(prefix="entry")
    more: dict[str, Any] = {"once": form.once.data or utterance.hex, "anyway": bool(form.anyway.data)}
    if done(form, lambda: writing.write(g.work, faq_forms.draft_of(form), **more)):
        return _settled(found, "entry", _("자주 묻는 질문으로 실었습니다."))
    return _page(found, entry=form), REFUSED


@pages.post("/desk/faq/unanswered/<uuid:utterance>/variant")
@allow(Permission.FAQ_WRITE)
def add_variant(utterance: UUID) -> ResponseReturnValue:
    found = unanswered.group_of(g.work, utterance)
    form = _variant(found)
    code, said = str(form.entry.data), str(form.words.data)
    if done(form, lambda: writing.add_variant(g.work, code, said, anyway=bool(form.anyway.data))):
        return _settled(found, "variant", _("다르게 묻는 말로 넣었습니다."))
    return _page(found, variant=form), REFUSED


@pages.post("/desk/faq/unanswered/<uuid:utterance>/dismiss")
@allow(Permission.FAQ_WRITE)
def set_aside(utterance: UUID) -> ResponseReturnValue:
    return _settled(unanswered.group_of(g.work, utterance), "dismissed", _("지웠습니다."))


def _settled(found: Unanswered, because: str, said: str) -> ResponseReturnValue:
    unanswered.settle(g.work, found.ids, because=because)
    flash(said, "done")
    return redirect(url_for("faqbot_desk.listed"), SEE_OTHER)


def _variant(found: Unanswered) -> forms.VariantForm:
    listed = faq.entries(g.work)
    near = faq.hear_among(listed, found.words[0]).near
    return forms.variant_form(found.words, listed, tuple(one.code for one in near))


def _page(found: Unanswered, *, entry: FlaskForm | None = None, variant: FlaskForm | None = None) -> str:
    made = entry or forms.entry_form(found.words, found.ids[0].hex)
    return render_template(
        "faqbot/one.html",
        group=found,
        entry=made,
        variant=variant or _variant(found),
        form=entry or variant,
        press=PressForm(formdata=None),
    )


answer_with(pages, (NoSuchUtterance,), "errors/404.html", NOT_FOUND)
