"""What each sealed column, keyed hash and wrapped key holds: the one place where it is said. docs/what-is-encrypted.md is its English."""

from flask_babel import LazyString, lazy_pgettext

VAULT, HINT, PEER, COOKIE, TO_VAULT = "vault", "hint", "peer", "cookie", "vault public key"

SEALED: dict[str, tuple[str, LazyString]] = {
    "public_files.locked": (TO_VAULT, lazy_pgettext("kept", "아직 내보내지 않은 파일의 조각을 잠근 열쇠")),
    "victims.name": (VAULT, lazy_pgettext("kept", "이름")),
    "victims.phone": (VAULT, lazy_pgettext("kept", "전화번호")),
    "victims.birth_date": (VAULT, lazy_pgettext("kept", "생년월일")),
    "victims.email": (VAULT, lazy_pgettext("kept", "이메일 주소")),
    "victims.service_address": (VAULT, lazy_pgettext("kept", "법원 서류를 받을 곳")),
    "victims.free_text": (VAULT, lazy_pgettext("kept", "본인이 자기 말로 적은 글")),
    "victims.hints": (
        HINT,
        lazy_pgettext(
            "kept",
            "가린 이름·번호·주소, 그리고 본인 계약의 보증금과 날짜(결정 0003): 본인 화면과 담당자 명단에 보이는 것",
        ),
    ),
    "leases.address": (VAULT, lazy_pgettext("kept", "세 든 집")),
    "leases.deposit": (VAULT, lazy_pgettext("kept", "보증금 그대로")),
    "leases.monthly_rent": (VAULT, lazy_pgettext("kept", "월세")),
    "leases.contract_date": (VAULT, lazy_pgettext("kept", "계약한 날")),
    "leases.start_date": (VAULT, lazy_pgettext("kept", "계약이 시작한 날")),
    "leases.end_date": (VAULT, lazy_pgettext("kept", "계약이 끝나는 날")),
    "leases.move_in_date": (VAULT, lazy_pgettext("kept", "전입신고한 날")),
    "leases.fixed_date": (VAULT, lazy_pgettext("kept", "계약서에 확정일자를 받은 날")),
    "leases.situation": (VAULT, lazy_pgettext("kept", "무슨 일을 겪었는지")),
    "leases.landlord_kind": (VAULT, lazy_pgettext("kept", "본인이 말한 개인 또는 법인")),
    "leases.landlord_name": (VAULT, lazy_pgettext("kept", "본인이 적은 임대인 이름")),
    "leases.landlord_birth_date": (VAULT, lazy_pgettext("kept", "임대인의 생년월일")),
    "leases.landlord_number": (VAULT, lazy_pgettext("kept", "임대인의 사업자등록번호나 법인등록번호")),
    "leases.row_mac": (VAULT, lazy_pgettext("kept", "다른 답변의 칸과 섞이지 않게 줄 전체에 매긴 값")),
    "victim_tasks.answer": (VAULT, lazy_pgettext("kept", "담당자를 기다리는 새 답변")),
    "document_pages.picture": (
        VAULT,
        lazy_pgettext(
            "kept", "새로 그린 서류의 한 쪽. 쪽마다 제 열쇠가 있어 칠하거나 지우면 그 열쇠가 없어집니다(결정 0028)"
        ),
    ),
    "common_exhibits.title": (VAULT, lazy_pgettext("kept", "모임 전체의 증거를 부르는 이름. 제 열쇠가 따로 있습니다")),
    "common_exhibit_pages.picture": (
        VAULT,
        lazy_pgettext("kept", "모임 전체의 증거를 새로 그린 한 쪽. 쪽마다 제 열쇠가 있습니다"),
    ),
    "cost_applications.content": (
        HINT,
        lazy_pgettext("kept", "소송비 지원 신청서: 결정, 비용, 가린 계좌, 물은 것과 답. 본인 화면이 엽니다"),
    ),
    "cost_applications.account": (VAULT, lazy_pgettext("kept", "지원금을 받을 계좌: 예금주, 은행, 번호")),
    "cost_applications.findings": (HINT, lazy_pgettext("kept", "신청을 보고 담당자가 적은 것, 본인의 열쇠로")),
    "cost_members.name": (VAULT, lazy_pgettext("kept", "신청인이 적은 같은 세대 사람의 이름")),
    "cost_pages.picture": (
        VAULT,
        lazy_pgettext("kept", "소송비 지원 서류를 새로 그린 한 쪽. 쪽마다 제 열쇠가 있습니다"),
    ),
    "cost_letters.pdf": (HINT, lazy_pgettext("kept", "결정 통지. 본인을 등록 번호와 가린 이름으로만 부릅니다")),
    "cost_appeals.words": (HINT, lazy_pgettext("kept", "이의신청에 적은 글")),
    "cost_batches.file": (VAULT, lazy_pgettext("kept", "재무 부서에 줄 지급 목록 파일, 암호가 걸린 채로 하루 동안")),
    "cost_payments.payee": (
        VAULT,
        lazy_pgettext("kept", "지급한 예금주와 계좌. 회계에 필요한 동안 제 열쇠로 잠가 둡니다"),
    ),
    "conflict_declarations.words": (VAULT, lazy_pgettext("kept", "임대인 쪽과의 관계를 본인이 적은 글")),
    "landlords.name": (VAULT, lazy_pgettext("kept", "임대인 이름")),
    "landlords.birth": (VAULT, lazy_pgettext("kept", "임대인 생년월일")),
    "landlords.business": (VAULT, lazy_pgettext("kept", "임대인 사업자등록번호")),
    "landlords.corporation": (VAULT, lazy_pgettext("kept", "임대인 법인등록번호")),
    "landlords.name_hint": (HINT, lazy_pgettext("kept", "담당자 명단에 쓰는 가린 임대인 이름")),
    "landlords.birth_hint": (HINT, lazy_pgettext("kept", "담당자 명단에 쓰는 가린 임대인 생년월일")),
    "landlords.kind_hint": (HINT, lazy_pgettext("kept", "담당자 명단에 쓰는 개인 또는 법인")),
    "landlord_reports.details": (
        VAULT,
        lazy_pgettext("kept", "한 사람이 임대인, 중개사, 대리인, 지금 소유자에 관해 적은 것, 그 사람의 열쇠로"),
    ),
    "lawsuit_groups.room_url": (PEER, lazy_pgettext("kept", "오픈채팅방 주소")),
    "lawsuit_groups.room_code": (PEER, lazy_pgettext("kept", "그 방의 참여 코드")),
    "open_chats.url": (PEER, lazy_pgettext("kept", "모임에 더 만든 오픈채팅방의 주소")),
    "open_chats.code": (PEER, lazy_pgettext("kept", "그 방의 참여 코드")),
    "court_cases.number": (PEER, lazy_pgettext("kept", "법원의 사건 번호. 번호로 누구나 당사자를 찾을 수 있습니다")),
    "deadlines.title": (PEER, lazy_pgettext("kept", "놓치면 안 되는 날에 붙인 짧은 제목, 개인정보는 가린 것")),
    "hearings.room": (PEER, lazy_pgettext("kept", "재판이 열리는 법정, 개인정보는 가린 것")),
    "case_filings.title": (PEER, lazy_pgettext("kept", "내고 받은 서류의 제목")),
    "case_filings.note": (PEER, lazy_pgettext("kept", "서류에 붙여 모임 사람에게 하는 말")),
    "counsel_news_wordings.title": (PEER, lazy_pgettext("kept", "변호사의 소식의 제목, 고친 것마다")),
    "counsel_news_wordings.text": (PEER, lazy_pgettext("kept", "변호사의 소식, 고친 것마다")),
    "group_answers.question": (PEER, lazy_pgettext("kept", "누가 물었는지 모르게 다시 적은 물음")),
    "group_answers.text": (PEER, lazy_pgettext("kept", "모임 모두에게 한 답")),
    "member_questions.text": (PEER, lazy_pgettext("kept", "변호사에게 물은 글, 개인정보를 가린 것")),
    "member_questions.reply": (PEER, lazy_pgettext("kept", "물은 사람에게만 한 답")),
    "bot_unanswered.text": (
        PEER,
        lazy_pgettext("kept", "챗봇이 답하지 못한 말, 개인정보를 가린 것. 말마다 열쇠가 따로이고 누가 했는지는 없음"),
    ),
    "board_questions.title": (
        PEER,
        lazy_pgettext("kept", "게시판의 물음 한 줄, 개인정보를 가린 것. 물음마다 열쇠가 다름"),
    ),
    "board_questions.text": (PEER, lazy_pgettext("kept", "같은 물음의 자세한 글")),
    "board_posts.text": (PEER, lazy_pgettext("kept", "그 물음에서 오간 글, 고칠 때마다")),
    "suggestions.text": (PEER, lazy_pgettext("kept", "제도개선 건의, 개인정보는 가림; 건의마다 열쇠가 다름")),
    "suggestions.author": (VAULT, lazy_pgettext("kept", "답을 알려 달라고 한 회원의 건의가 누구의 것인지")),
    "meetings.link": (
        PEER,
        lazy_pgettext("kept", "간담회에 화상으로 들어오는 주소, 신청한 사람만 봄. 간담회마다 열쇠가 다름"),
    ),
    "meeting_seats.ticket": (PEER, lazy_pgettext("kept", "간담회 문 앞에서 찍는 무작위 표, 간담회의 열쇠로")),
    "meeting_seats.needs": (VAULT, lazy_pgettext("kept", "간담회에 오는 데 필요하다고 적은 것, 신청마다 열쇠가 다름")),
    "meeting_questions.text": (
        PEER,
        lazy_pgettext("kept", "간담회에 미리 한 물음, 개인정보를 가린 것. 누가 물었는지는 없음"),
    ),
    "organisation_representatives.name": (
        VAULT,
        lazy_pgettext("kept", "피해자 단체가 알려 준 대표의 이름, 사람마다 열쇠가 다름"),
    ),
    "organisation_representatives.phone": (VAULT, lazy_pgettext("kept", "그 대표의 전화번호")),
    "claim_figures.figures": (HINT, lazy_pgettext("kept", "돌려받은 돈, 이자를 세는 날, 지원금과 합의한 몫")),
    "claim_shares.share": (HINT, lazy_pgettext("kept", "소송 계획에 따라 낼 몫과, 모두가 청구하고 내는 돈")),
    "mandate_forms.facts": (
        HINT,
        lazy_pgettext("kept", "모임의 소송위임장에 적을 사건, 피고, 담당변호사. 모임의 열쇠로"),
    ),
    "mandates.document": (VAULT, lazy_pgettext("kept", "서명한 소송위임장")),
    "mandates.copy": (COOKIE, lazy_pgettext("kept", "본인이 서명한 브라우저에서 받는 같은 것, 24시간")),
    "service_choices.address": (VAULT, lazy_pgettext("kept", "법원 서류를 받을 다른 주소")),
    "service_choices.hint": (HINT, lazy_pgettext("kept", "그 주소를 가린 것, 본인이 봄")),
    "service_choices.reason": (VAULT, lazy_pgettext("kept", "임대인이 주소를 보지 못하게 청한 이유")),
    "memberships.card": (PEER, lazy_pgettext("kept", "모임 사람들에게 보이는 가린 카드")),
    "room_entries.text": (PEER, lazy_pgettext("kept", "서비스 안의 대화방에 쓴 글, 개인정보를 가린 것")),
    "room_reports.reason": (PEER, lazy_pgettext("kept", "대화방의 글을 알린 이유, 번호를 가린 것")),
    "registration_drafts.content": (COOKIE, lazy_pgettext("kept", "쓰다 만 등록이나 시작한 로그인")),
    "outbox_messages.sealed": (
        TO_VAULT,
        lazy_pgettext(
            "kept",
            "보낼 때까지의 확인 번호와 전화번호. 지워진 사람에게 보내는 마지막 문자는 제 열쇠로 잠기고, 보내면 열쇠도 없어집니다",
        ),
    ),
    "kept_by_law.content": (
        VAULT,
        lazy_pgettext(
            "kept",
            "지워진 사람이 동의했다는 증거: 어느 글에, 언제, 어떤 길로. 제 열쇠로 잠기고 아무 이름도 없습니다(결정 0013)",
        ),
    ),
    "response_uploads.file_key": (TO_VAULT, lazy_pgettext("kept", "올린 설문 파일의 열쇠, 다 읽을 때까지")),
    "roster_requests.password": (
        TO_VAULT,
        lazy_pgettext("kept", "청한 명단의 파일 암호, 파일을 만들거나 내주지 않기로 할 때까지(길어도 이레)"),
    ),
    "webhook_endpoints.secret": (
        VAULT,
        lazy_pgettext("kept", "다른 시스템에 보낸 것이 우리 것임을 밝히는 비밀. 받는 곳마다 열쇠가 따로 있음"),
    ),
    "webhook_endpoints.former_secret": (VAULT, lazy_pgettext("kept", "바꾸기 전의 비밀. 바꾼 뒤 하루")),
    "staff_accounts.totp_secret": (VAULT, lazy_pgettext("kept", "2차 인증의 비밀")),
    "staff_accounts.pending_totp_secret": (VAULT, lazy_pgettext("kept", "처음 쓰기 전의 같은 것")),
    "phone_changes.phone": (VAULT, lazy_pgettext("kept", "며칠 기다리는 새 전화번호, 기다림이 끝나면 지움")),
    "passkeys.label": (HINT, lazy_pgettext("kept", "본인이 자기 패스키에 붙인 이름")),
    "rights_requests.words": (
        HINT,
        lazy_pgettext(
            "kept", "요청하며 한 말, 번호는 가린 것: 본인과 답하는 사람이 읽고, 본인의 열쇠와 함께 없어집니다"
        ),
    ),
    "rights_requests.changes": (VAULT, lazy_pgettext("kept", "고쳐 달라고 한 것, 답할 때까지")),
    "survey_drafts.content": (COOKIE, lazy_pgettext("kept", "쓰다 만 설문. 보내거나 조사가 끝나면 지웁니다")),
    "urn_batches.slips": (
        TO_VAULT,
        lazy_pgettext("kept", "설문의 답과 투표의 표, 여럿을 섞어 한데 둔 것. 누구의 것인지는 어디에도 없습니다"),
    ),
    "ballots.words": (PEER, lazy_pgettext("kept", "모임 투표의 물음, 설명, 고를 것")),
    "ballots.result": (PEER, lazy_pgettext("kept", "투표의 결과와 확인 번호의 목록, 다섯 표부터")),
    "data_copies.secret": (TO_VAULT, lazy_pgettext("kept", "내 정보 사본의 열쇠, 만들 때까지")),
    "data_copies.json": (COOKIE, lazy_pgettext("kept", "옮겨 갈 수 있는 내 정보 사본, 24시간")),
    "data_copies.pdf": (COOKIE, lazy_pgettext("kept", "읽을 수 있는 같은 것")),
}
HASHES: dict[str, LazyString] = {
    "meeting_seats.ticket_mac": lazy_pgettext("kept", "간담회 문 앞에서 찍는 무작위 표, 찾기 위한 것"),
    "meeting_seats.receipt_mac": lazy_pgettext("kept", "로그인하지 않고 신청한 사람의 접수 코드"),
    "meeting_votes.voter": lazy_pgettext("kept", "계정과 간담회를 함께 섞은 것: 한 물음에 한 번만 공감하게 합니다"),
    "organisation_representatives.code_mac": lazy_pgettext("kept", "단체의 대표에게 준 코드, 이레 동안"),
    "mandates.copy_finder": lazy_pgettext("kept", "서명한 위임장의 사본을 찾는 쿠키. 쿠키가 무작위라 열쇠가 없습니다"),
    "victims.phone_index": lazy_pgettext("kept", "전화번호: 한 사람은 한 번만"),
    "victims.name_index": lazy_pgettext("kept", "담당자가 찾을 때 쓰는 이름"),
    "leases.house_index": lazy_pgettext("kept", "새 답변이 같은 집인지 보는 집"),
    "leases.landlord_index": lazy_pgettext("kept", "같은 일을 하는 임대인 이름"),
    "cost_applications.household_index": lazy_pgettext("kept", "세대당 한 번인지 보는 집"),
    "cost_payments.household_index": lazy_pgettext("kept", "같은 것, 지급마다"),
    "cost_members.name_index": lazy_pgettext("kept", "같은 세대 사람의 이름"),
    "landlord_facts.fact_index": lazy_pgettext(
        "kept", "임대인의 이름, 생년월일, 번호 또는 건물, 중개사, 대리인, 지금 소유자, 계약한 날"
    ),
    "landlord_name_keys.name_index": lazy_pgettext("kept", "임대인의 이름, 이름마다 한 번"),
    "landlord_name_keys.key_index": lazy_pgettext("kept", "이름에서 한 글자를 뺀 것과 소리, 비슷한 이름을 찾는 데 씀"),
    "building_keys.key_index": lazy_pgettext("kept", "건물, 도로명이나 지번으로"),
    "landlord_report_facts.fact_index": lazy_pgettext("kept", "같은 것, 신고마다"),
    "taken_answers.answer_index": lazy_pgettext("kept", "가져온 답변의 전화번호와 때"),
    "phone_codes.phone_index": lazy_pgettext("kept", "확인 번호를 보낸 번호. 기한이 지나고 하루 뒤에 지웁니다"),
    "phone_codes.code_mac": lazy_pgettext("kept", "확인 번호"),
    "phone_codes.browser_mac": lazy_pgettext("kept", "확인 번호를 부탁한 브라우저의 쿠키에 든 비밀"),
    "index_renewals.before": lazy_pgettext("kept", "찾기 열쇠를 바꾸는 동안: 위의 값 하나하나"),
    "index_renewals.after": lazy_pgettext("kept", "바뀔 값. 바꾸고 나면 비웁니다"),
    "registration_drafts.finder": lazy_pgettext(
        "kept", "쓰다 만 등록을 찾는 쿠키. 쿠키가 무작위 256비트라 열쇠 없는 해시입니다"
    ),
    "data_copies.finder": lazy_pgettext("kept", "사본을 찾는 쿠키. 쿠키가 무작위 256비트라 열쇠 없는 해시입니다"),
    "invites.code_mac": lazy_pgettext("kept", "초대의 짧은 코드, 한 사람의 것으로 묶어서"),
    "survey_drafts.finder": lazy_pgettext(
        "kept", "쓰다 만 설문을 찾는 쿠키와 본인. 쿠키가 무작위 256비트라 열쇠 없는 해시입니다"
    ),
    "urns.marks": lazy_pgettext("kept", "설문이나 투표마다 답한 사람들, 한 값으로 모아 바이트 순서로 둔 것"),
    "calendar_feeds.secret_mac": lazy_pgettext("kept", "달력의 비밀 주소"),
    "invites.token_mac": lazy_pgettext("kept", "초대 링크의 토큰"),
    "suggestions.person_mac": lazy_pgettext("kept", "누구의 건의인지: 본인이 찾고 한 번만 세는 데 씀"),
    "suggestions.browser_mac": lazy_pgettext("kept", "건의한 브라우저의 쿠키에 든 비밀"),
    "suggestions.text_mac": lazy_pgettext("kept", "건의의 글: 같은 글을 찾는 데 씀"),
    "suggestions.receipt_mac": lazy_pgettext("kept", "로그인하지 않고 한 건의의 접수 코드"),
    "suggestions.once_mac": lazy_pgettext("kept", "보낸 양식: 한 번만 셈"),
    "suggestion_member_supports.person_mac": lazy_pgettext("kept", "같은 의견이라고 한 회원, 주제마다 한 번"),
    "suggestion_visitor_supports.browser_mac": lazy_pgettext("kept", "같은 의견이라고 한 브라우저, 주제마다 한 번"),
    "staff_accounts.enrolment_mac": lazy_pgettext("kept", "계정 시작 링크의 토큰"),
    "recovery_codes.code_mac": lazy_pgettext("kept", "직원 계정의 복구 코드"),
    "staff_tries.source_mac": lazy_pgettext(
        "kept", "로그인에 실패한 브라우저나 망, 계정마다. 시간이 지난 뒤 다음 실패 때 지웁니다"
    ),
    "audit_lines.digest": lazy_pgettext("kept", "접속기록 한 줄과 앞줄의 해시: 누구나 따라가도록 열쇠 없음"),
    "audit_lines.mac": lazy_pgettext("kept", "같은 것을 열쇠로: 열쇠 없이는 아무도 줄을 넣지 못합니다"),
    "audit_checkpoints.digest": lazy_pgettext("kept", "확인점이 서명한 마지막 줄의 해시"),
    "audit_checkpoints.previous": lazy_pgettext("kept", "앞선 확인점의 글, 열쇠 없는 해시"),
    "audit_checkpoints.signature": lazy_pgettext("kept", "확인점의 글에 한 Ed25519 서명"),
}
WRAPPED: dict[str, LazyString] = {
    "subject_keys.wrapped": lazy_pgettext(
        "kept", "KEK나 금고의 공개 열쇠로 싼 한 사람의 열쇠. 이 줄을 지우면 그 사람이 잠근 것은 다시 열 수 없습니다"
    ),
    "subject_keys.commitment": lazy_pgettext("kept", "싼 열쇠가 그 값임을 묶어 두는 것"),
}
PUBLIC: dict[str, LazyString] = {
    "dossier_versions.pdf": lazy_pgettext("kept", "굳힌 건의서의 PDF: 굳히기 전에 살펴보아 누구의 정보도 없는 파일"),
    "public_file_pieces.data": lazy_pgettext(
        "kept", "공개하는 파일의 조각. 개인정보로 보이는 것이 든 파일은 다른 사람이 내보낼 때까지 잠가 둡니다"
    ),
    "finding_issues.pdf": lazy_pgettext("kept", "실태조사 결과 보고서, 누구나 보는 것"),
    **dict.fromkeys(("finding_issues.hwpx", "dossier_versions.hwpx"), lazy_pgettext("kept", "같은 것, 한글 파일")),
}
