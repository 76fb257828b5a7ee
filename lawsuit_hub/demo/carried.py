"""The demo's dossiers: a topic that waits to be carried to parliament, and one that went out and waits for an answer."""

from datetime import timedelta

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.features.dossiers import freezing, reading, recipients, sending, showing, words, writing
from lawsuit_hub.features.dossiers.sending import Sending
from lawsuit_hub.features.dossiers.types import Draft, Way, Words
from lawsuit_hub.features.suggestions import service as suggestions
from lawsuit_hub.infra.paper_hwpx import hwpx_of
from lawsuit_hub.infra.paper_pdf import pdf_of
from lawsuit_hub.infra.work import Works

_OPENING = "구에 모인 전세사기 피해자들의 건의를 주제별로 정리했습니다."
_REQUEST = "전세대출 이자 지원의 소득 기준을 넓혀 주십시오."


def carry(works: Works, caseworker: Actor) -> None:
    """Run again it changes nothing."""
    with works.open(caseworker) as work:
        told = suggestions.topics_with(work)
        if not told or reading.lines(work):
            return
        by_name = {one.name: one.id for one in recipients.listed(work)}
        draft = Draft(by_name["국회"], words.TITLE, _OPENING, words.COVER)
        writing.make(work, draft, [one.id for one in told], once="demo-parliament")
        city = Draft(by_name["서울시"], words.TITLE, _OPENING, words.COVER, "전세피해지원-102")
        sent = writing.make(work, city, [told[-1].id], once="demo-city")
        first = reading.item(work, sent)
        writing.word(work, sent, told[-1].id, Words(told[-1].summary, _REQUEST, 2), seen=first.turn)
        item = reading.item(work, sent)
        ready = freezing.prepare(work, sent, seen=item.turn, mark=freezing.state(work, item).mark)
        freezing.freeze(work, freezing.Made(ready, pdf_of(ready.paper), hwpx_of(ready.paper)))
        day = work.today - timedelta(days=5)
        sending.send(work, sent, Sending(day, "전세피해지원-102", Way.SYSTEM), seen=item.turn)
        showing.show(work, sent, files=True)
