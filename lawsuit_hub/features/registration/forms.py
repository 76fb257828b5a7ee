"""The forms of the registration's steps, of sign-in and of the check page. They read text into values once."""

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from lawsuit_hub.features.registration.fields import (
    ChoiceField,
    LandlordNumberField,
    MultiCheckboxField,
    typed,
)
from lawsuit_hub.infra.value_field import ValueField
from lawsuit_hub.values.address import Address
from lawsuit_hub.values.dates import parse_birth_date, parse_date
from lawsuit_hub.values.email import Email
from lawsuit_hub.values.landlord_name import LandlordName
from lawsuit_hub.values.person_name import PersonName
from lawsuit_hub.values.phone import PhoneNumber
from lawsuit_hub.values.refused import BadAddress, BadValue
from lawsuit_hub.values.text import ascii_digits
from lawsuit_hub.values.won import Won

YES, LATER = "yes", "later"
PERSON, CORPORATION = "person", "corporation"
ADULT_ENOUGH = 14  # 개인정보 보호법 제22조의2: under 14 a guardian has to agree
_CODE = re.compile(r"[0-9]{6}")
_BAD_DATE = _l("날짜를 읽을 수 없습니다. 2022-03-05처럼 적어 주세요. 모르면 비워 두세요.")
_JOINS_MISSING = _l("하나를 골라 주세요. 나중에 정해도 괜찮습니다.")
_JOINS = [
    SelectChoice(YES, _l("네, 함께하겠습니다")),
    SelectChoice(LATER, _l("나중에 정하겠습니다")),
]
# The Korean words are what is kept: they are data, shown to whoever reads the registration.
SITUATIONS = (
    SelectChoice("보증금 미반환", _l("계약이 끝났는데 보증금을 못 받았습니다")),
    SelectChoice("임대인 연락두절", _l("임대인과 연락이 안 됩니다")),
    SelectChoice("경매 개시", _l("집이 경매나 공매에 넘어갔습니다")),
    SelectChoice("임차권등기 완료", _l("임차권등기를 마쳤습니다")),
    SelectChoice("HUG 보증보험 거절", _l("보증보험 이행을 거절당했습니다")),
    SelectChoice("전세사기피해자 결정 받음", _l("전세사기피해자 결정을 받았습니다")),
)


class StepForm(Form):
    """One page's form. `today` is told by whoever makes it; `forbidden` says that a resident number was typed."""

    today = date.max

    def typed(self) -> dict[str, list[str]]:
        return typed(self._fields)

    @property
    def forbidden(self) -> bool:
        return any(getattr(field, "forbidden", False) for field in self)


class PhoneForm(StepForm):
    phone = ValueField(
        _l("휴대전화 번호"),
        PhoneNumber.parse_mobile,
        bad=_l("휴대전화 번호가 아닙니다. 010으로 시작하는 번호를 적어 주세요."),
        missing=_l("휴대전화 번호를 적어 주세요."),
    )


def _six_digits(text: str) -> str:
    digits = ascii_digits(text[:40]).replace(" ", "").replace("-", "")
    if not _CODE.fullmatch(digits):
        raise BadValue
    return digits


class CodeForm(StepForm):
    code = ValueField(
        _l("문자로 받은 여섯 자리 번호"),
        _six_digits,
        bad=_l("숫자 여섯 자리를 적어 주세요."),
        missing=_l("문자로 받은 여섯 자리 번호를 적어 주세요."),
    )


class PersonForm(StepForm):
    name = ValueField(
        _l("이름"),
        PersonName.parse,
        bad=_l("이름을 글자로 적어 주세요. 60자까지 됩니다."),
        missing=_l("이름을 적어 주세요."),
    )
    birth_date = ValueField(
        _l("생년월일"), parse_birth_date, bad=_l("생년월일을 읽을 수 없습니다. 1991-03-07처럼 적어 주세요.")
    )
    email = ValueField(_l("이메일"), Email.parse, bad=_l("이메일 주소를 다시 봐 주세요. 예: name@example.com"))

    def validate_birth_date(self, field: Any) -> None:
        born = field.data
        if born is None:
            return
        if born > self.today:
            raise ValidationError(_l("아직 오지 않은 날입니다. 태어난 해를 다시 봐 주세요."))
        if _age(born, self.today) < ADULT_ENOUGH:
            raise ValidationError(
                _l("14살이 되지 않은 분은 혼자 등록할 수 없습니다. 부모님이나 보호자가 담당 창구로 전화해 주세요.")
            )


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _korean_address(text: str) -> Address:
    address = Address.parse(text)
    if not (address.province or address.district):
        raise BadAddress
    return address


class LeaseForm(StepForm):
    address = ValueField(
        _l("피해 주택 주소"),
        _korean_address,
        bad=_l("주소를 시·군·구부터 적어 주세요. 예: 서울 강서구 화곡로 302, 101동 1203호"),
        missing=_l("피해 주택 주소를 적어 주세요."),
    )
    deposit = ValueField(
        _l("보증금"),
        Won.parse,
        bad=_l("보증금을 읽을 수 없습니다. 235000000이나 2억 3,500만 원처럼 적어 주세요."),
        missing=_l("보증금을 적어 주세요."),
    )
    contract_date = ValueField(_l("계약한 날"), parse_date, bad=_BAD_DATE)
    start_date = ValueField(_l("계약 기간이 시작한 날"), parse_date, bad=_BAD_DATE)
    end_date = ValueField(_l("계약 기간이 끝나는 날"), parse_date, bad=_BAD_DATE)
    move_in_date = ValueField(_l("전입신고한 날"), parse_date, bad=_BAD_DATE)
    fixed_date = ValueField(_l("확정일자 받은 날"), parse_date, bad=_BAD_DATE)
    situation = MultiCheckboxField(_l("지금 어떤 상황인가요?"), choices=list(SITUATIONS))

    def validate_end_date(self, field: Any) -> None:
        if field.data is None:
            return
        if self.start_date.data is not None and field.data < self.start_date.data:
            raise ValidationError(_l("끝나는 날이 시작한 날보다 앞섭니다. 두 날짜를 다시 봐 주세요."))
        if self.contract_date.data is not None and field.data < self.contract_date.data:
            raise ValidationError(_l("끝나는 날이 계약한 날보다 앞섭니다. 두 날짜를 다시 봐 주세요."))

    def validate_contract_date(self, field: Any) -> None:
        if field.data is not None and field.data > self.today:
            raise ValidationError(_l("아직 오지 않은 날입니다. 계약한 날을 다시 봐 주세요."))


_BAD_PARTY = _l("이름이나 상호를 100자까지 적어 주세요. 모르면 비워 두세요.")


class LandlordForm(StepForm):
    kind = ChoiceField(
        _l("개인인가요, 회사인가요?"),
        missing=_l("개인인지 회사인지 골라 주세요."),
        choices=[SelectChoice(PERSON, _l("개인")), SelectChoice(CORPORATION, _l("회사(법인)"))],
    )
    name = ValueField(
        _l("임대인 이름"),
        LandlordName.parse,
        bad=_l("계약서에 적힌 임대인 이름을 적어 주세요. 100자까지 됩니다."),
        missing=_l("임대인 이름을 적어 주세요."),
    )
    birth_date = ValueField(
        _l("임대인 생년월일"),
        parse_birth_date,
        bad=_l("생년월일을 읽을 수 없습니다. 1968-01-20처럼 적고, 모르면 비워 두세요."),
    )
    number = LandlordNumberField(_l("사업자등록번호나 법인등록번호"))
    broker = ValueField(_l("공인중개사나 중개사무소"), LandlordName.parse, bad=_BAD_PARTY)
    proxy = ValueField(_l("임대인 대신 계약한 사람"), LandlordName.parse, bad=_BAD_PARTY)
    owner = ValueField(_l("지금 등기부의 소유자"), LandlordName.parse, bad=_BAD_PARTY)
    joins = ChoiceField(_l("공동소송에 함께하시겠어요?"), missing=_JOINS_MISSING, choices=list(_JOINS))

    @property
    def says_more(self) -> bool:
        return any(field.text or field.errors for field in (self.broker, self.proxy, self.owner))

    def validate_birth_date(self, field: Any) -> None:
        if field.data is not None and field.data > self.today:
            raise ValidationError(_l("아직 오지 않은 날입니다. 태어난 해를 다시 봐 주세요."))
        if field.data is not None and self.kind.data == CORPORATION:
            raise ValidationError(_l("회사에는 생년월일이 없습니다. 이 칸은 비워 두세요."))


class JoiningForm(StepForm):
    joins = ChoiceField(_l("공동소송에 함께하시겠어요?"), missing=_JOINS_MISSING, choices=list(_JOINS))


FORMS: dict[str, type[StepForm]] = {
    "phone": PhoneForm,
    "person": PersonForm,
    "lease": LeaseForm,
    "landlord": LandlordForm,
}
