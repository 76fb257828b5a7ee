"""The words of uploaded files: states, outcomes, reasons, questions, what went wrong. No rules."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lawsuit_hub.features.responses.questions import Question
from lawsuit_hub.features.responses.upload_types import UploadState

# Badge kind and words.
STATES: dict[str, tuple[str, LazyString]] = {
    UploadState.ASKING: ("warn", _l("칸을 골라 주세요")),
    UploadState.WAITING: ("info", _l("차례를 기다림")),
    UploadState.WORKING: ("info", _l("읽는 중")),
    UploadState.DONE: ("ok", _l("다 읽음")),
    UploadState.FAILED: ("bad", _l("읽지 못함")),
}
STOPPED = ("plain", _l("멈춤"))

OUTCOMES: dict[str, tuple[str, LazyString]] = {
    "registered": ("ok", _l("새로 등록")),
    "updated": ("info", _l("새 답")),
    "unchanged": ("plain", _l("이미 있음")),
    "rejected": ("bad", _l("받지 않음")),
}

REASONS: dict[str, LazyString] = {
    "consent": _l("개인정보 수집 동의가 없음"),
    "name": _l("이름이 없거나 이름이 아님"),
    "phone": _l("휴대전화 번호가 아님"),
    "landlord": _l("임대인 이름이 없음"),
    "deposit": _l("보증금을 읽을 수 없음"),
    "date": _l("날짜를 읽을 수 없음"),
    "forbidden_identifier": _l("주민등록번호가 적혀 있음"),
}

MEMBERSHIPS: dict[str, LazyString] = {"joined": _l("모임에 넣음"), "pending": _l("임대인 확인을 기다림")}

FAILURES: dict[str, LazyString] = {
    "empty": _l("파일이 비어 있습니다. 질문이 적힌 첫 줄이 없습니다."),
    "not_text": _l("CSV나 XLSX 파일이 아닙니다."),
    "old_workbook": _l(
        "오래된 엑셀 파일이거나 암호가 걸려 있습니다. 암호 없이 .xlsx나 .csv로 저장해 다시 올려 주세요."
    ),
    "not_a_workbook": _l("압축 파일이지만 XLSX 파일이 아닙니다."),
    "locked": _l("암호가 걸린 파일입니다. 암호 없이 저장해 다시 올려 주세요."),
    "too_large": _l("XLSX 파일이 너무 큽니다. .csv로 저장해 다시 올려 주세요."),
    "damaged": _l("XLSX 파일이 망가져 끝까지 읽을 수 없습니다. 다시 내려받아 올려 주세요."),
    "no_questions": _l("첫 줄에서 설문 질문을 찾지 못했습니다. 구글 설문에서 내려받은 파일 그대로 올려 주세요."),
    "file_lost": _l("보관한 파일을 열 수 없습니다. 다시 올려 주세요."),
    "unexpected": _l("읽는 중에 멈췄습니다. 운영 담당자에게 알려 주세요. 읽은 줄은 그대로 남아 있습니다."),
    "cancelled": _l("담당자가 멈췄습니다. 읽은 줄은 그대로 남아 있습니다."),
    "unanswered": _l("칸을 고르지 않고 기한이 지나 파일을 지웠습니다. 다시 올려 주세요."),
}

QUESTIONS: dict[str, LazyString] = {
    Question.TIMESTAMP: _l("답한 때(타임스탬프)"),
    Question.CONSENT_COLLECT: _l("개인정보 수집·이용 동의"),
    Question.CONSENT_FIRM: _l("법무법인에 제공 동의"),
    Question.CONSENT_SHARE: _l("가린 카드 보이기 동의"),
    Question.NAME: _l("이름"),
    Question.PHONE: _l("휴대전화 번호"),
    Question.EMAIL: _l("이메일"),
    Question.ADDRESS: _l("피해 주택 주소"),
    Question.BIRTH_DATE: _l("생년월일"),
    Question.LANDLORD_KIND: _l("임대인이 개인인지 법인인지"),
    Question.LANDLORD_NAME: _l("임대인 이름"),
    Question.LANDLORD_NUMBER: _l("임대인 생년월일이나 번호"),
    Question.BUSINESS_NUMBER: _l("사업자등록번호"),
    Question.DEPOSIT: _l("보증금"),
    Question.MONTHLY_RENT: _l("월세"),
    Question.CONTRACT_DATE: _l("계약일"),
    Question.START_DATE: _l("계약 시작일"),
    Question.END_DATE: _l("계약 만료일"),
    Question.MOVE_IN_DATE: _l("전입일"),
    Question.FIXED_DATE: _l("확정일자"),
    Question.SITUATION: _l("현재 상황"),
    Question.JOINS: _l("공동소송에 함께할지"),
    Question.FREE_TEXT: _l("하고 싶은 말"),
}
