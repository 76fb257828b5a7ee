"""What the demo shows to everybody: notices, questions that are asked often and the overview of support programmes, written and published by its caseworker."""

import tomllib
from pathlib import Path
from typing import Any

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.features.channel import service as channel
from lawsuit_hub.features.faq import reading as faq_files
from lawsuit_hub.features.faq import service as faq_service
from lawsuit_hub.features.faq import writing as faq
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.mailings.types import Kind as Mail
from lawsuit_hub.features.mailings.types import Wanted
from lawsuit_hub.features.notices import desk_board, endings, gate, releasing, writing
from lawsuit_hub.features.notices.types import Category, Draft
from lawsuit_hub.features.programmes import editing, loading
from lawsuit_hub.features.programmes import service as programmes
from lawsuit_hub.infra.work import Work, Works

HERE = Path(__file__).resolve().parent
NOTICES, PROGRAMMES, FAQ = HERE / "notices.toml", HERE / "programmes.toml", HERE / "faq.json"


def write_public(works: Works, caseworker: Actor) -> None:
    """Each form has a name of its own, so that running it again writes nothing."""
    for place, told in enumerate(tomllib.loads(NOTICES.read_text(encoding="utf-8"))["notice"]):
        with works.open(caseworker) as work:
            _notice(work, told, f"demo-{place}")
    with works.open(caseworker) as work:
        if not faq_service.entries(work, retired=True):  # a file that was loaded since stays
            faq.load(work, faq_files.drafts_in(FAQ.read_bytes()))
    for place, content in enumerate(loading.contents_of(PROGRAMMES.read_text(encoding="utf-8"))):
        with works.open(caseworker) as work:
            number = editing.write(work, content, once=f"demo-{place}")
            item = programmes.item(work, number)
            if item.live is None:
                stands = editing.gate(work, item.id, item.newest)
                editing.publish(work, number, seen=item.newest.turn, mark=stands.mark)


def mirror(works: Works, caseworker: Actor) -> None:
    """The oldest notice stands in the channel, the others wait to be posted; an invitation to the channel lies ready. Once."""
    with works.open(caseworker) as work:
        waiting = channel.waiting(work)
        if waiting and not channel.ended(work):
            channel.done(work, waiting[0].id, url=f"{work.settings.channel_url}/100000001")
        if not mailings.lines(work):
            mailings.draft(work, Mail.CHANNEL, Wanted(everybody=True))


def _notice(work: Work, told: dict[str, Any], once: str) -> None:
    draft = Draft(Category(told["category"]), told["title"], told["body"].strip())
    number = writing.write(work, draft, once=once)
    item = desk_board.item(work, number)
    if item.live is None and item.unshown:
        stands = gate.state(work, item.id, item.newest)
        releasing.publish(work, number, seen=item.newest.turn, mark=stands.mark)
        if told.get("pinned"):
            endings.pin(work, number, on=True)
