"""What the pages of a case file say: kinds of papers, states of news, what was found in a text, refusals. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.briefings.checking import ALIAS
from lawsuit_hub.features.briefings.types import (
    LONGEST_QUESTION,
    BadWords,
    Finding,
    HoldsPersonal,
    NewsItem,
    NewsState,
    OpenQuestion,
    Side,
)
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal, TooMany
from lawsuit_hub.infra.taking import beside
from lawsuit_hub.privacy import scrub


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def side(one: Side) -> str:
    return {Side.OURS: _("우리 쪽"), Side.DEFENDANT: _("피고"), Side.COURT: _("법원")}[one]


def paper(kind: str) -> str:
    return {
        "complaint": _("소장"),
        "answer": _("답변서"),
        "brief": _("준비서면"),
        "evidence": _("증거신청"),
        "amendment": _("청구 변경신청"),
        "counterclaim": _("반소장"),
        "correction_order": _("보정명령"),
        "correction": _("보정서"),
        "settlement_advice": _("화해권고결정"),
        "mediation_ruling": _("조정을 갈음하는 결정"),
        "judgment": _("판결"),
        "ruling": _("결정·명령"),
        "appeal": _("항소장·상고장"),
        "other": _("그 밖의 서류"),
    }[kind]


def meaning(kind: str) -> str:
    """For members: what such a paper is."""
    return {
        "complaint": _("소송을 시작하는 서류입니다."),
        "answer": _("피고가 소장에 답한 서류입니다."),
        "brief": _("재판에서 말할 것을 미리 적어 낸 서류입니다."),
        "evidence": _("증거를 내거나 조사해 달라고 한 서류입니다."),
        "amendment": _("청구하는 내용이나 금액을 바꾸는 서류입니다."),
        "counterclaim": _("피고가 우리를 상대로 낸 소장입니다. 변호사가 답합니다."),
        "correction_order": _("법원이 서류를 고치거나 더 내라고 한 것입니다. 변호사가 챙깁니다."),
        "correction": _("법원이 고치라고 한 것을 고쳐 낸 서류입니다."),
        "settlement_advice": _(
            "법원이 이렇게 끝내자고 권한 결정입니다. 정해진 날 안에 이의할 수 있으니 변호사의 설명을 들어 주세요."
        ),
        "mediation_ruling": _(
            "조정이 되지 않아 법원이 정한 결정입니다. 정해진 날 안에 이의할 수 있으니 변호사의 설명을 들어 주세요."
        ),
        "judgment": _("재판의 결론입니다."),
        "ruling": _("재판 중에 법원이 정한 것입니다."),
        "appeal": _("판결을 다시 봐 달라고 윗 법원에 낸 서류입니다."),
        "other": "",
    }[kind]


def state(one: NewsItem) -> str:
    if one.state is NewsState.SHOWN and one.mine and one.newest.turn != one.shown_turn:
        return _("실었음 · 고친 글은 아직 싣지 않음")
    return {
        NewsState.DRAFT: _("쓰는 중"),
        NewsState.WAITING: _("담당자를 기다림"),
        NewsState.SHOWN: _("실었음"),
        NewsState.WITHDRAWN: _("거둠"),
    }[one.state]


def badge_of(one: NewsItem) -> str:
    return {NewsState.SHOWN: "ok", NewsState.WAITING: "warn"}.get(one.state, "plain")


def readers(count: int | None) -> str:
    if count is None:
        return _("읽은 사람 수는 다섯 명부터 보입니다.")
    return _("%(count)s명이 읽었다고 했습니다.", count=count)


def age(days: int) -> str:
    return _("오늘 물음") if days == 0 else _("%(days)s일째 기다림", days=days)


def kind_of(kind: str) -> str:
    """Of what was found in a text."""
    return {
        scrub.NAME: _("사람 이름"),
        ALIAS: _("모임 사람의 별칭"),
        scrub.PHONE: _("전화번호"),
        scrub.EMAIL: _("이메일"),
        scrub.ACCOUNT: _("계좌번호"),
        scrub.CARD: _("카드번호"),
        scrub.OPEN_CHAT: _("오픈채팅 링크"),
    }[kind]


def rules() -> list[tuple[str, str]]:
    return [("no", _("변호사가 실으면 바로")), ("yes", _("담당자가 보고 내보낸 뒤에"))]


def to_all() -> str:
    return _("모임 모두. 물음은 누가 물었는지 모르게 다시 적습니다")


def to_alone() -> str:
    return _("물은 사람만")


def asked(one: OpenQuestion) -> str:
    return f"{one.alias}: {one.text[:60]}"


def found(one: Finding) -> str:
    return f"{kind_of(one.kind)}: {one.words}"


def replaced(kinds: frozenset[str]) -> str:
    return ", ".join(kind_of(kind) for kind in sorted(kinds))


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    if isinstance(refusal, BadWords):
        _beside(form, refusal.field, _why(refusal.why))
    elif isinstance(refusal, HoldsPersonal):
        _beside(form, "note" if "note" in form else "text", _holds(refusal))
    elif isinstance(refusal, ReasonMissing):
        _beside(form, "reason", _("이유를 다섯 글자 이상 적어 주세요."))
    elif isinstance(refusal, ReasonHoldsNumber):
        _beside(form, "reason", _why("number"))
    elif isinstance(refusal, TooMany):
        _beside(form, "text", _("오늘은 더 보낼 수 없습니다. 급하면 담당 창구에 전화해 주세요."))


def _holds(refusal: HoldsPersonal) -> str:
    must = [found(one) for one in refusal.found if one.must_go]
    if must:
        return _("모임 모두가 읽습니다. 이것을 빼 주세요: %(found)s", found=", ".join(must))
    found_words = ", ".join(found(one) for one in refusal.found)
    return _("사무실이나 법원의 것인지 확인해 주세요: %(found)s", found=found_words)


def _beside(form: FlaskForm, name: str, words: str) -> None:
    beside(form, form._fields.get(name), words)


def _why(why: str) -> str:
    return {
        "empty": _("내용을 적어 주세요."),
        "long": _("너무 깁니다. 조금 줄여 주세요."),
        "number": _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요."),
        "many": _("사람 이름이 여러 번 들어 있어 오늘은 더 받지 않습니다. 이름 없이 내일 다시 적어 주세요."),
        "past": _("아직 오지 않은 날입니다. 날짜를 다시 봐 주세요."),
        "side": _("그쪽에서 내는 서류가 아닙니다. 다시 골라 주세요."),
        "none": _("답할 물음을 하나 이상 골라 주세요."),
    }[why]


def longest_question() -> str:
    return _("%(count)s자까지 적을 수 있습니다.", count=LONGEST_QUESTION)


def own_deeds() -> dict[str, str]:
    """What her record says."""
    return {
        "question:asked": _("변호사에게 물었습니다."),
        "question:taken-back": _("변호사에게 물은 것을 거두었습니다."),
        "question:answered": _("변호사에게 물은 것에 답했습니다."),
        "question:name-hidden": _("변호사에게 물은 글에서 모임 사람의 이름을 가렸습니다."),
    }
