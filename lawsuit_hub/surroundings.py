"""What the frame of every page reads (templates/layout.html): the site, the places of a role, what waits, where doors are."""

from types import SimpleNamespace
from typing import Any

from flask import g, request, url_for
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.oversight import breach_views, notices
from lawsuit_hub.features.rights import requests
from lawsuit_hub.features.rights.types import Pick
from lawsuit_hub.infra import passkey_answers
from lawsuit_hub.infra.web import HubApp
from lawsuit_hub.places import PLACES, ROLE_WORDS, SITE_WORDS, Place

# A form that is opened now is sent a little later: it asks for the code already when the proof is about to run out.
PROOF_MARGIN = 120


def around(app: HubApp) -> dict[str, Any]:
    """What templates/layout.html reads."""
    settings = app.hub
    role = current_user.actor.role if current_user.is_authenticated else Role.VISITOR
    is_staff = role in ROLE_WORDS
    minutes = current_user.expires_in // 60 if is_staff else 0
    return {
        "session_note": gettext("자동 로그아웃 %(minutes)s분 전", minutes=minutes) if minutes else "",
        "site": SimpleNamespace(
            name=SITE_WORDS.get(settings.site_name, settings.site_name),
            help_phone=settings.help_phone,
            help_hours=SITE_WORDS.get(settings.help_hours, settings.help_hours),
            operator=SITE_WORDS.get(settings.operator, settings.operator),
        ),
        "session_banner": "identity/others_note.html" if is_staff and current_user.others else "",
        "proof_due": is_staff and current_user.proof_expires_in < PROOF_MARGIN,
        "signed_in": current_user.is_authenticated,
        "role_word": ROLE_WORDS.get(role, ""),
        "nav": [_place(app, one) for one in PLACES.get(role, ()) if one.endpoint in app.view_functions],
        "locale": str(get_locale()),
        "passkey_origin": passkey_answers.origin(settings),
        "breach_notices": breach_notices,
        "requests_waiting": requests_waiting,
        "footer_links": [
            {"url": url_for(endpoint), "label": word}
            for endpoint, word in (
                ("faq.listed", _l("자주 묻는 질문")),
                ("board.listed", _l("물음과 답")),
                ("library.listed", _l("자료실")),
                *((("channel.shown", _l("카카오톡 채널")),) if settings.channel_url else ()),
                ("home.privacy", _l("개인정보 처리방침")),
            )
            if endpoint in app.view_functions
        ],
        **_doors(app),
    }


def breach_notices() -> bool:
    """Whether a notice of a breach waits for whoever looks: a member's own, or one for everybody. Asked by two templates only."""
    if current_user.is_authenticated and current_user.actor.role is Role.MEMBER:
        return bool(notices.of_me(g.work))
    return notices.any_on_the_web(g.work)


def requests_waiting() -> list[dict[str, Any]]:
    """What people ask about their own data, as a pile on the officer's first page; two features stand side by side there."""
    board = requests.board(g.work, Pick.OPEN, page=1)
    line = gettext("열흘 안에 답합니다. 기한이 지난 것 %(count)s건", count=board.overdue)
    pile = {"count": board.open, "title": gettext("내 정보 요청"), "line": line, "url": "/officer/requests"}
    return [{**pile, "urgent": bool(board.overdue)}] if board.open else []


def _place(app: HubApp, place: Place) -> SimpleNamespace:
    known = [one for one in place.within if one[0] in app.view_functions]
    within = [
        SimpleNamespace(label=word, url=url_for(endpoint), current=_is_here(app, endpoint)) for endpoint, word in known
    ]
    here = any(one.current for one in within) if within else _is_one_of(app, (place.endpoint, *place.also))
    shown = within if here else []
    url = url_for(place.endpoint)
    return SimpleNamespace(label=place.word, url=url, current=here, count=_count(place.endpoint), within=shown)


def _is_one_of(app: HubApp, endpoints: tuple[str, ...]) -> bool:
    return any(_is_here(app, one) for one in endpoints if one in app.view_functions)


def _is_here(app: HubApp, endpoint: str) -> bool:
    """The page itself, another of its module, or one under its address."""
    mine, here = app.view_functions[endpoint], app.view_functions.get(request.endpoint or "")
    if here is not None and here.__module__ == mine.__module__:
        return True
    url = url_for(endpoint)
    return url.count("/") > 1 and request.path.startswith(f"{url}/")


def _count(endpoint: str) -> int | None:
    """The 72 hours of a breach are seen from every page of the officer's; not from an error's, whose work is over."""
    if endpoint != "oversight.breaches_listed" or "work" not in g or not g.work.db.in_transaction():
        return None
    return breach_views.clock_count(g.work) or None


def _doors(app: HubApp) -> dict[str, str]:
    """Addresses of pages that the layout links to, as far as they are fitted."""
    other = "en" if str(get_locale()) == "ko" else "ko"
    wanted: dict[str, tuple[str, dict[str, Any]]] = {
        "login_url": (app.members_door, {}),
        "members_door": ("registration.login", {}),
        "logout_url": ("session.logout", {}),
        "other_locale_url": ("language.choose", {"locale": other, "next": request.path}),
    }
    return {
        name: url_for(endpoint, **values)
        for name, (endpoint, values) in wanted.items()
        if endpoint in app.view_functions
    }
