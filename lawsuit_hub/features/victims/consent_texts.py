"""What people are asked to agree to, in both languages: title, recipient, purpose, items, period, what refusing means.

A changed text is another version (its hash names it); nobody who agreed to an older one has agreed to what it did not name.
"""

from lawsuit_hub.features.victims.types import ConsentKind

TEXTS_OF = "2026-11-30"
MONEY_WORDS = ("돌려받은 돈", "what came back of it")  # in the texts since then; older ones do not name it

KOREAN = {
    ConsentKind.COLLECT: (
        "개인정보 수집·이용 (필수)",
        "",
        "같은 임대인에게 피해를 입은 사람을 찾아 공동소송 모임을 만들고, 본인 확인과 안내 연락을 하기 위해 받습니다.",
        "이름, 전화번호, 생년월일(선택), 이메일(선택), 피해 주택 주소, 보증금, 돌려받은 돈(선택), "
        "소송비 지원금과 비용의 몫(선택), 월세, 계약일과 기간, 전입·확정일자, 현재 상황, 임대인 정보",
        "모임이 끝난 뒤 {years}년까지 보관하고 지웁니다. 그 전에 동의를 거두면 바로 지웁니다.",
        "동의하지 않을 수 있습니다. 다만 동의하지 않으면 등록할 수 없습니다.",
    ),
    ConsentKind.SHARE_CARD: (
        "같은 모임 사람에게 가린 카드 보이기 (선택)",
        "같은 모임에서 확인을 마친 사람",
        "같은 임대인에게 피해를 입은 사람들이 서로 있다는 것을 알아보기 위해 보입니다.",
        "별칭, 이름 첫 글자(홍**), 시·군·구, 보증금 구간. 전화번호와 주소는 보이지 않습니다.",
        "모임을 나가거나 동의를 거둘 때까지 보입니다.",
        "동의하지 않을 수 있습니다. 동의하지 않으면 내 카드가 보이지 않고, 다른 사람의 카드도 보이지 않습니다. 모임에는 그대로 함께합니다.",
    ),
    ConsentKind.FIRM: (
        "{firm}에 개인정보 제공 (선택)",
        "{firm} ({phone})",
        "소송을 맡을 변호사가 원고 명단을 만들고 위임 상담을 하기 위해 줍니다.",
        "이름, 전화번호, 생년월일, 이메일, 피해 주택 주소, 보증금, 돌려받은 돈, "
        "소송비 지원금과 비용의 몫, 월세, 계약일과 기간, 전입·확정일자, 현재 상황, 임대인 정보",
        "위임하지 않으면 받은 날부터 1년, 위임하면 사건이 끝날 때까지 보관합니다.",
        "동의하지 않을 수 있습니다. 동의하지 않으면 변호사 명단에서 빠지고, 다른 이용에는 차이가 없습니다.",
    ),
}
ENGLISH = {
    ConsentKind.COLLECT: (
        "Collecting and using personal data (required)",
        "",
        "To find people wronged by the same landlord, form lawsuit groups, confirm who you are and contact you.",
        "Name, telephone number, date of birth (optional), e-mail (optional), address of the home, deposit, what came back of it, "
        "support of costs and your share of them (optional), "
        "rent, date and term of the contract, move-in and fixed date, present situation, what you know of the landlord",
        "Kept until {years} years after the group ends, then deleted. If you withdraw consent earlier, deleted at once.",
        "You may refuse. If you do, we cannot register you.",
    ),
    ConsentKind.SHARE_CARD: (
        "Showing a masked card to people in the same group (optional)",
        "People in the same group who have been verified",
        "So that people wronged by the same landlord can see that there are others.",
        "Alias, first letter of the name (홍**), district, range of the deposit. Never the telephone number or the address.",
        "Shown until you leave the group or withdraw consent.",
        "You may refuse. Then your card is not shown and you do not see the cards of others. You stay in the group all the same.",
    ),
    ConsentKind.FIRM: (
        "Passing personal data to {firm} (optional)",
        "{firm} ({phone})",
        "So that the lawyer who takes the case can prepare the list of plaintiffs and talk to you about a mandate.",
        "Name, telephone number, date of birth, e-mail, address of the home, deposit, what came back of it, "
        "support of costs and your share of them, rent, date and term of the "
        "contract, move-in and fixed date, present situation, what you know of the landlord",
        "Without a mandate kept one year from receipt; with one, until the case ends.",
        "You may refuse. Then you are left out of the lawyer's list; nothing else changes.",
    ),
}
