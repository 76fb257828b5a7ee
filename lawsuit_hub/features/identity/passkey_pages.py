"""What the pages of members' and of staff's passkeys have in common: the script asks and is answered, a name is taken."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from lawsuit_hub.features.identity import passkey_words as words
from lawsuit_hub.features.identity import service
from lawsuit_hub.features.identity.passkey_types import BadLabel, Ceremony, LastFactor, NoSuchPasskey, Owner
from lawsuit_hub.infra.passkey_answers import accepted, offered, refused, sent


def begin(ceremony: Callable[[], Ceremony | None]) -> ResponseReturnValue:
    """What the script asks for before it asks the device; None is a half-open session that is over."""
    try:
        begun = ceremony()
    except words.REFUSALS as refusal:
        return refused(words.about(refusal))
    return refused(words.not_right()) if begun is None else offered(begun.id, begun.options)


def offer(name: str) -> ResponseReturnValue:
    owner, place = Owner.acting(g.work.actor), request.remote_addr
    return begin(lambda: service.passkey_offer(g.work, owner, name=name, address=place))


def add(back: str) -> ResponseReturnValue:
    it = sent()
    owner = Owner.acting(g.work.actor)
    try:
        service.add_passkey(g.work, owner, ceremony=it.ceremony, answer=it.credential, label=it.label)
    except words.REFUSALS as refusal:
        return refused(words.about(refusal))
    flash(_("패스키를 더했습니다."), "done")
    return accepted(back)


def mine() -> list[words.PasskeyLine]:
    return words.lines(service.passkeys_of(g.work, Owner.acting(g.work.actor)))


def one_of_mine(passkey_id: UUID) -> words.PasskeyLine:
    """Raises NoSuchPasskey."""
    found = next((one for one in mine() if one.id == passkey_id), None)
    if found is None:
        raise NoSuchPasskey
    return found


def rename(passkey_id: UUID) -> str:
    """Empty when it is done, else what to say. Raises NoSuchPasskey."""
    try:
        service.rename_passkey(g.work, passkey_id, label=request.form.get("label", ""))
    except BadLabel as refusal:
        return words.about(refusal)
    flash(_("패스키 이름을 바꾸었습니다."), "done")
    return ""


def remove(passkey_id: UUID) -> None:
    """Raises NoSuchPasskey."""
    try:
        service.remove_passkey(g.work, passkey_id, this=current_user.id)
    except LastFactor as refusal:
        flash(words.about(refusal), "error")
    else:
        flash(
            _("패스키를 지웠습니다. 기기에 남은 것은 이제 아무것도 열지 못하고, 다른 곳에서는 로그아웃했습니다."),
            "done",
        )
