"""The words of breaches: kinds of data, ways to find people, items of the notice and what is proposed for them."""

from typing import Any

from flask_babel import force_locale, gettext

from lawsuit_hub.features.oversight.breach_types import BreachView, Category, Means
from lawsuit_hub.infra.i18n import moment
from lawsuit_hub.settings import Settings

SHOWN = 5  # names of a part; the list itself has a page of its own


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def category(one: Category) -> str:
    return {
        Category.NAME: _("이름"),
        Category.PHONE: _("전화번호"),
        Category.EMAIL: _("이메일"),
        Category.BIRTH_DATE: _("생년월일"),
        Category.ADDRESS: _("주소"),
        Category.LEASE: _("계약과 보증금"),
        Category.LANDLORD: _("임대인에 관해 적은 것"),
        Category.TEXT: _("하고 싶은 말"),
    }[one]


def means(one: Means) -> str:
    return {
        Means.STAFF: _("한 계정이 연 사람"),
        Means.EXPORTS: _("내보낸 파일에 든 사람"),
        Means.GROUPS: _("모임의 사람"),
        Means.REFERENCES: _("번호로 적은 사람"),
        Means.EVERYBODY: _("등록한 사람 모두"),
    }[one]


def means_hints() -> dict[str, str]:
    return {
        Means.STAFF.value: _("이메일을 한 줄에 하나씩. 때를 적으면 그 사이만 봅니다."),
        Means.EXPORTS.value: _("내보내기 번호(X-0001)를 한 줄에 하나씩"),
        Means.GROUPS.value: _("모임 번호를 한 줄에 하나씩. 나간 사람도 찾습니다."),
        Means.REFERENCES.value: _("등록 번호(P-…)를 한 줄에 하나씩"),
        Means.EVERYBODY.value: _("데이터베이스나 백업을 통째로 잃었을 때"),
    }


def part(one: Any) -> str:
    """One way that was taken, as the list under it says."""
    names = ", ".join(one["names"][:SHOWN])
    more = _("그 밖 %(count)s개", count=len(one["names"]) - SHOWN) if len(one["names"]) > SHOWN else ""
    return " · ".join(word for word in (means(Means(one["means"])), names, more) if word)


def reason(one: str) -> str:
    return {
        "people": _("1,000명이 넘거나 같습니다"),
        "sensitive": _("민감정보나 고유식별정보가 들어 있습니다"),
        "external": _("밖에서 불법으로 들어온 일입니다"),
    }[one]


def item(name: str) -> str:
    return {
        "items": _("샌 개인정보의 항목"),
        "when": _("샌 때와 까닭"),
        "protect": _("본인이 할 수 있는 일"),
        "measures": _("우리가 한 일과 피해 구제 절차"),
        "contact": _("담당 부서"),
        "compensation": _("손해배상과 분쟁조정 안내"),
    }[name]


def proposed(one: BreachView, settings: Settings) -> dict[str, str]:
    """A first text for each item, to be changed; in Korean, whatever the officer reads, since the people read Korean."""
    with force_locale("ko"):
        return _proposed(one, settings)


def _proposed(one: BreachView, settings: Settings) -> dict[str, str]:
    return {
        "items": ", ".join(category(name) for name in one.categories),
        "when": "",
        "protect": _("모르는 번호나 이메일로 온 연락을 조심해 주세요. 돈이나 확인 번호를 달라고 하면 응하지 마세요."),
        "measures": "",
        "contact": settings.operator,
        "compensation": " ".join(
            [
                _(
                    "손해가 있으면 배상을 청구할 수 있고, 법에서 정한 금액(300만 원 이하)의 배상을 청구하는 길도 있습니다."
                ),
                _("개인정보 분쟁조정위원회(1833-6972)에 조정을 신청할 수 있습니다."),
            ]
        ),
    }


def report(one: BreachView, settings: Settings) -> str:
    """The text of the report to the commission, to be copied into its form: in Korean."""
    with force_locale("ko"):
        return _report(one, settings)


def _report(one: BreachView, settings: Settings) -> str:
    lines = [
        (_("기관"), settings.operator),
        (
            _("정보주체에게 알렸는지"),
            _("%(when)s에 알림", when=moment(one.notified_at)) if one.notified_at else _("아직"),
        ),
        (_("알게 된 때"), moment(one.known_at)),
        (
            _("유출 항목과 규모"),
            _("%(items)s, %(count)s명", items=", ".join(map(category, one.categories)), count=one.affected),
        ),
        (_("유출된 때와 경위"), one.notice.get("when") or one.what),
        (_("유출 뒤의 대책과 결과"), one.notice.get("measures", "")),
        (_("정보주체가 할 수 있는 일과 구제 절차"), one.notice.get("protect", "")),
        (_("담당 부서와 연락처"), f"{one.notice.get('contact') or settings.operator} · {settings.help_phone}"),
    ]
    return "\n".join(f"{label}: {text or _('적지 않음')}" for label, text in lines)


def unknown(names: tuple[str, ...]) -> str:
    return _("없는 것이 있습니다: %(names)s", names=", ".join(names)) if names else _("아무도 찾지 못했습니다.")
