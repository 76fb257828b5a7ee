"""What a member's page says: stages, what to do now, why she sees no group yet. Decides nothing."""

from dataclasses import dataclass

from flask_babel import gettext as _

from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import MemberCard, OwnGroup, Stage, Waits
from lawsuit_hub.infra.i18n import day

LINE_UP = 12
_WITH_COUNSEL = frozenset({Stage.MANDATE, Stage.FILED, Stage.JUDGMENT, Stage.RECOVERY})


@dataclass(frozen=True, slots=True)
class Now:
    """What she should do, or that there is nothing to do; `url` only where there is something to press."""

    title: str
    words: str
    url: str = ""
    press: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A fellow member on the page: no id of anything."""

    alias: str
    name: str
    region: str
    band: str


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    when: str


def steps(group: OwnGroup) -> list[Step]:
    return [Step(stage_label(one.stage), day(one.at) if one.at else "") for one in group.stages]


def now_in_group(group: OwnGroup, *, counsel_told: bool, mandate_waits: bool = False) -> Now:
    """`counsel_told`: she agreed to pass her data to the firm of her group's lawyer. `mandate_waits`: there is one to read that she
    has not answered."""
    if mandate_waits:
        return Now(
            _("지금 할 일: 위임장 읽고 정하기"),
            _(
                "맡은 변호사가 위임장을 준비했습니다. 읽어 보고 위임할지 정해 주세요. 정하지 않아도 모임에는 함께합니다."
            ),
            "/my/mandate",
            _("위임장 읽기"),
        )
    if not counsel_told and group.stage in _WITH_COUNSEL:
        return Now(
            _("지금 할 일: 변호사에게 전할지 정하기"),
            _("맡은 변호사가 바뀌었거나 아직 동의하지 않으셨습니다. 새 법무법인에 정보를 전할지 정해 주세요."),
            "/my/consents",
            _("동의 보기"),
        )
    title = _("지금 하실 일은 없습니다")
    return {
        Stage.GATHERING: Now(title, _("같은 임대인의 피해자를 더 모으고 있습니다. 단계가 바뀌면 이 화면에 나옵니다.")),
        Stage.SETTLED: Now(title, _("모임이 정해졌습니다. 담당자가 맡을 변호사를 찾고 있습니다.")),
        Stage.COUNSEL: Now(title, _("맡을 변호사가 정해졌습니다. 위임에 필요한 것은 변호사가 안내합니다."))
        if counsel_told
        else Now(
            _("지금 할 일: 변호사에게 전할지 정하기"),
            _("맡을 변호사가 정해졌습니다. 변호사 명단에 들어가려면 그 법무법인에 정보를 전하는 데 동의해 주세요."),
            "/my/consents",
            _("동의 보기"),
        ),
        Stage.MANDATE: Now(
            _("지금 할 일: 위임 안내 기다리기"),
            _("변호사가 위임에 필요한 것을 직접 안내합니다. 그 전에 보내실 돈은 없습니다."),
        ),
        Stage.FILED: Now(title, _("법원에 소장을 냈습니다. 자세한 것은 맡은 변호사가 안내합니다.")),
        Stage.JUDGMENT: Now(title, _("판결을 기다리거나 받은 단계입니다. 자세한 것은 맡은 변호사가 안내합니다.")),
        Stage.RECOVERY: Now(title, _("보증금을 돌려받는 단계입니다. 필요한 것은 맡은 변호사가 안내합니다.")),
        Stage.CLOSED: Now(title, _("사건이 끝났습니다. 보관 기간이 지나면 적으신 것을 지웁니다.")),
    }[group.stage]


def now_waiting(waits: Waits, *, confirmed: bool) -> Now:
    nothing = _("지금 하실 일은 없습니다")
    return {
        Waits.BARRED: Now(
            _("지금은 모임에 들어올 수 없습니다"),
            _(
                "담당자 두 사람이 등록을 살펴보고 정했습니다. 이유는 ‘내 기록’에 있습니다. 다르게 생각하시면 이의를 말씀해 주세요."
            ),
            "/my/record",
            _("내 기록 보기"),
        ),
        Waits.NOT_JOINING: Now(
            _("모임에 들어오지 않기로 하셨습니다"),
            _("등록은 그대로 있습니다. 마음이 바뀌면 언제든 들어올 수 있습니다."),
            "/my/leave",
            _("모임에 들어오기"),
        ),
        Waits.CONFIRMATION: Now(
            _("지금 할 일: 동의를 직접 확인하기"),
            _("설문으로 보내신 답을 받았습니다. 동의를 직접 확인해 주셔야 다음으로 갈 수 있습니다."),
            "/my/consents" if confirmed else "/confirm",
            _("동의 확인하기"),
        ),
        Waits.LANDLORD: Now(
            _("미리 할 수 있는 일: 계약서 보여 주기"),
            _("적으신 임대인을 담당자가 살펴보고 있습니다. 보통 3일 걸립니다. 그동안 계약서를 올려 두시면 빨라집니다."),
            "/my/documents",
            _("계약서 올리기"),
        ),
        Waits.LEASE: Now(
            _("지금 할 일: 계약서 보여 주기"),
            _("임대차계약서를 사진으로 찍어 올려 주세요. 올리기 어려우면 담당자가 전화해 다른 방법을 알려 드립니다."),
            "/my/documents",
            _("계약서 올리기"),
        ),
        Waits.OTHERS: Now(
            nothing, _("확인을 마쳤습니다. 새 등록이 들어올 때마다 비교하고, 모임이 열리면 문자로 알려 드립니다.")
        ),
    }[waits]


def card(one: MemberCard) -> Card:
    return Card(one.alias, one.name_mask, one.district, one.band)


def place_in_line(group: OwnGroup) -> int:
    """Her circle's place: drawn from the random place of her membership, so it says nothing of when she came."""
    shown = min(group.active, LINE_UP)
    return (group.mine.place * shown) >> 31
