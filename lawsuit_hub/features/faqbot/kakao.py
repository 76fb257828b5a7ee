"""A reply as a response of KakaoTalk's skill server v2.0, within its limits; and what an utterance is in a request. Pure."""

import json
from typing import Any

from lawsuit_hub.features.faqbot import kakao_limits as limits
from lawsuit_hub.features.faqbot.cutting import cut, units
from lawsuit_hub.features.faqbot.types import Link, Listed, Reply

VERSION = "2.0"
BODY_BYTES = 64 * 1024


def utterance_in(body: bytes) -> str | None:
    """None where there is none: no JSON, too long, another type."""
    if len(body) > BODY_BYTES:
        return None
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    asked = read.get("userRequest") if isinstance(read, dict) else None
    said = asked.get("utterance") if isinstance(asked, dict) else None
    return said if isinstance(said, str) else None


def response(reply: Reply, *, base_url: str) -> dict[str, Any]:
    """`base_url`: what the paths of its links go behind."""
    outputs = []
    if reply.text or not reply.items:
        outputs.append({"textCard": _text_card(reply, base_url, alone=not reply.items)})
    if reply.items:
        outputs.append({"listCard": _list_card(reply, base_url)})
    quick = [_quick(one.label, one.says) for one in reply.nexts if one.says][: limits.QUICK_REPLIES]
    template: dict[str, Any] = {"outputs": outputs[: limits.OUTPUTS]}
    if quick:
        template["quickReplies"] = quick
    return {"version": VERSION, "template": template}


def _text_card(reply: Reply, base_url: str, *, alone: bool) -> dict[str, Any]:
    title = cut(reply.title, limits.TITLE)
    card: dict[str, Any] = {"title": title}
    text = cut(reply.text, limits.CARD_TEXT - units(title))
    if text:
        card["description"] = text
    links = reply.links if alone else ()
    buttons = [*(_call(*one) for one in reply.calls), *(_web(one, base_url) for one in links)]
    if reply.found:
        buttons.reverse()
    if buttons:
        card["buttons"] = buttons[: limits.CARD_BUTTONS]
    return card


def _list_card(reply: Reply, base_url: str) -> dict[str, Any]:
    card: dict[str, Any] = {
        "header": {"title": cut(reply.title, limits.LIST_HEADER)},
        "items": [_item(one, base_url) for one in reply.items[: limits.LIST_ITEMS]],
    }
    if reply.links:
        card["buttons"] = [_web(one, base_url) for one in reply.links[: limits.LIST_BUTTONS]]
    return card


def _item(one: Listed, base_url: str) -> dict[str, Any]:
    item: dict[str, Any] = {"title": cut(one.title, limits.LIST_TITLE), "link": {"web": base_url + one.path}}
    line = cut(one.line, limits.LIST_LINE)
    return {**item, "description": line} if line else item


def _web(one: Link, base_url: str) -> dict[str, str]:
    return {"action": "webLink", "label": cut(one.label, limits.BUTTON_LABEL), "webLinkUrl": base_url + one.path}


def _call(label: str, number: str) -> dict[str, str]:
    return {"action": "phone", "label": cut(label, limits.BUTTON_LABEL), "phoneNumber": number}


def _quick(label: str, says: str) -> dict[str, str]:
    return {"action": "message", "label": cut(label, limits.QUICK_LABEL), "messageText": cut(says, limits.MESSAGE)}
