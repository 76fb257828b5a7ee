"""What kinds of messages are called, for members and for staff. Decides nothing."""

from flask_babel import gettext as _


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
        "channel_invitation": _("카카오톡 채널 안내"),
        "notice": _("새 공지가 있다는 안내"),
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
        "code": _("인증번호"),
        "number_left": _("예전 번호로 보낸, 연락처가 바뀌었다는 안내"),
        "erased": _("등록을 지웠다는 마지막 안내"),
        "mandate": _("읽고 정할 위임장이 있다는 안내"),
        "mandate_changed": _("위임에 확인할 것이 있다는 안내"),
        "counsel_asks": _("정할 동의가 있다는 안내"),
        "news": _("새 소식이 있다는 안내"),
    }
    said |= _to_staff() | _of_ballots() | _of_meetings()
    return said.get(kind) or str(_("안내"))


def _of_meetings() -> dict[str, str]:
    return {
        "meeting": _("간담회가 열린다는 안내"),
        "meeting_seat": _("간담회에 자리가 났다는 안내"),
        "meeting_changed": _("신청한 간담회가 바뀌었다는 안내"),
    }


def _to_staff() -> dict[str, str]:
    return {
        "roster_key_changed": _("명단을 잠그는 열쇠가 바뀌었다는 메일"),
        "roster_answered": _("청한 명단에 답이 있다는 메일"),
        "archive_answered": _("청한 증거 묶음에 답이 있다는 메일"),
        "roster_removal": _("명단에서 지울 줄이 있다는 메일"),
        "mandate_ended": _("끝난 위임이 있다는 메일"),
        "account_invited": _("계정을 새로 정하게 되었다는 메일"),
        "recovery_codes_set": _("복구 코드를 새로 받았다는 메일"),
        "password_set": _("비밀번호가 바뀌었다는 메일"),
        "app_set": _("인증 앱이 이어졌다는 메일"),
    }


def _of_ballots() -> dict[str, str]:
    return {
        "ballot_open": _("정할 것이 열렸다는 안내"),
        "ballot_reminder": _("정할 것이 곧 끝난다는 안내"),
        "ballot_ended": _("모임에서 정한 것의 결과가 있다는 안내"),
        "ballot_cancelled": _("모임에서 정할 것이 취소되었다는 안내"),
    }
