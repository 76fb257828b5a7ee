"""A topic that six people stand behind and one of three, gathered in a dossier for 국회, and what the desk does with it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from lawsuit_hub.features.dossiers import composing, freezing, reading, recipients, sending, showing, writing
from lawsuit_hub.features.dossiers.sending import Answering, Sending
from lawsuit_hub.features.dossiers.types import Draft, Form, Item, Public, Way, Words
from lawsuit_hub.features.publishing import service as publishing
from tests.features.suggestions.conftest import Voices

MANY, FEW = "경매 유예 기간 늘리기", "대출 이자 낮추기"
QUOTED = "경매 유예 기간을 더 늘려 주세요."
COVER = "전세사기 피해자의 제도개선 건의를 붙임과 같이 전합니다.\n검토하신 결과를 알려 주시기 바랍니다."
DOCUMENT = "전세피해지원과-12"


@dataclass
class Carriers:
    voices: Voices
    many: UUID
    few: UUID

    @property
    def world(self) -> Any:
        return self.voices.world

    def desk(self, deed: Callable[[Any], Any], *, colleague: bool = False) -> Any:
        return self.voices.desk(deed, colleague=colleague)

    def draft(self, **more: Any) -> Draft:
        (parliament,) = (one for one in self.desk(recipients.listed) if one.name == "국회")
        told = {"title": "전세사기 피해자의 제도개선 건의", "opening": "아홉 달 동안 모인 건의입니다.", "cover": COVER}
        return Draft(parliament.id, **{**told, **more})

    def make(self, **more: Any) -> int:
        draft = self.draft(**more)
        return int(self.desk(lambda work: writing.make(work, draft, [self.many, self.few], once=uuid4().hex)))

    def item(self, number: int) -> Item:
        found: Item = self.desk(lambda work: reading.item(work, number))
        return found

    def word(self, number: int, topic: UUID, **more: Any) -> None:
        seen = self.item(number).turn
        words = Words(**{"summary": "요약입니다.", "request": "늘려 주십시오.", "quotes": 3, **more})
        self.desk(lambda work: writing.word(work, number, topic, words, seen=seen))

    def mark(self, number: int) -> str:
        item = self.item(number)
        return str(self.desk(lambda work: freezing.state(work, item)).mark)

    def ready(self, number: int) -> freezing.Ready:
        seen, mark = self.item(number).turn, self.mark(number)
        found: freezing.Ready = self.desk(lambda work: freezing.prepare(work, number, seen=seen, mark=mark))
        return found

    def freeze(self, number: int) -> int:
        made = freezing.made(self.world.settings, self.ready(number))
        return int(self.desk(lambda work: freezing.freeze(work, made)))

    def release(self, number: int, reason: str = "읽어 보았습니다") -> None:
        item = self.item(number)
        self.desk(lambda work: freezing.ask(work, number, seen=item.turn))
        text, mark, holder = composing.said(item), self.mark(number), freezing.holder(item.id)
        self.desk(lambda work: publishing.release(work, holder, text, seen=mark, reason=reason), colleague=True)

    def file(self, number: int, version: int = 1, form: Form = Form.PDF) -> bytes:
        return bytes(self.desk(lambda work: freezing.fetched(work, number, version, form)))

    def send(self, number: int, **more: Any) -> None:
        seen = self.item(number).turn
        typed = Sending(**{"day": self.world.clock.now.date(), "document": DOCUMENT, "way": Way.SYSTEM, **more})
        self.desk(lambda work: sending.send(work, number, typed, seen=seen))

    def answer(self, number: int, words: str = "검토하겠습니다.", **more: Any) -> None:
        typed = Answering(self.world.clock.now.date(), "국토-7", words)
        once = str(more.get("once", uuid4().hex))
        self.desk(lambda work: sending.answer(work, number, typed, once=once))

    def sent(self, **more: Any) -> int:
        number = self.make()
        self.freeze(number)
        self.send(number, **more)
        return number

    def read(self, number: int) -> Public:
        with self.world.as_visitor() as work:
            return showing.one(work, number)


def carriers_of(voices: Voices) -> Carriers:
    """`many` with two suggestions of hers that may be quoted and four visitors; `few` with three."""
    numbers = [voices.topic(title) for title in (MANY, FEW)]
    one = voices.send(QUOTED).id
    voices.gather(one, numbers[0])
    voices.look(one)
    hidden = voices.send("이 말은 옮기지 마세요.", by=voices.another, quotable=False).id
    voices.gather(hidden, numbers[0])
    for place, number in enumerate([numbers[0]] * 4 + [numbers[1]] * 3):
        sent = voices.send_as_visitor(
            f"방문자 {place}번의 말", browser=f"browser-{place}", network=f"192.0.{place}.0/24"
        )
        voices.gather(sent.id, number)
    many, few = (voices.view(number).id for number in numbers)
    for number in numbers:
        voices.publish(number)
    return Carriers(voices, many, few)
