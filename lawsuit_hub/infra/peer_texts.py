"""Texts under a subject's peer key: a group's file, a question. One that was changed in the table, or whose key is gone, reads as
nothing."""

import logging
from uuid import UUID

from lawsuit_hub.infra.work import Work
from lawsuit_hub.privacy.keyring import CannotOpen, KeyKind, Place, Sealed

log = logging.getLogger("lawsuit_hub.peer_texts")


def seal(work: Work, text: str, where: str, subject: UUID, row_id: UUID) -> Sealed | None:
    return work.keys.seal(text or None, Place(where, subject, row_id), KeyKind.PEER)


def opened(work: Work, sealed: Sealed | None, where: str, subject: UUID, row_id: UUID) -> str:
    try:
        return work.keys.open(sealed, Place(where, subject, row_id), KeyKind.PEER) or ""
    except CannotOpen as error:
        log.error("%s of %s does not open: %s", where, row_id, type(error).__name__)
        return ""
