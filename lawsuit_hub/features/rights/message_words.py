"""What a person reads of the messages that were sent to her: kinds and what became of them. Decides nothing."""

from flask_babel import gettext as _

from lawsuit_hub.features.outbox.kind_words import message_kind
from lawsuit_hub.features.outbox.types import Told
from lawsuit_hub.features.rights.words import AccessLine, at_time


def message(told: Told) -> AccessLine:
    return AccessLine(message_kind(told.kind), _sent(told), at_time(told.queued_at), "")


def _sent(told: Told) -> str:
    if told.sent_at:
        return str(_("%(when)s에 보냈습니다.", when=at_time(told.sent_at)))
    return str(_("보내지 못했습니다.") if told.failed_at else _("아직 보내지 않았습니다."))
