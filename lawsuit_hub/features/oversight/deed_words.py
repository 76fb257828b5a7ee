"""The privacy officer's words for every deed of the trail. Who did it to whom is told elsewhere."""

from flask_babel import gettext as _

from lawsuit_hub.features.briefings import deed_words as file_words
from lawsuit_hub.features.channel import deed_words as channel_words
from lawsuit_hub.features.costs import deed_words as cost_words
from lawsuit_hub.features.documents import deed_words as document_words
from lawsuit_hub.features.dossiers import deed_words as dossier_words
from lawsuit_hub.features.exhibits import deed_words as exhibit_words
from lawsuit_hub.features.findings import deed_words as finding_words
from lawsuit_hub.features.lawsuits import deed_words as group_words
from lawsuit_hub.features.library import deed_words as library_words
from lawsuit_hub.features.mailings import deed_words as mailing_words
from lawsuit_hub.features.mandates import deed_words as mandate_words
from lawsuit_hub.features.meetings import deed_words as meeting_words
from lawsuit_hub.features.messages import deed_words as message_words
from lawsuit_hub.features.notices import deed_words as notice_words
from lawsuit_hub.features.programmes import deed_words as programme_words
from lawsuit_hub.features.publishing import deed_words as publishing_words
from lawsuit_hub.features.questions import deed_words as board_words
from lawsuit_hub.features.suggestions import deed_words as suggestion_words
from lawsuit_hub.features.surveys import deed_words as survey_words
from lawsuit_hub.features.webhooks import deed_words as webhook_words


def deeds() -> dict[str, str]:
    return (
        _deeds_about_people()
        | _deeds_of_officers()
        | _deeds_of_destruction()
        | _deeds_of_requests()
        | _deeds_of_keys()
        | _deeds_with_accounts()
        | document_words.deeds()
        | exhibit_words.deeds()
        | mandate_words.deeds()
        | channel_words.deeds()
        | (mailing_words.deeds() | survey_words.deeds())
        | webhook_words.deeds()
        | group_words.deeds()
        | file_words.deeds()
        | publishing_words.deeds()
        | library_words.deeds()
        | board_words.deeds()
        | suggestion_words.deeds()
        | cost_words.deeds()
        | (finding_words.deeds() | meeting_words.deeds() | dossier_words.deeds())
        | message_words.deeds()
        | notice_words.deeds()
        | programme_words.deeds()
        | _deeds_of_groups()
        | {
            "desk:searched": _("사람을 찾음"),
            "group:apart-taken-back": _("다르다는 결정을 거둠"),
            **_deeds_in_rooms(),
            "invite:all-revoked": _("쓰지 않은 초대를 모두 무효로 함"),
            "lawyer:key-kept": _("명단을 잠글 열쇠를 저장함"),
            "lawyer:key-dropped": _("명단을 잠글 열쇠를 지움"),
            **_deeds_with_rosters(),
            "responses:uploaded": _("설문 파일을 올림"),
            "responses:columns-chosen": _("설문 파일의 열을 정함"),
            "responses:imported": _("설문 파일을 가져옴"),
            "responses:import-ended": _("설문 가져오기가 끝까지 가지 못함"),
        }
    )


def _deeds_with_rosters() -> dict[str, str]:
    return {
        "roster:export-begun": _("변호사가 내보내기를 시작함"),
        "roster:export-cancelled": _("변호사가 내보내기를 멈춤"),
        "roster:exported": _("명단을 내보냄"),
        "roster:template": _("명단의 양식을 바꿈"),
        "roster:fetched": _("변호사가 명단 파일을 받음"),
        "roster:trace-asked": _("찾은 파일의 출처를 물음"),
        "roster:traced": _("찾은 파일이 어느 내보내기인지 알아봄"),
        "roster:second-asked": _("많은 사람의 명단이 다른 사람의 확인을 기다림"),
        "roster:second-agreed": _("다른 담당자가 명단을 내주기로 함"),
        "roster:second-refused": _("다른 담당자가 명단을 내주지 않기로 함"),
        "roster:set-aside": _("손상된 명단 요청을 따로 둠"),
    }


def _deeds_of_groups() -> dict[str, str]:
    return {
        "landlord:linked": _("임대인 뒤에 같은 사람이 있다고 남김"),
        "landlord:unlinked": _("임대인을 이은 것을 거둠"),
        "removal:asked": _("임대인 쪽 사람인지에 첫 뜻을 남김"),
        "removal:decided": _("임대인 쪽 사람인지를 두 번째로 정함"),
        "suit:state": _("소송에서의 상태를 적음"),
        "claim:figures": _("돌려받은 돈이나 비용의 몫을 적음"),
        "address:chosen": _("본인이 법원 서류를 받을 곳을 고름"),
        "membership:paused": _("본인이 잠시 쉬기로 함"),
        "membership:resumed": _("본인이 쉬다가 돌아옴"),
        "invite:printed": _("초대를 종이로 뽑음"),
        "calendar:made": _("본인이 달력 주소를 만듦"),
        "calendar:ended": _("본인이 달력 주소를 없앰"),
    }


def _deeds_in_rooms() -> dict[str, str]:
    return {
        "room:entered": _("본인이 서비스 안의 대화방에 들어감"),
        "room:left": _("본인이 서비스 안의 대화방에서 나감"),
        "room:reported": _("본인이 대화방의 글을 알림"),
        "room:name-hidden": _("대화방 글에 적은 모임 사람의 이름을 가림"),
        "room:opened": _("담당자가 대화방을 엶"),
        "room:report-settled": _("대화방 알림을 처리함"),
        "room:message-removed": _("대화방의 글을 지움"),
        "room:pinned": _("대화방의 글을 고정함"),
        "room:unpinned": _("대화방의 글 고정을 품"),
        "room:paused": _("대화방에서 쓰기를 쉬게 하거나 다시 쓰게 함"),
        "room:member-removed": _("대화방에서 내보냄"),
        "room:member-let-in": _("대화방에 다시 들임"),
        "room:counsel-wrote": _("변호사가 대화방에 글을 씀"),
    }


def _deeds_with_accounts() -> dict[str, str]:
    return {
        "staff:added": _("계정을 만듦"),
        "staff:closed": _("계정을 닫음"),
        "staff:changed": _("계정의 권한을 바꿈"),
        "staff:invited-again": _("계정을 다시 초대함"),
        "staff:sessions-ended": _("로그인한 곳에서 모두 나가게 함"),
        "staff:turned-out": _("정한 곳이나 날을 벗어나 로그아웃됨"),
        "staff:signed-in": _("로그인"),
        "staff:signed-out": _("로그아웃"),
        "staff:refused": _("로그인이 거절됨"),
        "staff:locked": _("로그인이 여러 번 틀려 잠김"),
        "staff:password-set": _("비밀번호를 정함"),
        "staff:second-factor-set": _("2차 인증을 등록함"),
        "staff:passkey-awaited": _("비밀번호는 맞고 패스키를 기다림"),
        "passkey:added": _("패스키를 더함"),
        "passkey:removed": _("패스키를 지움"),
        "passkey:copied": _("복사된 듯한 패스키를 막음"),
        "staff:recovery-codes-made": _("복구 코드를 만듦"),
        "staff:recovery-code-used": _("복구 코드를 씀"),
        "staff:proved": _("본인임을 다시 확인함"),
        "staff:session-ended": _("다른 곳의 로그인을 끝냄"),
        "firm:added": _("법무법인을 등록함"),
        "firm:changed": _("법무법인 정보를 바꿈"),
    }


def _deeds_of_officers() -> dict[str, str]:
    return {
        "audit:check-asked": _("접속기록을 확인해 달라고 함"),
        "audit:checkpoints-taken": _("확인점 파일을 받음"),
        "review:signed": _("접속기록 점검에 서명함"),
        "grants:taken": _("권한 대장을 파일로 받음"),
        "breach:opened": _("유출 대응을 시작함"),
        "breach:listed": _("유출된 사람을 명단에 넣음"),
        "breach:list-cleared": _("유출 명단을 비움"),
        "breach:notice-written": _("유출 알림 글을 적음"),
        "breach:sent": _("유출 알림을 보냄"),
        "breach:notified": _("유출 알림을 받음"),
        "breach:published": _("유출 알림을 누리집에 올림"),
        "breach:reported": _("유출을 신고했다고 적음"),
        "breach:closed": _("유출 대응을 마침"),
        "pattern:decided": _("이상 징후를 판단함"),
    }


def _deeds_about_people() -> dict[str, str]:
    return {
        "phone:change-asked": _("전화번호를 바꾸기로 하고 며칠 기다림"),
        "phone:change-stopped": _("전화번호를 바꾸려던 것을 멈춤"),
        "phone:change-dropped": _("전화번호를 바꾸지 못하고 그만둠"),
        "phone:changed": _("전화번호를 바꿈"),
        "sessions:ended": _("본인이 다른 로그인을 끝냄"),
        "consent:changed": _("본인이 동의를 바꿈"),
        "invite:made": _("본인이 초대를 받음"),
        "invite:used": _("본인이 대화방에 들어감"),
        "victim:confirmed": _("본인이 전화번호를 확인함"),
        "victim:answer-waits": _("다른 새 답변이 들어옴"),
        "victim:withdrawal-asked": _("본인이 동의를 거두고 싶다고 함"),
        "person:revealed": _("가린 값을 열어 봄"),
        "lease:verified": _("계약서를 확인함"),
        "lease:unverified": _("계약서 확인을 거둠"),
        "lease:namesake": _("임대인과 이름이 같은 다른 사람임을 확인함"),
        "task:closed": _("할 일을 마침"),
        "landlord:decided": _("임대인을 정함"),
        "landlord:decision-undone": _("임대인을 정한 것을 되돌림"),
        "landlord:parted": _("임대인이 달라 다른 모임으로 나눔"),
        "landlord:not-the-same": _("어느 모임의 임대인은 아니라고 함"),
        "landlord:maybe-again": _("그 임대인일 수 있다고 함"),
        "landlord:sealed-again": _("복원하면서 임대인을 다시 봉인함"),
        "victim:registered": _("등록"),
        "victim:amended": _("등록 내용이 바뀜"),
        "victim:withdrawn": _("동의를 거둠"),
        "victim:corrected": _("등록 내용을 고침"),
        "membership:joined": _("모임에 자리가 생김"),
        "membership:active": _("모임에 확정됨"),
        "membership:moved": _("다른 모임으로 옮겨짐"),
        "membership:ended": _("모임에서 나감"),
        "invite:owed": _("초대를 보냄"),
        "desk:bulk": _("조건에 맞는 사람 모두에게 문자를 보냄"),
        "desk:reminded": _("전화 확인을 부탁하는 문자를 보냄"),
        "invite:revoked": _("초대를 무효로 함"),
    }


def _deeds_of_destruction() -> dict[str, str]:
    return {
        "victim:destroyed": _("개인정보와 그 열쇠를 없앰"),
        "victim:destroyed-again": _("복원한 옛 자료에서 다시 없앰"),
        "destruction:asked": _("등록을 지워 달라고 함"),
        "destruction:approved": _("지우는 것을 승인함"),
        "destruction:cancelled": _("지워 달라는 뜻을 거둠"),
        "destruction:kept": _("지울 때가 아니어서 그대로 둠"),
        "destruction:forced": _("승인을 기다리지 않고 명령으로 없앰"),
        "destruction:carried-out": _("보관 기간이 지난 것을 없앰"),
        "destruction:first-word": _("지우는 데 첫 번째로 동의함"),
        "destruction:list-approved": _("없앨 목록을 승인함"),
        "destruction:register-taken": _("파기 대장을 파일로 받음"),
        "destruction:ledger-merged": _("복원하며 파기 기록을 합침"),
    }


def _deeds_of_requests() -> dict[str, str]:
    return {
        "request:asked": _("개인정보 요청을 받음"),
        "request:answered": _("개인정보 요청에 답함"),
        "request:taken-back": _("개인정보 요청을 거둠"),
        "processing:stopped": _("개인정보 쓰기를 멈춤"),
        "processing:resumed": _("개인정보 쓰기를 다시 시작함"),
        "copy:made": _("개인정보 사본을 만듦"),
        "copy:fetched": _("개인정보 사본을 내려받음"),
    }


def _deeds_of_keys() -> dict[str, str]:
    return {
        "keys:rotated": _("새 열쇠로 바꿈"),
        "keys:rewrapped": _("열쇠를 새 열쇠로 다시 쌈"),
        "keys:retired": _("옛 열쇠를 없앰"),
        "keys:index_rotated": _("찾기 열쇠를 바꿈"),
        "backup:made": _("백업을 만듦"),
        "backup:keys-gone": _("옛 열쇠 백업을 없앴다고 적음"),
        "backup:restored": _("백업에서 복원함"),
        "audit:head-accepted": _("접속기록의 지금 끝을 맞는 것으로 받아들임"),
        "audit:exported": _("접속기록을 파일로 내보냄"),
    }
