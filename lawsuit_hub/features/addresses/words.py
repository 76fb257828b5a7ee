"""What a member's page about the court's post says. Decides nothing."""

from flask_babel import gettext

from lawsuit_hub.features.addresses.forms import ServiceForm
from lawsuit_hub.features.addresses.types import AddressMissing, OwnChoice, Where
from lawsuit_hub.infra.refusals import Refusal


def _(text: str, **values: object) -> str:
    return str(gettext(text, **values))


def where(one: Where) -> str:
    return {Where.OFFICE: _("변호사 사무소"), Where.OTHER: _("다른 주소"), Where.HOME: _("계약한 집")}[one]


def hints(own: OwnChoice) -> dict[str, str]:
    """Under each choice: what the landlord would see."""
    firm = own.firm
    if firm is None:
        office = _("임대인은 사무소 주소만 봅니다. 변호사가 정해지면 그 사무소 주소를 적습니다.")
    elif firm.address:
        office = _("임대인은 사무소 주소만 봅니다. %(firm)s, %(address)s", firm=firm.name, address=firm.address)
    else:
        office = _("임대인은 사무소 주소만 봅니다. %(firm)s", firm=firm.name)
    return {
        Where.OFFICE.value: office,
        Where.OTHER.value: _("가족의 집처럼, 임대인이 알아도 괜찮은 곳을 아래에 적어 주세요."),
        Where.HOME.value: _("계약서에 있는 집입니다. 지금도 거기 사신다면 임대인이 어디 사는지 압니다."),
    }


def explain(form: ServiceForm, refusal: Refusal) -> None:
    if isinstance(refusal, AddressMissing):
        form.address.errors = [_("어디로 받을지 주소를 적어 주세요.")]
    else:
        form.where.errors = [_("집 주소를 소장에 적으면 임대인이 봅니다. 변호사 사무소나 다른 주소를 골라 주세요.")]
