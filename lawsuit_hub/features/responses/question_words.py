"""The words by which a question of a form is recognised, Korean and English. A table: changes when forms change."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Question(StrEnum):
    TIMESTAMP = "timestamp"
    CONSENT_COLLECT = "consent_collect"
    CONSENT_FIRM = "consent_firm"
    CONSENT_SHARE = "consent_share"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    LANDLORD_KIND = "landlord_kind"
    LANDLORD_NAME = "landlord_name"
    LANDLORD_NUMBER = "landlord_number"
    BUSINESS_NUMBER = "business_number"
    DEPOSIT = "deposit"
    MONTHLY_RENT = "monthly_rent"
    CONTRACT_DATE = "contract_date"
    START_DATE = "start_date"
    END_DATE = "end_date"
    MOVE_IN_DATE = "move_in_date"
    FIXED_DATE = "fixed_date"
    SITUATION = "situation"
    BROKER = "broker"
    BROKER_NUMBER = "broker_number"
    PROXY = "proxy"
    OWNER = "owner"
    JOINS = "joins"
    FREE_TEXT = "free_text"


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|【[^】]*】")
_NUMBERING = re.compile(r"^\s*(?:(?:q|no|문항?|질문)[.\s]*)?(?:\d{1,2}(?:-\d{1,2})?\s*[.):\]]|[①-⑳])\s*")
_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as rules see it: `spaced` words for English, a Korean compound however it is spaced in `closed`."""

    spaced: str
    closed: str

    @classmethod
    def of(cls, question: str) -> Self:
        text = unicodedata.normalize("NFC", question[:_LONGEST])
        text = unicodedata.normalize("NFKC", _NUMBERING.sub("", text.casefold()))
        outside = _BRACKETS.sub(" ", text)
        return cls._worded(outside) if _SEPARATORS.sub("", outside) else cls._worded(text)

    @classmethod
    def whole(cls, question: str) -> Self:
        """With what stands in brackets."""
        return cls._worded(unicodedata.normalize("NFKC", question[:_LONGEST]).casefold())

    @classmethod
    def _worded(cls, text: str) -> Self:
        spaced = _SEPARATORS.sub(" ", text).strip()
        return cls(spaced, spaced.replace(" ", ""))

    def has(self, words: re.Pattern[str]) -> bool:
        return bool(words.search(self.spaced) or words.search(self.closed))


@dataclass(frozen=True, slots=True)
class Rule:
    question: Question
    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    weak: bool = False
    """Holds only where no other column asks the question in so many words, and no other question fits."""


def _rule(question: Question, words: str, unless: str = "", *, weak: bool = False) -> Rule:
    return Rule(question, re.compile(words), re.compile(unless) if unless else None, weak)


CONSENT = re.compile(r"동의|\b(?:consents?|agree)\b")
LANDLORD = re.compile(r"임대인|집주인|건물주|임대사업자|\b(?:landlord|landlady|lessor|owner)")
_OPEN = (
    r"자유|서술|하고싶은말|하시고싶은말|남기실|전하실|건의|의견|\b(?:comments?|anything else|suggestions?|remarks?)\b"
)
_OTHERS = (
    r"임대인|집주인|건물주|임대사업자|중개|공인|배우자|가족|동거|대리인|보증인|비상|긴급|이웃|옆집|소유자|등기부|예금주|계좌|은행|회사|직장|관리"
    r"|\b(?:landlord|landlady|lessor|owner|broker|agent|spouse|family|emergency|bank|account|company|employer|neighbou?r)"
)
_YES_OR_NO = r"여부|하셨|했습니까|하였습니까|받으셨|받았|유무|\b(?:did|have|has|whether)\b"

_COLLECT = r"수집(?:및|과|와)?(?:이용|활용|처리)|수집에|수집동의|수집하|\bcollect|\bprivacy policy\b"
_FIRM = r"변호사|소송대리인|법무법인|로펌|법률사무소|제3자|제삼자|\b(?:lawyer|attorney|law firm|counsel|third part|legal team)"
_SHARE = (
    r"공유|공개|보여|서로|마스킹|(?:다른|같은|동일).*(?:피해자|참여자|회원|임차인|세입자|원고)"
    r"|\b(?:other|fellow) (?:victims?|members?|tenants?|participants?)|\bshar(?:e|ed|ing)\b"
)

CONSENTS: tuple[Rule, ...] = (
    _rule(Question.CONSENT_COLLECT, _COLLECT),
    _rule(Question.CONSENT_FIRM, _FIRM, _COLLECT),
    _rule(Question.CONSENT_SHARE, _SHARE, rf"{_COLLECT}|{_FIRM}"),
    _rule(Question.CONSENT_COLLECT, r"개인정보|이용|\bpersonal (?:data|information)|\bprivacy\b",
          rf"{_FIRM}|{_SHARE}|마케팅|홍보|광고|민감|고유식별|\bmarketing|\bnewsletter", weak=True),
    _rule(Question.JOINS, r"소송.*(?:참여|참가|동참)|\b(?:join|participat|tak\w+ part)",
          rf"{_COLLECT}|{_FIRM}|{_SHARE}|개인정보|\bpersonal"),
)  # fmt: skip
"""Tried alone where a question asks for consent: such a question names whatever the consent is about."""

_NAME = r"성명|성함|이름|법인명|상호|회사명|\bnames?\b"
_NUMBER = r"생년월일|생일|사업자(?:등록)?번호|법인(?:등록)?번호|등록번호|\bbirth|\bregistration n|\bbusiness n"
_KIND = r"구분|유형|종류|형태|법인여부|개인.{0,6}법인|법인.{0,6}개인|\b(?:type|kind)\b|\b(?:person|individual)\b.{1,15}\b(?:corporat|company|business|entity)"

LANDLORDS: tuple[Rule, ...] = (
    _rule(Question.LANDLORD_NAME, _NAME, _NUMBER),
    _rule(Question.LANDLORD_NUMBER, r"생년월일|생일|\bbirth|^임대인(?:등록)?번호$", _NAME),
    _rule(Question.BUSINESS_NUMBER, _NUMBER, rf"{_NAME}|생년월일|생일|\bbirth"),
    _rule(Question.LANDLORD_KIND, _KIND, rf"{_NAME}|{_NUMBER}"),
    _rule(Question.LANDLORD_NAME, r"^(?:임대인|집주인|건물주|(?:your |the )?(?:landlord|lessor|owner))$", _KIND, weak=True),
)  # fmt: skip
"""Tried where a question names the landlord; such a question is never about the person's own name or number."""

BESIDE = re.compile(
    r"중개|대리인|소유자|소유주|\b(?:broker|realtor|estate agent|(?:landlord s|lessor s) agent|proxy)\b|\b(?:current|present|registered) owner\b"
)
_NOT_WHO = (
    r"전화|연락처|주소|소재|수수료|복비|보수|관계|동의|여부|가담|설명|책임|고소|소송|변호사|비율"
    r"|\b(?:phone|contact|address|fee|relation|lawyer|attorney|whether)\b"
)

OTHERS_OF_THE_CONTRACT: tuple[Rule, ...] = (
    _rule(Question.BROKER_NUMBER, r"중개.*등록번호|\b(?:broker|realtor|agent)\b.*\b(?:registration|licen[cs]e) n", _NOT_WHO),
    _rule(Question.BROKER, r"중개.*(?:성명|이름|상호|명칭|사무소|업소|법인|인)|중개사$|\b(?:broker|realtor|estate agent)\b",
          rf"{_NOT_WHO}|등록번호|대리인|\b(?:registration|licen[cs]e) n"),
    _rule(Question.PROXY, r"대리인|\bproxy\b|\bagent\b", rf"{_NOT_WHO}|중개|생년월일|번호|\b(?:estate|broker|number|birth)\b"),
    _rule(Question.OWNER, r"(?:현재?|지금|등기|바뀐|새).*소유[자주]|\b(?:current|present|registered) owner\b",
          rf"{_NOT_WHO}|중개|대리인|생년월일|번호|\b(?:number|birth)\b"),
)  # fmt: skip
"""Tried where a question names a broker, a proxy or an owner: who else stands around the contract."""

_LEASED = r"피해|임차|임대차|전세|계약|\b(?:leased?|rent(?:al|ed)|affected|damaged|house|home|property|premises)\b"
_PLACE = r"주소|소재지|\baddress\b"
_MAIL = r"이메일|메일주소|전자우편|전자메일|^메일$|\be ?mail"

PERSON: tuple[Rule, ...] = (
    _rule(Question.NAME, r"성명|성함|이름|실명|\bname\b",
          rf"{_OTHERS}|건물|빌라|주택|아파트|단지|법인명|상호|뒷자리|\b(?:building|user ?name|nick ?name)\b"),
    _rule(Question.PHONE, r"휴대전화|휴대폰|핸드폰|손전화|모바일|^전화$|전화번호|\b(?:mobile|cell|phone|telephone)\b",
          rf"{_OTHERS}|집전화|자택|유선|뒷자리|시간|상담"),
    _rule(Question.PHONE, r"연락처|\bcontact n", rf"{_OTHERS}|집전화|자택|유선|시간|{_MAIL}", weak=True),
    _rule(Question.EMAIL, _MAIL, _OTHERS),
    _rule(Question.ADDRESS, rf"(?:{_LEASED}).*(?:{_PLACE})|\baddress of .*(?:{_LEASED})", rf"{_OTHERS}|{_MAIL}"),
    _rule(Question.ADDRESS, _PLACE,
          rf"{_OTHERS}|{_MAIL}|현거주|거주지|현재|현주소|실거주|우편|송달|주민등록|초본|\b(?:e ?mail|current|postal|mailing)\b", weak=True),
    _rule(Question.BIRTH_DATE, r"생년월일|생일|출생|\b(?:birth|birthday)\b", rf"{_OTHERS}|사업자|법인"),
)  # fmt: skip

_SIGNED = (
    r"계약(?:서)?(?:체결|작성)?(?:일|날)|계약(?:을)?(?:체결)?한날"
    r"|\b(?:contract|lease|signing|agreement) (?:\w+ )?date\b|\bdate of .*\b(?:contract|lease|signing)"
)
_NOT_SIGNED = r"만료|종료|만기|끝나|시작|개시|기간|갱신|재계약|묵시|해지|전입|\b(?:end|ends|expir|start|starts|begin|terminat|renew)"

LEASE: tuple[Rule, ...] = (
    _rule(Question.TIMESTAMP, r"타임스탬프|(?:응답|제출|접수|등록)(?:일시|시간|시각|일자)|\btime ?stamp\b|\bsubmi\w+ (?:at|time|date)\b"),
    _rule(Question.BUSINESS_NUMBER, r"사업자(?:등록)?번호|법인등록번호|\bbusiness registration", r"생년월일|\bbirth"),
    _rule(Question.DEPOSIT, r"보증금|전세금|\bdeposit\b|\bkey money\b|\bjeonse amount\b",
          r"반환|회수|받은|돌려|못|보험|보증보험|증액|인상|최우선|소액|대출|배당"
          r"|\b(?:return\w*|recover\w*|insur\w*|loan|refund\w*|unpaid|guarantee|receiv\w*|increas\w*)\b"),
    _rule(Question.MONTHLY_RENT, r"월세|월차임|월임대료|^차임|\bmonthly (?:rent|payment)|\brent (?:per|a) month"),
    _rule(Question.CONTRACT_DATE, _SIGNED, _NOT_SIGNED),
    _rule(Question.START_DATE, r"(?:시작|개시)(?:일|날)|^입주(?:일|날)|\b(?:start|commencement|begin\w*)\b.*\bdate\b|\bdate .*\b(?:starts?|begins?)\b",
          r"전입|확정|만료|종료|끝|\bend\b"),
    _rule(Question.END_DATE, r"만료(?:일|날|예정)|종료(?:일|날|예정)|만기|끝나는|\b(?:end|expir\w+|terminat\w+)\b.*\bdate\b|\bdate .*\b(?:ends?|expir\w+)\b",
          rf"{_YES_OR_NO}|계약일|시작|개시|\bstart"),
    _rule(Question.MOVE_IN_DATE, r"전입신고|전입(?:일|날)|\bmove ?in\b|\bresiden\w+ (?:registration|report)", rf"{_YES_OR_NO}|확정|번호|\bnumber\b"),
    _rule(Question.FIXED_DATE, r"확정일|\b(?:fixed|confirmed|certified) date\b|\bdate certain\b", rf"{_YES_OR_NO}|전입"),
    _rule(Question.JOINS, r"(?:소송|공동).*(?:참여|참가|동참)|참여(?:하시겠|의사|여부|희망)|\b(?:join|participat|tak\w+ part)", _OPEN),
    _rule(Question.SITUATION, r"상황|현황|피해유형|피해내용|진행상태|\b(?:situation|circumstances|status)\b", _OPEN),
    _rule(Question.FREE_TEXT, _OPEN + r"|^기타(?:사항|내용)?$|^비고$|문의사항|^메모$"),
)  # fmt: skip
