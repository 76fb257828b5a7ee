"""What pages say of mandates: special authorisations in plain words, states, steps of the timeline, refusals. Decides nothing."""

from typing import Any

from flask_babel import gettext
from flask_wtf import FlaskForm

from lawsuit_hub.features.mandates.types import (
    AlreadySigned,
    BadFacts,
    ConsentNeeded,
    FormMoved,
    NoCounsel,
    NotDrawn,
    NothingToEnd,
    OnPaperOnly,
    OtherName,
    SaidNo,
    Special,
    State,
    Verified,
    Way,
)
from lawsuit_hub.infra.i18n import moment
from lawsuit_hub.infra.letters import LettersMissing
from lawsuit_hub.infra.refusals import ReasonHoldsNumber, ReasonMissing, Refusal
from lawsuit_hub.infra.taking import beside

EXPLAINED = (
    AlreadySigned,
    BadFacts,
    ConsentNeeded,
    FormMoved,
    LettersMissing,
    NoCounsel,
    NotDrawn,
    NothingToEnd,
    OnPaperOnly,
    OtherName,
    ReasonHoldsNumber,
    ReasonMissing,
    SaidNo,
)


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def specials(some: tuple[Special, ...]) -> list[tuple[str, str]]:
    """In Korean as the paper says them, in the order of the law."""
    said = {
        Special.COUNTERCLAIM: _("반소의 제기"),
        Special.DISCONTINUE: _("소의 취하"),
        Special.SETTLE: _("화해"),
        Special.WAIVE: _("청구의 포기·인낙"),
        Special.LEAVE: _("민사소송법 제80조에 따른 탈퇴"),
        Special.APPEAL: _("상소의 제기"),
        Special.DROP_APPEAL: _("상소의 취하"),
        Special.SUBSTITUTE: _("대리인(복대리인)의 선임"),
    }
    return [(one.value, said[one]) for one in Special if one in some]


def hints() -> dict[str, str]:
    """What each means for her."""
    return {
        Special.COUNTERCLAIM.value: _("상대가 소를 냈을 때 이쪽에서 맞서는 소를 낼 수 있습니다."),
        Special.DISCONTINUE.value: _("낸 소를 거둘 수 있습니다. 판결 없이 끝날 수 있습니다."),
        Special.SETTLE.value: _("상대와 합의해 재판을 끝낼 수 있습니다."),
        Special.WAIVE.value: _("내 청구를 포기하거나 상대의 청구를 인정할 수 있습니다. 재판에서 진 것과 같아집니다."),
        Special.LEAVE.value: _("나 대신 다른 사람이 소송을 이어받으면 나는 빠질 수 있습니다."),
        Special.APPEAL.value: _("판결에 항소하거나 상고할 수 있습니다."),
        Special.DROP_APPEAL.value: _("낸 항소나 상고를 거둘 수 있습니다. 판결이 그대로 굳어질 수 있습니다."),
        Special.SUBSTITUTE.value: _("다른 변호사에게 일을 맡길 수 있습니다."),
    }


def state(one: State) -> tuple[str, str]:
    """The kind of a badge, and its words."""
    return {
        State.WAITING: ("plain", _("아직 답하지 않음")),
        State.HANDED_IN: ("warn", _("종이를 올림")),
        State.SIGNED: ("ok", _("위임함")),
        State.REFUSED: ("plain", _("위임하지 않음")),
        State.ENDED: ("plain", _("끝남")),
    }[one]


def way(one: Way | None) -> str:
    return (
        {Way.DRAWN: _("화면에 서명"), Way.PASSKEY: _("패스키로 서명"), Way.PAPER: _("종이에 서명")}[one] if one else ""
    )


def event(what: str) -> str:
    return {
        "consent": _("정보를 전하는 데 동의함"),
        "consent_over": _("정보를 전하는 동의가 끝남"),
        "signed": _("위임장에 서명함"),
        "handed_in": _("서명한 종이 위임장을 냄"),
        "confirmed": _("종이 위임장이 확인됨"),
        "refused": _("위임하지 않겠다고 함"),
        "ended_revoked": _("본인이 위임을 끝냄"),
        "ended_consent": _("동의를 거두어 위임이 끝남"),
        "ended_counsel": _("맡은 변호사가 바뀌어 위임이 끝남"),
        "ended_left": _("모임을 나가 위임이 끝남"),
        "ended_resigned": _("변호사가 위임을 마침"),
    }[what]


def explain(form: FlaskForm, refusal: Refusal) -> None:
    """Beside the field it is about, else above the form."""
    name, said = why(refusal)
    beside(form, form._fields.get(name), said)


def why(refusal: Refusal) -> tuple[str, str]:
    """The field, and what to say."""
    if isinstance(refusal, BadFacts):
        return _bad_facts(refusal.why)
    return {
        AlreadySigned: ("", _("이미 위임하셨습니다.")),
        ConsentNeeded: ("consent", _("변호사가 내 정보를 알아야 맡을 수 있습니다. 동의해 주세요.")),
        FormMoved: ("", _("그 사이에 위임장의 글이 바뀌었습니다. 다시 읽고 정해 주세요.")),
        LettersMissing: (
            "name",
            _("이름이나 주소에 위임장에 찍을 수 없는 글자가 있습니다. 그 글자를 바꾸거나 종이에 서명해 주세요."),
        ),
        NoCounsel: ("", _("아직 맡은 변호사가 없거나 위임장이 준비되지 않았습니다.")),
        NothingToEnd: ("", _("끝낼 위임이 없습니다.")),
        NotDrawn: ("strokes", _("서명이 없거나 너무 작습니다. 칸 안에 이름을 써 주세요.")),
        OnPaperOnly: ("", _("이 법무법인은 종이 위임장만 받습니다.")),
        OtherName: ("name", _("등록하신 이름과 다릅니다. 다르게 등록했다면 담당 창구에 알려 주세요.")),
        SaidNo: (
            "alias",
            _(
                "위임하지 않겠다고 했거나 위임을 끝낸 사람입니다. 본인이 새로 올린 것이나 담당자의 확인이 있어야 합니다."
            ),
        ),
        ReasonHoldsNumber: ("reason", _("주민등록번호는 받지 않습니다. 그 부분을 지워 주세요.")),
        ReasonMissing: ("reason", _("이유를 다섯 글자 이상 적어 주세요.")),
    }[type(refusal)]


def _bad_facts(what: str) -> tuple[str, str]:
    return {
        "title": ("title", _("사건 이름을 적어 주세요.")),
        "defendants": ("defendants", _("한 명부터 스무 명까지, 한 줄에 한 명씩 적어 주세요.")),
        "attorneys": ("attorneys", _("한 명부터 열 명까지, 한 줄에 한 명씩 적어 주세요.")),
        "long": ("", _("한 줄은 100자까지 적을 수 있습니다.")),
        "court": ("court", _("목록에서 골라 주세요.")),
        "others": ("others", _("열 줄까지 적을 수 있습니다.")),
        "letters": ("", _("위임장에 찍을 수 없는 글자가 있습니다. 드문 한자나 그림 글자를 바꿔 주세요.")),
        "specials": ("specials", _("위임장에 없는 특별수권입니다.")),
        "early": ("signed_on", _("너무 오래되었거나 위임을 끝내기 전의 날입니다. 날짜를 다시 봐 주세요.")),
        "future": ("signed_on", _("아직 오지 않은 날입니다. 날짜를 다시 봐 주세요.")),
    }[what]


def choose() -> str:
    return _("골라 주세요")


def undecided() -> str:
    return _("아직 정하지 않음")


def checked(found: Verified | None) -> tuple[str, str]:
    """The kind of a note, and what a file is."""
    if found is None:
        return "stop", _("여기서 서명한 위임장이 아니거나, 서명한 뒤에 바뀐 파일입니다.")
    stands = _("지금도 위임이 이어지고 있습니다.") if found.stands else _("이 위임은 지금 이어지지 않습니다.")
    one = found.mandate
    return "done", _(
        "%(when)s에 서명한 %(number)s 그대로입니다.", when=moment(one.answered_at), number=one.number
    ) + " " + stands
