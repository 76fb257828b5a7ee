"""Pages of breaches: the list, opening one, and the one page on which all its steps are taken in order."""

from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.oversight import breach_views, breaches
from lawsuit_hub.features.oversight import breach_words as words
from lawsuit_hub.features.oversight.breach_types import Category, KnownLater, Means
from lawsuit_hub.features.oversight.forms import BreachForm, MeansForm, NoteForm, NoticeForm, SendForm
from lawsuit_hub.features.oversight.routes import REFUSED, SEE_OTHER, page_number, pages, short_clock
from lawsuit_hub.infra.i18n import SEOUL
from lawsuit_hub.infra.press_form import PressForm
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal


@pages.get("/officer/breaches")
@allow(Permission.BREACH_HANDLE)
def breaches_listed() -> ResponseReturnValue:
    return render_template(
        "oversight/breaches.html", rows=breach_views.breaches(g.work), clock=short_clock, now=g.work.now
    )


@pages.get("/officer/breaches/new")
@allow(Permission.BREACH_HANDLE)
def new_breach() -> ResponseReturnValue:
    return render_template("oversight/new_breach.html", form=_breach_form())


@pages.post("/officer/breaches/new")
@allow(Permission.BREACH_HANDLE)
def open_breach() -> ResponseReturnValue:
    form = _breach_form()
    if not form.validate() or (number := _opened(form)) is None:
        return render_template("oversight/new_breach.html", form=form), REFUSED
    flash(_("유출 대응을 시작했습니다. 72시간 안에 알려야 합니다."), "done")
    return redirect(f"/officer/breaches/{number}", SEE_OTHER)


def _breach_form() -> BreachForm:
    form = BreachForm()
    form.categories.choices = [(one.value, words.category(one)) for one in Category]
    return form


def _opened(form: BreachForm) -> int | None:
    try:
        return breaches.open_breach(
            g.work,
            known_at=in_seoul(form.known_at.data) or g.work.now,
            what=form.what.data,
            categories=[Category(one) for one in form.categories.data],
            external=form.external.data,
            sensitive=form.sensitive.data,
        )
    except KnownLater:
        form.known_at.errors = [_("아직 오지 않은 때입니다.")]
    except (ReasonMissing, ReasonHoldsNumber) as refusal:
        form.what.errors = [refused_words(refusal)]
    return None


def in_seoul(typed: datetime | None) -> datetime | None:
    return typed.replace(tzinfo=SEOUL) if typed is not None else None


def refused_words(refusal: Refusal) -> str:
    if isinstance(refusal, ReasonHoldsNumber):
        return str(_("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."))
    return str(_("다섯 글자보다 짧습니다. 조금 더 적어 주세요."))


@pages.get("/officer/breaches/<int:number>")
@allow(Permission.BREACH_HANDLE)
def breach(number: int) -> ResponseReturnValue:
    return breach_page(number)


@pages.get("/officer/breaches/<int:number>/people")
@allow(Permission.BREACH_HANDLE)
def touched(number: int) -> ResponseReturnValue:
    page = page_number()
    rows, count = breach_views.people(g.work, number, page=page)
    one = breach_views.breach(g.work, number)
    return render_template("oversight/touched.html", one=one, rows=rows, page=min(max(page, 1), count), pages=count)


@pages.get("/officer/breaches/<int:number>/report")
@allow(Permission.BREACH_HANDLE)
def report(number: int) -> ResponseReturnValue:
    one = breach_views.breach(g.work, number)
    return render_template("oversight/report.html", one=one, text=words.report(one, g.work.settings))


def breach_page(number: int, **typed: FlaskForm) -> str:
    """The page; `typed` is the one form that was refused."""
    one = breach_views.breach(g.work, number)
    forms: dict[str, Any] = {
        "people": means_form(),
        "notice": _notice_form(one, "notice" in typed),
        "send": SendForm(formdata=None, prefix="send"),
        "close": NoteForm(formdata=None, prefix="close"),
        **{name: PressForm(prefix=name) for name in ("clear", "reported", "web")},
    } | typed
    return render_template(
        "oversight/breach.html",
        one=one,
        categories=[words.category(name) for name in one.categories],
        forms=forms,
        form=next(iter(typed.values()), None),
        words=words,
        clock=short_clock,
        now=g.work.now,
    )


def means_form(*, filled: bool = False) -> MeansForm:
    form = MeansForm(prefix="people") if filled else MeansForm(formdata=None, prefix="people")
    form.means.choices = [(one.value, words.means(one)) for one in Means]
    return form


def _notice_form(one: Any, was_typed: bool) -> NoticeForm:
    if was_typed:
        return NoticeForm(prefix="notice")
    return NoticeForm(formdata=None, prefix="notice", data=one.notice or words.proposed(one, g.work.settings))
