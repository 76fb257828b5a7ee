"""Writes the messages that are owed, at the moment of sending. Says nothing about whom a message concerns or why she registered.

A telephone may be seen by others: no landlord, no fellow victim, no word of fraud, and never a room's address with its code.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.ballots import starting as ballots
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.invites import service as invites
from lawsuit_hub.features.mailings import service as mailings
from lawsuit_hub.features.messages import choosing
from lawsuit_hub.features.outbox.types import CannotDeliver, Letter, Owed
from lawsuit_hub.features.proceedings import reminding
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.features.victims import stopping
from lawsuit_hub.infra.work import Work
from lawsuit_hub.settings import Settings
from lawsuit_hub.values.message_body import CannotCarry, MessageBody, TooLong

# An SMS holds 90 bytes of EUC-KR (carriers' limit, 2026); longer texts go as LMS, which costs more. `{url}` is the
# service's own address from settings.
TEXTS: dict[str, str] = {
    "welcome": "[{site}] 등록을 마쳤습니다. 확인이 끝나면 문자로 알려 드립니다.",
    "confirm_invitation": "[{site}] 등록을 받았습니다. 로그인해 확인해 주세요. {url}/login",
    "group_open": "[{site}] 모임이 열렸습니다. 로그인해 확인해 주세요.",
    "group_changed": "[{site}] 모임이 바뀌었습니다. 하실 일은 없습니다.",
    "changed_answer": "[{site}] 새 답변이 들어왔습니다. 본인이 아니면 담당 창구에 알려 주세요.",
    "answer_accepted": "[{site}] 새 답변을 등록에 옮겼습니다. 로그인해 확인해 주세요.",
    "answer_refused": "[{site}] 새 답변은 옮기지 않았습니다. 하실 일은 없습니다.",
    "withdrawal_asked": "[{site}] 등록을 거두신다는 뜻을 받았습니다. 본인이 아니면 담당 창구에 알려 주세요.",
    "breach_notice": "[{site}] 개인정보에 관해 알려 드릴 일이 있습니다. 로그인해 확인해 주세요. {url}/my",
    "request_answered": "[{site}] 요청에 답을 남겼습니다. 로그인해 확인해 주세요.",
    "copy_ready": "[{site}] 요청하신 것이 준비되었습니다. 로그인해 확인해 주세요.",
    "number_change_asked": "[{site}] 연락처를 곧 바꿉니다. 본인이 아니면 {phone}로 전화하거나 멈춰 주세요. {url}/my/phone",
    "number_change_stopped": "[{site}] 연락처를 바꾸지 않습니다. 지금 번호를 그대로 씁니다.",
    "number_changed": "[{site}] 연락처가 이 번호로 바뀌었습니다. 본인이 아니면 {phone}로 전화해 주세요.",
    "passkey_added": "[{site}] 로그인에 쓸 패스키가 더해졌습니다. 본인이 아니면 담당 창구에 알려 주세요.",
    "passkey_removed": "[{site}] 로그인에 쓰던 패스키가 지워졌습니다. 본인이 아니면 담당 창구에 알려 주세요.",
    "lease_answered": "[{site}] 보내신 것을 살펴보았습니다. 로그인해 확인해 주세요.",
    "standing_changed": "[{site}] 등록 상태가 바뀌었습니다. 로그인해 확인해 주세요.",
    "stage": "[{site}] 진행 단계가 바뀌었습니다. 로그인해 확인해 주세요.",
    "stage_closed": "[{site}] 진행이 마무리되었습니다. 로그인해 확인해 주세요.",
    "deadline": "[{site}] 확인할 날짜가 다가옵니다. 로그인해 확인해 주세요. {url}/my/case",
    "mandate": "[{site}] 읽고 정하실 것이 있습니다. 로그인해 확인해 주세요. {url}/my/mandate",
    "mandate_changed": "[{site}] 확인할 것이 있습니다. 로그인해 확인해 주세요. {url}/my/mandate",
    "counsel_asks": "[{site}] 정하실 것이 있습니다. 로그인해 확인해 주세요. {url}/my/consents",
    "date_changed": "[{site}] 적힌 날짜가 바뀌었습니다. 로그인해 확인해 주세요. {url}/my/case",
    "ballot_open": "[{site}] 정하실 것이 있습니다. 로그인해 확인해 주세요. {url}/my/ballots",
    "ballot_reminder": "[{site}] 정하실 것이 곧 끝납니다. 로그인해 확인해 주세요. {url}/my/ballots",
    "ballot_ended": "[{site}] 함께 정한 것의 결과가 있습니다. 로그인해 확인해 주세요. {url}/my/ballots",
    "ballot_cancelled": "[{site}] 정하실 것이 취소되었습니다. 로그인해 확인해 주세요. {url}/my/ballots",
    "counsel_news": "[{site}] 새 소식이 있습니다. 로그인해 확인해 주세요.",
    "question_answered": "[{site}] 물어보신 것에 답이 있습니다. 로그인해 확인해 주세요.",
    "costs_news": "[{site}] 내신 것에 새 소식이 있습니다. 로그인해 확인해 주세요. {url}/my/costs",
    "paper_returned": "[{site}] 올리신 것에 다시 필요한 것이 있습니다. 로그인해 확인해 주세요.",
    surveys.INVITATION: "[{site}] 여쭙고 싶은 것이 있습니다. 로그인해 답해 주세요. {url}/surveys",
    surveys.REMINDER: "[{site}] 설문이 곧 끝납니다. 로그인해 확인해 주세요. {url}/surveys",
    "meeting": "[{site}] 간담회가 열립니다. 로그인해 확인해 주세요. {url}/meetings",
    "meeting_seat": "[{site}] 기다리시던 자리가 났습니다. 로그인해 확인해 주세요. {url}/my/meetings",
    "meeting_changed": "[{site}] 신청하신 것이 바뀌었습니다. 로그인해 확인해 주세요. {url}/my/meetings",
    **{one.value: text for one, text in mailings.TEXTS.items()},
    "news": "[{site}] 새 소식이 있습니다. 로그인해 확인해 주세요.",
}
# To an account of staff, at its own address: what about the file or the account, never whose line.
STAFF_TEXTS: dict[str, str] = {
    "roster_key_changed": "[{site}] 명단 파일을 잠그는 열쇠가 바뀌었습니다. 직접 하신 것이 아니면 담당 창구에 알려 주세요. {url}/counsel/key",
    "roster_answered": "[{site}] 청하신 명단에 담당자의 답이 있습니다. 로그인해 확인해 주세요. {url}/counsel",
    "archive_answered": "[{site}] 청하신 증거 묶음에 담당자의 답이 있습니다. 로그인해 확인해 주세요. {url}/counsel",
    "roster_removal": "[{site}] 내려받으신 명단에서 지울 줄이 있습니다. 로그인해 확인해 주세요. {url}/counsel",
    "mandate_ended": "[{site}] 맡으신 모임에서 끝난 것이 있습니다. 로그인해 확인해 주세요. {url}/counsel",
    "webhook_failed": "[{site}] 다른 시스템에 알리지 못한 것이 있습니다. 로그인해 확인해 주세요. {url}/admin/webhooks",
    "account_invited": "[{site}] 업무용 계정의 비밀번호와 2차 인증을 새로 정하게 되었습니다. 부탁하신 일이 아니면 개인정보 보호책임자에게 바로 알려 주세요.",
    "passkey_added": "[{site}] 계정에 패스키가 더해졌습니다. 본인이 아니면 관리자에게 알려 주세요.",
    "passkey_removed": "[{site}] 계정의 패스키가 지워졌습니다. 본인이 아니면 관리자에게 알려 주세요.",
    "recovery_codes_set": "[{site}] 계정의 복구 코드를 새로 받았습니다. 본인이 아니면 관리자에게 알려 주세요.",
    "password_set": "[{site}] 계정의 비밀번호가 바뀌었습니다. 본인이 아니면 관리자에게 알려 주세요.",
    "app_set": "[{site}] 계정에 새 인증 앱이 이어졌습니다. 본인이 아니면 관리자에게 알려 주세요.",
}
INVITE = "[{site}] 대화방 초대입니다. {hours}시간 안에 한 번 쓸 수 있습니다. {url}/i/{token}"

# The blanks of a text as an AlimTalk template names them.
VARIABLES = {
    "name": "#{이름}",
    "channel": "#{채널}",
    "number": "#{번호}",
    "site": "#{기관}",
    "url": "#{주소}",
    "phone": "#{전화}",
    "hours": "#{시간}",
    "token": "#{경로}",
}

TOKEN_LETTERS = 64  # more than an invite's

Written = tuple[str, Mapping[str, str]]  # a text, and what stands in its blanks


# What still goes to somebody who asked to be left alone: answers to her, and what protects her registration.
NECESSARY = frozenset(
    {
        "welcome",
        "changed_answer",
        "answer_accepted",
        "answer_refused",
        "withdrawal_asked",
        "breach_notice",
        "lease_answered",
        "standing_changed",
        "request_answered",
        "question_answered",
        "costs_news",
        "copy_ready",
        "meeting_seat",
        "meeting_changed",
        "number_change_asked",
        "number_change_stopped",
        "number_changed",
        "passkey_added",
        "passkey_removed",
    }
)


def write(work: Work, message: Owed) -> Letter | None:
    """Raises CannotDeliver when the person is gone or wants no news, or the invite is void."""
    if message.recipient == "staff":
        return _to_staff(work, message)
    to = _recipient(message)
    if message.kind not in NECESSARY and stopping.stopped(work, [to]):
        raise CannotDeliver("she asked to be left alone")
    if choosing.unwanted(work, to, message.kind):
        raise CannotDeliver("she switched it off")
    phone = victims.phone_for_delivery(work, to)
    if phone is None:
        raise CannotDeliver("nobody to send to")
    text, values = _WRITERS.get(message.kind, _plain)(work, message)
    body = text.format(**values)
    return Letter(phone, message.kind, body, str(message.id), variables=variables_of(text, values))


def variables_of(text: str, values: Mapping[str, str]) -> dict[str, str]:
    """What an AlimTalk template of this text is filled with. The template says the text with these in the place of its blanks."""
    return {VARIABLES[name]: value for name, value in values.items() if f"{{{name}}}" in text}


def unfit(settings: Settings) -> list[str]:
    """What no carrier takes of our own texts, with this instance's name and addresses in them; in words for an operator."""
    about = {**mailings.values(settings, notice=1_000_000), "hours": "336", "token": "x" * TOKEN_LETTERS}
    values = {**about, "site": settings.site_name, "url": settings.url_for(members=True), "phone": settings.help_phone}
    wrong = []
    for kind, text in {**TEXTS, "invite": INVITE}.items():
        try:
            MessageBody.of(text.format(**values))
        except CannotCarry as refusal:
            return [f"messages cannot carry {refusal.named}: look at site_name, help_phone and the addresses"]
        except TooLong:
            wrong.append(f"the message {kind} is too long with these addresses")
    return wrong


def _recipient(message: Owed) -> UUID:
    if message.recipient != "victim" or message.recipient_id is None:
        raise CannotDeliver("not a victim's message")
    return message.recipient_id


def _to_staff(work: Work, message: Owed) -> Letter:
    text = STAFF_TEXTS.get(message.kind)
    account = (
        identity.staff_many(work, [message.recipient_id]).get(message.recipient_id) if message.recipient_id else None
    )
    if text is None or account is None or not account.is_open:
        raise CannotDeliver("no open account to send to")
    url = work.settings.url_for(counsel=account.role is Role.LAWYER)
    body = text.format(site=work.settings.site_name, url=url)
    return Letter(account.login, message.kind, body, str(message.id))


def _plain(work: Work, message: Owed) -> Written:
    settings = work.settings
    values = {"site": settings.site_name, "url": settings.url_for(members=True), "phone": settings.help_phone}
    return TEXTS.get(message.kind, TEXTS["news"]), values


def _invite(work: Work, message: Owed) -> Written:
    invite_id = UUID(message.params["invite"])
    token = invites.token_for_sending(work, invite_id)
    if token is None:
        raise CannotDeliver("the invite is void")
    _, values = _plain(work, message)
    return INVITE, {**values, "hours": str(invites.hours_of(work, invite_id)), "token": token}


def _deadline(work: Work, message: Owed) -> Written:
    her = message.recipient_id
    if her is None or not reminding.still_concerns(work, UUID(message.params["deadline"]), her):
        raise CannotDeliver("the day is over, done or cancelled, or not hers any more")
    return _plain(work, message)


def _ballot(work: Work, message: Owed) -> Written:
    her = message.recipient_id
    if her is None or not ballots.still_waits(work, UUID(message.params["ballot"]), her):
        raise CannotDeliver("she has voted, or cannot any more")
    return _plain(work, message)


def _mailing(work: Work, message: Owed) -> Written:
    """What many get; each as she is now."""
    named, her = message.params.get("mailing"), message.recipient_id
    row = mailings.about(work, UUID(named)) if named else None
    if her is None or (named and (row is None or not mailings.still_wanted(work, UUID(named), her))):
        raise CannotDeliver("not wanted any more")
    notice = row.notice if row else message.params.get("notice")
    if notice is not None and not mailings.is_read(work, notice):
        raise CannotDeliver("not wanted any more")
    return TEXTS[message.kind], mailings.values(work.settings, notice=notice)


def _survey(work: Work, message: Owed) -> Written:
    named, reminder = message.params.get("survey"), message.kind == surveys.REMINDER
    if named and not surveys.still_wanted(work, UUID(named), _recipient(message), reminder=reminder):
        raise CannotDeliver("not wanted any more")
    return _plain(work, message)


_WRITERS: dict[str, Callable[[Work, Owed], Written]] = {
    "invite": _invite,
    reminding.KIND: _deadline,
    ballots.REMINDER: _ballot,
    surveys.INVITATION: _survey,
    surveys.REMINDER: _survey,
    **dict.fromkeys((one.value for one in mailings.TEXTS), _mailing),
}
