"""Languages and the Korean way to write dates, won and counts. Korean is the source text."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask, request, session
from flask_babel import Babel, get_locale, gettext

LOCALES = ("ko", "en")
SEOUL = ZoneInfo("Asia/Seoul")
_EOK, _MAN = 100_000_000, 10_000
_BAND_STEP = re.compile(r"([0-9.]+)억")


def prepare(app: Flask) -> None:
    app.config.update(
        BABEL_DEFAULT_LOCALE="ko", BABEL_DEFAULT_TIMEZONE="Asia/Seoul", BABEL_TRANSLATION_DIRECTORIES="translations"
    )
    Babel(app, locale_selector=chosen_locale)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters.update(day=day, moment=moment, won=won, number=number, band=band)
    app.jinja_env.globals["locale"] = lambda: str(get_locale())


def chosen_locale() -> str:
    """The visitor's own choice, else the browser's; Korean when in doubt."""
    wanted = session.get("language")
    if wanted in LOCALES:
        return str(wanted)
    return request.accept_languages.best_match(LOCALES, "ko") or "ko"


def day(value: date | datetime | None) -> str:
    """12월 5일 (another year: 2025년 12월 5일); English 5 Dec 2026."""
    if value is None:
        return ""
    here = value.astimezone(SEOUL).date() if isinstance(value, datetime) else value
    if str(get_locale()) == "en":
        return f"{here.day} {here:%b %Y}"
    return f"{here.year}년 {here.month}월 {here.day}일"


def moment(value: datetime | None) -> str:
    """2026.12.05 14:03 in Seoul."""
    return "" if value is None else f"{value.astimezone(SEOUL):%Y.%m.%d %H:%M}"


def won(amount: int | None) -> str:
    """2억 3,500만 원; English 235,000,000 won."""
    if amount is None:
        return ""
    if str(get_locale()) == "en":
        return str(gettext("%(amount)s원", amount=f"{amount:,}"))
    eok, rest = divmod(amount, _EOK)
    man, ones = divmod(rest, _MAN)
    parts = [f"{eok:,}억" if eok else "", f"{man:,}만" if man else "", f"{ones:,}" if ones else ""]
    return " ".join(part for part in parts if part) + " 원" if amount else "0 원"


def band(masked: str) -> str:
    """A masked deposit: 2억~2.5억; English 200–250 million won. What is no band stays as it is."""
    steps = [f"{float(step) * 100:g}" for step in _BAND_STEP.findall(masked)]
    if str(get_locale()) != "en" or not steps:
        return masked
    words = f"{'–'.join(steps)} million won"
    if masked.endswith("미만"):
        return f"under {words}"
    return f"{words} or more" if masked.endswith("이상") else words


def number(value: int) -> str:
    return f"{value:,}"
