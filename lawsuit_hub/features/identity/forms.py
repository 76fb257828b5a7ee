"""The forms of staff sign-in and first steps. Which passwords are weak is the service's to say."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

LONGEST_LOGIN = 254
LONGEST_PASSWORD = 1024  # the service says "too long" in words from 129 on
LONGEST_CODE = 20
LONGEST_OFFER = 300


class StaffSignInForm(FlaskForm):
    """`totp` stays empty at the first sign-in of an account that has no second factor yet."""

    login = StringField(_l("이메일"), [InputRequired(_l("이메일을 적어 주세요.")), Length(max=LONGEST_LOGIN)])
    password = PasswordField(
        _l("비밀번호"), [InputRequired(_l("비밀번호를 적어 주세요.")), Length(max=LONGEST_PASSWORD)]
    )
    totp = StringField(_l("인증 앱의 여섯 자리 코드"), [Length(max=LONGEST_CODE)])


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        _l("새 비밀번호"), [InputRequired(_l("새 비밀번호를 적어 주세요.")), Length(max=LONGEST_PASSWORD)]
    )
    again = PasswordField(
        _l("새 비밀번호 한 번 더"),
        [
            InputRequired(_l("같은 비밀번호를 한 번 더 적어 주세요.")),
            EqualTo("password", _l("두 비밀번호가 서로 다릅니다. 다시 적어 주세요.")),
        ],
    )


class OwnPasswordForm(NewPasswordForm):
    present = PasswordField(
        _l("지금 비밀번호"), [InputRequired(_l("지금 비밀번호를 적어 주세요.")), Length(max=LONGEST_PASSWORD)]
    )


class ProofForm(FlaskForm):
    """Its field stands in a deed's own form as well, where the deed will want it."""

    proof = StringField(_l("인증 앱의 여섯 자리 코드"), [Length(max=LONGEST_CODE)])


class SecondFactorForm(FlaskForm):
    totp = StringField(
        _l("인증 앱의 여섯 자리 코드"),
        [InputRequired(_l("앱에 보이는 여섯 자리를 적어 주세요.")), Length(max=LONGEST_CODE)],
    )


class NewAppForm(SecondFactorForm):
    """`offer` is what the page was made with; the service says whether it holds."""

    offer = HiddenField(validators=[Length(max=LONGEST_OFFER)])
