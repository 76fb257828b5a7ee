"""What the bot says to an utterance. It knows nobody: what is personal it answers with the way to sign in, whatever was asked.

Korean, as the channel and the FAQ are.
"""

from collections.abc import Sequence

from lawsuit_hub.features.faq import service as faq
from lawsuit_hub.features.faq.spelling import words
from lawsuit_hub.features.faq.types import Entry, Heard
from lawsuit_hub.features.faqbot.types import Link, Listed, Next, Reply, Shelf, Shelves
from lawsuit_hub.infra.work import Work
from lawsuit_hub.settings import Settings

LEGAL_AID, CRISIS, EMERGENCY = "132", "109", "119"
MOST_LISTED = 5
WORTH_NAMING = 0.08  # of what it may have meant: named as a question to press, never answered
START, NOTICES, MANUALS, MEETINGS, OWN, PERSON = "처음으로", "공지", "매뉴얼", "간담회", "내 링크", "상담원 연결"
_POLITE = ("보여주세요", "알려주세요", "보내주세요", "주세요", "보여줘", "알려줘", "보내줘", "보기", "좀", "요", "줘")
_SAID = {
    START: "처음으로 처음 메뉴 시작 시작하기 홈 도움말 안녕 안녕하세요 하이 help menu",
    NOTICES: "공지 공지사항 최근공지 새소식 소식 새공지",
    MANUALS: "매뉴얼 메뉴얼 자료실 안내서 매뉴얼다운로드 매뉴얼내려받기 자료 가이드북",
    MEETINGS: "간담회 설명회 간담회일정 다음간담회 모임일정",
    OWN: "내링크 내초대링크 초대링크줘 내정보 내모임 내사건 내소송 내진행상황 진행상황 내참여코드 로그인",
    PERSON: "상담원연결 상담원 상담 사람 사람연결 담당자 담당자연결 전화번호 전화 문의",
}
_COMMANDS = {way: command for command, ways in _SAID.items() for way in ways.split()}
_IN_DANGER = ("자살", "죽고싶", "죽을래", "죽어버리고싶", "살기싫", "목숨을끊", "뛰어내리고싶", "극단적선택", "유서를")
MENU = tuple(Next(one, one) for one in (NOTICES, MANUALS, MEETINGS, OWN, PERSON))
BACK = Next(START, START)


def say(work: Work, text: str, shelves: Shelves) -> Reply:
    bare = "".join(words(text))
    if any(one in bare for one in _IN_DANGER):
        return in_danger(work.settings)
    command = _command(bare)
    if command is not None:
        return _of_command(work, command, shelves)
    if not bare:
        return menu(work.settings)
    listed = faq.entries(work)
    heard = faq.hear_among(listed, text)
    if heard.entry is not None:
        return _answer(heard, heard.entry)
    return _lost(work.settings, heard)


def menu(settings: Settings) -> Reply:
    return Reply(
        f"{settings.site_name} 안내",
        "궁금한 것을 짧게 적어 주세요. 예: 소송비는 얼마까지 지원되나요?\n이름, 전화번호, 주민등록번호는 적지 마세요. 사람에 관한 것은 답하지 않습니다.",
        links=(
            Link("자주 묻는 질문", "/faq"),
            Link("지원사업 보기", "/programmes"),
            Link("공동소송 등록", "/register"),
        ),
        nexts=MENU,
    )


def in_danger(settings: Settings) -> Reply:
    """Somebody may be about to hurt herself: nothing else is said."""
    return Reply(
        "지금 많이 힘드시군요",
        f"혼자 견디지 않으셔도 됩니다. 자살예방 상담전화 {CRISIS}에서 24시간 이야기를 들어 드립니다. 지금 위험하다면 {EMERGENCY}에 전화해 주세요.",
        calls=(
            (f"{CRISIS} 전화하기", CRISIS),
            (f"{EMERGENCY} 전화하기", EMERGENCY),
            ("담당 창구", settings.help_phone),
        ),
        nexts=(BACK,),
    )


def person(settings: Settings) -> Reply:
    return Reply(
        "사람과 이야기하기",
        f"담당 창구 {settings.help_phone} ({settings.help_hours})\n무료 법률상담 {LEGAL_AID} (대한법률구조공단)\n글로 물으시려면 질문 게시판에 남겨 주세요.",
        links=(Link("질문 남기기", "/questions/ask"),),
        calls=(("담당 창구 전화", settings.help_phone), ("법률상담 132", LEGAL_AID)),
        nexts=(BACK,),
    )


def fallback(settings: Settings) -> Reply:
    """When something of ours does not work."""
    return Reply(
        "잠시 답하지 못합니다",
        f"조금 뒤에 다시 물어봐 주세요. 급하시면 담당 창구로 전화해 주세요.\n{settings.help_phone} ({settings.help_hours})",
        links=(Link("자주 묻는 질문", "/faq"),),
        calls=(("담당 창구 전화", settings.help_phone),),
        nexts=(BACK,),
    )


def _command(bare: str) -> str | None:
    for _ in range(2):
        if bare in _COMMANDS:
            return _COMMANDS[bare]
        ending = next((one for one in _POLITE if bare.endswith(one) and len(bare) > len(one)), "")
        bare = bare.removesuffix(ending)
    return _COMMANDS.get(bare)


def _of_command(work: Work, command: str, shelves: Shelves) -> Reply:
    if command == NOTICES:
        return _shelf(work, shelves, Shelf.NOTICES, "최근 공지", Link("공지 모두 보기", "/notices"))
    if command == MANUALS:
        return _shelf(work, shelves, Shelf.MANUALS, "매뉴얼과 자료", Link("자료실 열기", "/library"))
    if command == MEETINGS:
        return _meetings(work, shelves)
    if command == OWN:
        return _own()
    return person(work.settings) if command == PERSON else menu(work.settings)


def _shelf(work: Work, shelves: Shelves, shelf: Shelf, title: str, everything: Link) -> Reply:
    there = shelves.get(shelf)
    items: Sequence[Listed] = there(work) if there is not None else ()
    if not items:
        return Reply(title, "아직 올라온 것이 없습니다.", links=(Link("자주 묻는 질문", "/faq"),), nexts=(BACK,))
    return Reply(title, items=tuple(items[:MOST_LISTED]), links=(everything,), nexts=(BACK,))


def _meetings(work: Work, shelves: Shelves) -> Reply:
    """What the FAQ says of them, and newest notices that name one."""
    there = shelves.get(Shelf.NOTICES)
    named = [
        one
        for one in (there(work) if there is not None else ())
        if any(word in one.title for word in ("간담회", "설명회"))
    ]
    heard = faq.hear(work, MEETINGS)
    said = (
        heard.entry.answer
        if heard.entry
        else "간담회 날짜와 곳은 공지에 올립니다. 내 모임의 일정은 로그인하면 보입니다."
    )
    return Reply(
        MEETINGS,
        said,
        items=tuple(named[:MOST_LISTED]),
        links=(Link("공지 보기", "/notices"), Link("내 모임", "/my")),
        nexts=(BACK,),
    )


def _own() -> Reply:
    return Reply(
        "내 모임은 로그인해서 보세요",
        "초대 링크와 참여코드, 진행 상황은 대화로 알려 드리지 않습니다. 누리집에서 휴대전화로 본인을 확인하면 보입니다.",
        links=(Link("로그인하고 보기", "/my"),),
        nexts=(BACK,),
    )


def _answer(heard: Heard, entry: Entry) -> Reply:
    others = [Next(one.question, one.question) for one in heard.near[1:] if one.score >= WORTH_NAMING]
    return Reply(
        entry.question,
        entry.answer,
        links=(Link("이 답 자세히 보기", f"/faq/{entry.code}"),),
        nexts=(*others[:2], BACK, Next(PERSON, PERSON)),
        found=entry.code,
    )


def _lost(settings: Settings, heard: Heard) -> Reply:
    near = [Next(one.question, one.question) for one in heard.near if one.score >= WORTH_NAMING]
    asked = "\n혹시 아래 가운데 하나를 물으셨나요?" if near else ""
    return Reply(
        "모르겠습니다",
        f"물으신 것에 맞는 답을 찾지 못했습니다. 짧은 말로 다시 적어 보시거나 사람에게 물어봐 주세요.{asked}",
        links=(Link("자주 묻는 질문", "/faq"),),
        calls=(("담당 창구 전화", settings.help_phone),),
        nexts=(*near, Next(PERSON, PERSON), *(one for one in MENU if one.says != PERSON)),
        lost=True,
    )
