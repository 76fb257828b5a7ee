"""What a person reads of the messages that were sent to her: kinds and what became of them. Decides nothing."""

from flask_babel import gettext as _

from lawsuit_hub.features.outbox.types import Told
from lawsuit_hub.features.rights.words import AccessLine, at_time


def message(told: Told) -> AccessLine:
    return AccessLine(message_kind(told.kind), _sent(told), at_time(told.queued_at), "")


def _sent(told: Told) -> str:
    if told.sent_at:
        return str(_("%(when)s에 보냈습니다.", when=at_time(told.sent_at)))
    return str(_("보내지 못했습니다.") if told.failed_at else _("아직 보내지 않았습니다."))


def message_kind(kind: str) -> str:
    said: dict[str, str] = {
        "welcome": _("등록을 마쳤다는 안내"),
        "confirm_invitation": _("로그인해 확인해 달라는 안내"),
        "group_open": _("모임이 열렸다는 안내"),
        "group_changed": _("모임이 바뀌었다는 안내"),
        "changed_answer": _("새 답변이 들어왔다는 안내"),
        "answer_accepted": _("새 답변을 옮겼다는 안내"),
        "answer_refused": _("새 답변을 옮기지 않았다는 안내"),
        "withdrawal_asked": _("거두겠다는 뜻을 받았다는 안내"),
        "stage": _("단계가 바뀌었다는 안내"),
        "stage_closed": _("진행이 마무리되었다는 안내"),
        "deadline": _("확인할 날짜가 다가온다는 안내"),
        "date_changed": _("적힌 날짜가 바뀌었다는 안내"),
        "counsel_news": _("변호사의 새 소식이 있다는 안내"),
        "question_answered": _("물어본 것에 답이 있다는 안내"),
        "invite": _("대화방 초대"),
        "lease_answered": _("올린 서류를 살펴보았다는 안내"),
        "paper_returned": _("올린 서류에 다시 필요한 것이 있다는 안내"),
        "standing_changed": _("등록 상태가 바뀌었다는 안내"),
        "request_answered": _("요청에 답했다는 안내"),
        "copy_ready": _("사본이 준비되었다는 안내"),
        "passkey_added": _("패스키가 더해졌다는 안내"),
        "passkey_removed": _("패스키가 지워졌다는 안내"),
        "breach_notice": _("개인정보 유출에 관한 안내"),
        "number_change_asked": _("연락처를 바꾸려고 한다는 안내"),
        "number_change_stopped": _("연락처를 바꾸지 않는다는 안내"),
        "number_changed": _("연락처가 바뀌었다는 안내"),
    }
    return said.get(kind) or str(_("안내"))
