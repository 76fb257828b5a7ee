"""The desk's words: piles, steps, deeds, fields, agreements, and what a refusal means. Decides nothing."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.audit.types import Line
from lawsuit_hub.features.ballots import deed_words as ballot_words
from lawsuit_hub.features.briefings import deed_words as file_words
from lawsuit_hub.features.channel import deed_words as channel_words
from lawsuit_hub.features.desk import invite_words, voice_words
from lawsuit_hub.features.desk.types import Next, Pile
from lawsuit_hub.features.documents import deed_words as document_words
from lawsuit_hub.features.exhibits import deed_words as exhibit_words
from lawsuit_hub.features.landlords.comparing import Agreement
from lawsuit_hub.features.landlords.types import LandlordKind
from lawsuit_hub.features.lawsuits import deed_words as group_words
from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.mailings import deed_words as mailing_words
from lawsuit_hub.features.mandates import deed_words as mandate_words
from lawsuit_hub.features.rights import words as rights_words
from lawsuit_hub.features.rosters import deed_words as roster_words
from lawsuit_hub.features.victims.types import Channel
from lawsuit_hub.infra.i18n import day


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def pile(one: Pile) -> str:
    return {
        Pile.WITHDRAWALS: _("동의를 거두려는 사람"),
        Pile.ANSWERS: _("등록과 다른 새 답변"),
        Pile.REQUESTS: _("내 정보에 관한 요청"),
        Pile.LANDLORDS: _("같은 임대인인지 볼 것"),
        Pile.DOUBTFUL: _("다른 담당자가 볼 계약서"),
        Pile.UPLOADS: _("올린 계약서를 볼 사람"),
        Pile.LEASES: _("계약서를 봐야 할 사람"),
        Pile.FAILED: _("문자가 가지 않은 사람"),
        Pile.INVITED: _("초대받고 들어오지 않은 사람"),
        Pile.UNCONFIRMED: _("전화를 확인하지 않은 사람"),
    }[one]


def pile_lead(one: Pile) -> str:
    return {
        Pile.WITHDRAWALS: _("본인에게 연락해 뜻을 확인하고, 사람 화면에서 마무리해 주세요."),
        Pile.ANSWERS: _("확인된 사람의 번호로 다른 답변이 들어왔습니다. 옮길지 정할 때까지 등록은 그대로입니다."),
        Pile.REQUESTS: _("보기, 고치기, 멈추기입니다. 받은 날부터 열흘 안에 사람 화면에서 답해 주세요."),
        Pile.LANDLORDS: _("이름만 같은 임대인일 수 있습니다. 비교하고 정해 주세요."),
        Pile.DOUBTFUL: _("한 담당자가 의심스럽다고 했습니다. 다른 담당자가 서류를 열어 보고 정해 주세요."),
        Pile.UPLOADS: _("계약서를 올리고 기다립니다. 사람 화면에서 서류를 열어 보고 정해 주세요."),
        Pile.LEASES: _("전화는 확인했고, 계약서를 아직 보지 않았습니다. 볼 때까지 아무 카드도 보이지 않습니다."),
        Pile.FAILED: _("지난 30일 동안 여러 번 보내도 가지 않은 문자입니다. 번호가 맞는지 봐 주세요."),
        Pile.INVITED: _("초대를 보냈고 아직 쓰지 않았습니다. 기한이 지났으면 모임 화면에서 다시 보낼 수 있습니다."),
        Pile.UNCONFIRMED: _("설문으로 등록했고 전화 확인을 하지 않았습니다. 본인이 로그인하면 됩니다."),
    }[one]


def next_step(one: Next) -> str:
    return {
        Next.GONE: _("동의를 거둠"),
        Next.TASK: _("할 일 있음"),
        Next.CONFIRM: _("본인 전화 확인"),
        Next.NOT_JOINING: _("모임 참여 안 함"),
        Next.LANDLORD: _("임대인 검토"),
        Next.LEASE: _("계약서 확인"),
        Next.BARRED: _("내보낸 사람"),
        Next.NOTHING: _("없음"),
    }[one]


def channel(one: Channel) -> str:
    return {Channel.WEB: _("누리집"), Channel.FORM: _("설문"), Channel.DESK: _("담당자")}[one]


def waited(days: int) -> str:
    """How long the longest has waited."""
    if days < 1:
        return _("가장 오래 기다린 것 오늘")
    return _("가장 오래 기다린 것 %(days)s일", days=days)


def field(name: str) -> str:
    """What a field of a person, a lease or a landlord is called."""
    return {
        "name": _("이름"),
        "phone": _("전화번호"),
        "email": _("이메일"),
        "birth_date": _("생년월일"),
        "service_address": _("서류 받을 주소"),
        "address": _("피해 주택 주소"),
        "free_text": _("하고 싶은 말"),
        "landlord_name": _("임대인 이름"),
        "landlord_birth_date": _("임대인 생년월일"),
        "landlord_number": _("임대인 등록번호"),
        "landlord_kind": _("임대인 구분"),
        "deposit": _("보증금"),
        "monthly_rent": _("월세"),
        "contract_date": _("계약한 날"),
        "start_date": _("계약 시작"),
        "end_date": _("계약 끝"),
        "move_in_date": _("전입한 날"),
        "fixed_date": _("확정일자"),
        "situation": _("지금 상황"),
        "changed_answer": _("새 답변"),
        "correction": _("고쳐 달라고 한 내용"),
    }.get(name, name)


def landlord_kind(kind: LandlordKind | None) -> str:
    words = {LandlordKind.PERSON: _("개인"), LandlordKind.CORPORATION: _("회사(법인)나 사업자")}
    return words[kind] if kind else _("모름")


def compared(name: str) -> str:
    return {
        "name": _("이름"),
        "birth": _("생년월일"),
        "business": _("사업자등록번호"),
        "corporation": _("법인등록번호"),
        "building": _("건물"),
    }[name]


def agreement(one: Agreement, name: str) -> str:
    if one is Agreement.OTHER and name == "building":
        return _("다른 건물")
    return {
        Agreement.SAME: _("같음"),
        Agreement.SIMILAR: _("비슷함"),
        Agreement.OTHER: _("다름"),
        Agreement.CONFLICT: _("어긋남"),
        Agreement.UNKNOWN: _("비교 못 함"),
    }[one]


def why_merge(because: str) -> str:
    return {
        "business": _("사업자등록번호가 같습니다."),
        "corporation": _("법인등록번호가 같습니다."),
        "name_and_birth": _("이름과 생년월일이 같습니다."),
        "name_and_building": _("이름과 건물이 같습니다."),
    }.get(because, _("확실한 사실이 같습니다."))


def role(name: str) -> str:
    return {
        Role.CASEWORKER.value: _("담당자"),
        Role.LAWYER.value: _("변호사"),
        Role.MEMBER.value: _("본인"),
        Role.PRIVACY_OFFICER.value: _("개인정보 보호책임자"),
        Role.ADMIN.value: _("관리자"),
        Role.VISITOR.value: _("누리집"),
    }.get(name, _("시스템"))


def history(lines: tuple[Line, ...]) -> list[dict[str, str]]:
    """What happened, for the `history` part: deed, day, who, and the reason word for word."""
    return [{"title": _deed(line), "line": " · ".join(_line(line))} for line in lines]


def _line(line: Line) -> list[str]:
    parts = [day(line.at), role(line.actor_role)]
    if line.details.get("fields") and line.deed == "person:revealed":
        parts.append(", ".join(field(str(name)) for name in line.details["fields"]))
    if line.details.get("stage"):
        parts.append(stage_label(Stage(line.details["stage"])))
    return [*parts, *([_("이유: %(reason)s", reason=line.reason)] if line.reason else [])]


def _deed(line: Line) -> str:
    if line.deed == "task:closed":
        return _outcome(str(line.details.get("outcome")))
    if line.deed == "victim:corrected" or line.deed.startswith(("request:", "processing:", "copy:")):
        return rights_words.what(line.deed, line.details).rstrip(".")
    return (_deeds() | roster_words.deeds()).get(line.deed, line.deed)


def _outcome(name: str) -> str:
    return {
        "accepted": _("새 답변을 등록에 옮김"),
        "refused": _("새 답변을 옮기지 않음"),
        "withdrawn": _("동의 거두기를 마침"),
        "stays": _("등록을 그대로 둠"),
    }.get(name, _("할 일을 마침"))


def _own_deeds() -> dict[str, str]:
    return {
        "phone:change-asked": _("전화번호 변경을 받음"),
        "phone:change-stopped": _("전화번호 변경을 멈춤"),
        "phone:change-dropped": _("전화번호를 바꿀 수 없어 그만둠"),
        "phone:changed": _("전화번호가 바뀜"),
        "consent:changed": _("동의를 바꿈"),
        "sessions:ended": _("다른 로그인을 끝냄"),
        "claim:figures": _("돌려받은 돈이나 비용의 몫을 적음"),
        "address:chosen": _("법원 서류를 받을 곳을 고름"),
        "membership:paused": _("잠시 쉬기로 함"),
        "membership:resumed": _("쉬다가 돌아옴"),
        "suit:state": _("소송에서의 상태를 적음"),
        "calendar:made": _("달력 주소를 만듦"),
        "calendar:ended": _("달력 주소를 없앰"),
    }


def _deeds() -> dict[str, str]:
    return {
        **_own_deeds(),
        **group_words.deeds(),
        **(file_words.deeds() | ballot_words.deeds()),
        **voice_words.deeds(),
        "victim:registered": _("등록"),
        "victim:amended": _("등록 내용이 바뀜"),
        "victim:confirmed": _("전화번호 확인"),
        "victim:withdrawn": _("동의를 거둠"),
        "victim:withdrawal-asked": _("동의를 거두고 싶다고 함"),
        "victim:answer-waits": _("다른 새 답변이 들어옴"),
        "person:revealed": _("가린 값을 열어 봄"),
        "lease:verified": _("계약서를 확인함"),
        "lease:unverified": _("계약서 확인을 거둠"),
        **(document_words.deeds() | exhibit_words.deeds()),
        **mandate_words.deeds(),
        **(channel_words.deeds() | mailing_words.deeds()),
        "lease:namesake": _("임대인과 이름이 같은 다른 사람임을 확인함"),
        "membership:joined": _("모임에 자리가 생김"),
        "membership:active": _("모임에 확정됨"),
        "membership:moved": _("다른 모임으로 옮겨짐"),
        "membership:ended": _("모임에서 나감"),
        "landlord:decided": _("임대인을 정함"),
        "landlord:decision-undone": _("임대인을 정한 것을 되돌림"),
        "landlord:parted": _("임대인이 달라 다른 모임으로 나눔"),
        "landlord:not-the-same": _("어느 모임의 임대인은 아니라고 함"),
        "landlord:maybe-again": _("그 임대인일 수 있다고 함"),
        "landlord:sealed-again": _("복원하면서 임대인을 다시 봉인함"),
        **invite_words.deeds(),
        "roster:exported": _("변호사 명단에 들어감"),
        "victim:destroyed": _("개인정보와 그 열쇠를 없앰"),
        "victim:destroyed-again": _("복원한 옛 자료에서 다시 없앰"),
        "destruction:asked": _("등록을 지워 달라고 함"),
        "destruction:approved": _("지우는 것을 승인함"),
        "destruction:cancelled": _("지워 달라는 뜻을 거둠"),
        "destruction:kept": _("지울 때가 아니어서 그대로 둠"),
    }
