"""What pages say about deeds on a person's data: who, what, why, in plain words. Decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.briefings import words as briefing_words
from lawsuit_hub.features.costs import deed_words as cost_words
from lawsuit_hub.features.documents import deed_words as document_words
from lawsuit_hub.features.exhibits import deed_words as exhibit_words
from lawsuit_hub.features.mandates import deed_words as mandate_words
from lawsuit_hub.features.meetings import words as meeting_words
from lawsuit_hub.features.messages import deed_words as message_deeds
from lawsuit_hub.features.proceedings import words as case_words
from lawsuit_hub.features.proceedings.types import State
from lawsuit_hub.features.questions import words as board_words
from lawsuit_hub.features.rights import landlord_words, request_words
from lawsuit_hub.features.rights.types import Access
from lawsuit_hub.features.rooms import words as room_words
from lawsuit_hub.infra.i18n import SEOUL, day


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


@dataclass(frozen=True, slots=True)
class AccessLine:
    who: str
    what: str
    when: str
    reason: str


def line(access: Access, *, with_time: bool = False) -> AccessLine:
    when = at_time(access.at) if with_time else day(access.at)
    return AccessLine(_who(access), what(access.deed, access.details), when, access.reason)


def at_time(at: datetime) -> str:
    return f"{day(at)} {at.astimezone(SEOUL):%H:%M}"


def _who(access: Access) -> str:
    if access.firm:
        return access.firm
    return {
        Role.CASEWORKER: _("담당자"),
        Role.LAWYER: _("변호사"),
        Role.PRIVACY_OFFICER: _("개인정보 보호책임자"),
        Role.ADMIN: _("관리자"),
        Role.SYSTEM: _("자동 처리"),
        Role.MEMBER: _("본인"),
        Role.VISITOR: _("본인"),  # before her first sign-in she is a visitor who proved her telephone
    }[access.role]


def what(deed: str, details: Mapping[str, Any]) -> str:
    """The sentence of a deed; for one that nobody wrote words for, that something happened."""
    special = _SPECIAL.get(deed)
    return special(details) if special else _plain().get(deed, _("내 정보에 관한 일이 있었습니다."))


def known_deeds() -> set[str]:
    return {*_SPECIAL, *_plain()}


def _ways_in() -> dict[str, str]:
    return {
        "phone:change-asked": _("담당 창구에서 전화번호를 바꾸려고 합니다. 며칠 기다리는 동안 멈출 수 있습니다."),
        "phone:change-stopped": _("전화번호를 바꾸려던 것을 멈췄습니다."),
        "phone:change-dropped": _("기다리던 전화번호 변경을 할 수 없어 그만두었습니다."),
        "desk:reminded": _("로그인해 전화번호를 확인해 달라는 문자를 보내기로 했습니다."),
        "sessions:ended": _("로그인해 있던 곳을 로그아웃했습니다."),
        "claim:figures": _("돌려받은 돈이나 비용의 몫을 적었습니다."),
        "address:chosen": _("법원 서류를 받을 곳을 골랐습니다."),
        "membership:paused": _("잠시 쉬기로 했습니다. 초대와 알림을 보내지 않습니다."),
        "membership:resumed": _("쉬다가 돌아왔습니다."),
        "calendar:made": _("달력 주소를 만들었습니다."),
        "calendar:ended": _("달력 주소를 없앴습니다."),
        "channel:said": _("카카오톡 채널을 추가했는지 알려 주셨습니다."),
        "channel:marked": _("카카오톡 채널을 추가한 것으로 담당자가 적었습니다."),
        "survey:invited": _("실태조사에 초대했습니다. 답하셨는지는 적지 않습니다."),
        "mailing:sent": _("여럿에게 보내는 안내를 보내기로 했습니다."),
        **(briefing_words.own_deeds() | board_words.own_deeds() | meeting_words.own_deeds()),
        "passkey:added": _("로그인에 쓸 패스키를 더했습니다."),
        "passkey:removed": _("로그인에 쓰던 패스키를 지웠습니다."),
        "passkey:copied": _("복사된 듯한 패스키로 로그인하려 해 막았습니다."),
    }


def _files() -> dict[str, str]:
    return {
        "copy:made": _("내 정보 사본을 만들었습니다."),
        "copy:fetched": _("내 정보 사본을 내려받았습니다."),
        "roster:second-asked": _("내가 들어가는 명단을 청했습니다. 다른 담당자의 확인을 기다립니다."),
        "roster:second-agreed": _("내가 들어가는 명단을 내주기로 했습니다."),
        "roster:second-refused": _("내가 들어가는 명단을 내주지 않기로 했습니다."),
    }


def _plain() -> dict[str, str]:
    return {
        **_ways_in(),
        **_files(),
        **(landlord_words.done() | document_words.told_to_her() | exhibit_words.told_to_her()),
        **message_deeds.told_to_her(),
        **(mandate_words.told_to_her() | cost_words.told_to_her()),
        "victim:amended": _("등록 내용이 새 답변으로 바뀌었습니다."),
        "victim:confirmed": _("전화번호를 확인했습니다."),
        "victim:withdrawal-asked": _("등록을 거두겠다는 뜻을 받았습니다."),
        "victim:withdrawn": _("등록을 거두었습니다."),
        "victim:destroyed": _("등록을 지웠습니다."),
        "victim:destroyed-again": _("복원한 옛 자료에서 다시 지웠습니다."),
        "destruction:asked": _("등록을 지워 달라는 뜻을 받았습니다."),
        "destruction:approved": _("등록을 지우는 것을 승인했습니다."),
        "destruction:cancelled": _("등록을 지워 달라는 뜻을 거두었습니다."),
        "destruction:forced": _("승인을 기다리지 않고 등록을 지웠습니다."),
        "destruction:carried-out": _("보관 기간이 지난 등록을 지웠습니다."),
        "destruction:kept": _("지울 때가 아니어서 그대로 두었습니다."),
        "victim:answer-waits": _("등록과 다른 새 답변이 들어와 담당자를 기다립니다."),
        "lease:verified": _("임대차계약서를 보았습니다."),
        "lease:unverified": _("임대차계약서 확인을 거두었습니다. 다시 보아야 합니다."),
        "lease:namesake": _("임대인과 이름이 같은 다른 사람인지 서류로 확인했습니다."),
        "membership:joined": _("모임에 자리가 생겼습니다."),
        "membership:active": _("모임에 확정되었습니다. 동의한 경우 가린 카드가 모임 사람에게 보입니다."),
        "membership:moved": _("다른 모임으로 옮겼습니다. 별칭이 바뀌었습니다."),
        "membership:ended": _("모임에서 나갔습니다. 카드가 보이지 않습니다."),
        "invite:printed": _("대화방 초대를 종이로 뽑았습니다."),
        "invite:made": _("대화방 초대를 받았습니다."),
        "invite:owed": _("대화방 초대를 문자로 보내기로 했습니다."),
        "invite:used": _("초대를 써서 대화방 주소를 열었습니다."),
        "invite:revoked": _("쓰지 않은 초대를 무효로 했습니다."),
        **room_words.own_deeds(),
        "processing:stopped": _("내 정보를 쓰는 일을 멈췄습니다."),
        "processing:resumed": _("내 정보를 쓰는 일을 다시 시작했습니다."),
        "breach:notified": _("개인정보 유출에 관해 알렸습니다."),
    }


def _registered(details: Mapping[str, Any]) -> str:
    return {
        "form": _("설문으로 보낸 답을 등록했습니다."),
        "desk": _("담당 창구에서 등록했습니다."),
    }.get(str(details.get("channel")), _("누리집에서 등록했습니다."))


def _revealed(details: Mapping[str, Any]) -> str:
    return _("가린 값을 열었습니다: %(fields)s.", fields=field_names(details.get("fields")))


def _corrected(details: Mapping[str, Any]) -> str:
    return _("등록 내용을 고쳤습니다: %(fields)s.", fields=field_names(details.get("fields")))


def _renumbered(details: Mapping[str, Any]) -> str:
    if details.get("way") == "own":
        return _("두 번호를 확인하고 전화번호를 바꾸었습니다.")
    return _("담당 창구에서 받은 대로 전화번호를 바꾸었습니다.")


def _exported(details: Mapping[str, Any]) -> str:
    columns = details.get("columns", details.get("fields"))
    count = columns if isinstance(columns, int) else len(columns) if isinstance(columns, list | tuple) else 0
    return _("명단을 내보냈습니다. 항목 %(count)s개.", count=count) if count else _("명단을 내보냈습니다.")


def _consent(details: Mapping[str, Any]) -> str:
    consent = {
        "collect": _("개인정보 수집·이용"),
        "share_card": _("가린 카드 보이기"),
        "firm": _("법무법인에 제공"),
    }.get(str(details.get("consent")), _("동의"))
    if details.get("given"):
        return _("동의했습니다: %(consent)s.", consent=consent)
    return _("동의를 거두었습니다: %(consent)s.", consent=consent)


def _task(details: Mapping[str, Any]) -> str:
    return {
        "accepted": _("새 답변을 등록에 옮겼습니다."),
        "refused": _("새 답변을 등록에 옮기지 않았습니다."),
        "withdrawn": _("등록을 거두는 일을 마쳤습니다."),
        "stays": _("등록을 그대로 두기로 했습니다."),
    }.get(str(details.get("outcome")), _("담당자를 기다리던 일을 마쳤습니다."))


def _asked(details: Mapping[str, Any]) -> str:
    return _("요청을 받았습니다: %(kind)s.", kind=request_words.kind(str(details.get("asked"))))


def _answered(details: Mapping[str, Any]) -> str:
    asked, outcome = request_words.kind(str(details.get("asked"))), request_words.outcome(str(details.get("outcome")))
    return _("요청에 답했습니다: %(kind)s, %(outcome)s.", kind=asked, outcome=outcome)


def _taken_back(details: Mapping[str, Any]) -> str:
    return _("요청을 거두었습니다: %(kind)s.", kind=request_words.kind(str(details.get("asked"))))


def _suit_state(details: Mapping[str, Any]) -> str:
    state = next((one for one in State if one.value == details.get("state")), None)
    return _("소송에서의 상태를 적었습니다: %(state)s.", state=case_words.state(state))


_SPECIAL = {
    "suit:state": _suit_state,
    "victim:registered": _registered,
    "victim:corrected": _corrected,
    "person:revealed": _revealed,
    "phone:changed": _renumbered,
    "roster:exported": _exported,
    "consent:changed": _consent,
    "task:closed": _task,
    "request:asked": _asked,
    "request:answered": _answered,
    "request:taken-back": _taken_back,
}


def field_name(name: str) -> str:
    return {
        "name": _("이름"),
        "phone": _("전화번호"),
        "email": _("이메일"),
        "birth_date": _("생년월일"),
        "service_address": _("서류 받을 주소"),
        "address": _("피해 주택 주소"),
        "free_text": _("적은 글"),
        "landlord_name": _("임대인 이름"),
        "landlord_birth_date": _("임대인 생년월일"),
        "landlord_number": _("임대인 번호"),
        "changed_answer": _("새로 들어온 답변"),
        "correction": _("고쳐 달라고 한 내용"),
        "deposit": _("보증금"),
        "contract_date": _("계약한 날"),
        "start_date": _("계약 시작"),
        "end_date": _("계약 끝"),
        "move_in_date": _("전입한 날"),
        "fixed_date": _("확정일자"),
    }.get(name, _("그 밖의 항목"))


def field_names(fields: object) -> str:
    listed = fields if isinstance(fields, list | tuple) else []
    return ", ".join(field_name(str(one)) for one in listed) or _("그 밖의 항목")
