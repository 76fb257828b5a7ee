"""`POST /kakao/skill`: KakaoTalk's chatbot asks here. A wrong secret is turned away; whatever else comes is answered with 200.

The utterance is in no log and no line of it is kept, unless nothing answers it; who said it is read by nobody.
"""

import threading
from typing import cast

from flask import Blueprint, Response, current_app, json, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.actor import VISITOR
from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.faq import sentences
from lawsuit_hub.features.faqbot import kakao, replies, secret, unanswered
from lawsuit_hub.features.faqbot.types import Channel, Reply
from lawsuit_hub.infra import logs
from lawsuit_hub.infra.web import HubApp, opens_own_works

log = logs.named("faqbot")

pages = Blueprint("skill", __name__)

HEADER = "X-Skill-Secret"
FORBIDDEN = 403
MOST_READ = 64 * 1024 * 1024  # of a body that is thrown away: so that its sender hears an answer
_PIECE = 64 * 1024


@pages.route("/kakao/skill", methods=["POST", "GET", "PUT", "PATCH", "DELETE"])
@allow(Permission.SITE_READ)
@opens_own_works
def skill() -> ResponseReturnValue:
    app = cast(HubApp, current_app)
    if not secret.fits(app.hub.instance, request.headers.get(HEADER)):
        return Response(status=FORBIDDEN)
    reply = _reply(app, kakao.utterance_in(_body()) if request.method == "POST" else None)
    said = kakao.response(reply, base_url=app.hub.url_for(members=True))
    return Response(json.dumps(said), mimetype="application/json")


def _reply(app: HubApp, text: str | None) -> Reply:
    """Whatever breaks, whoever asked gets words: Kakao shows nothing of an answer that is not whole."""
    try:
        if text is None:
            return replies.menu(app.hub)
        with app.works.open(VISITOR, read_only=True) as work:
            reply = replies.say(work, text, app.shelves)
        if reply.lost:
            with app.works.open(VISITOR) as work:
                unanswered.keep(work, text, Channel.KAKAO)
    except Exception as error:  # named in the log; see above
        log.error("the skill fell back", exc_info=error)
        return replies.fallback(app.hub)
    return reply


def _body() -> bytes:
    """As much as a request of Kakao's can be; what is longer is read past, and is no request."""
    try:
        body = request.stream.read(kakao.BODY_BYTES + 1)
        left = MOST_READ if len(body) > kakao.BODY_BYTES else 0
        while left > 0 and (piece := request.stream.read(_PIECE)):
            left -= len(piece)
    except Exception as error:  # cut off, too slow, badly chunked: answered like any other that says nothing
        log.warning("a body of the skill could not be read", because=type(error).__name__)
        return b""
    return body


@pages.record_once
def _fit(state: BlueprintSetupState) -> None:
    skill.max_bytes = MOST_READ  # type: ignore[attr-defined]
    state.app.extensions["csrf"].exempt(skill)
    if cast(HubApp, state.app).hub.production and secret.path_in(cast(HubApp, state.app).hub.instance).exists():
        # Where Kakao asks, the model is there before the first question: loading takes seconds on a busy machine.
        threading.Thread(target=sentences.numbers, args=(["처음"],), daemon=True).start()
