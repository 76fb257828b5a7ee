"""What is typed at the channel's pages."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.channel.following import MOST_MARKED


class PostForm(FlaskForm):
    url = StringField(_l("올린 글의 주소"), [Length(max=200, message=_l("주소가 너무 깁니다."))])


class MarkForm(FlaskForm):
    people = TextAreaField(
        _l("채널에 들어온 사람의 번호"),
        [
            InputRequired(_l("한 줄에 하나씩 적어 주세요.")),
            Length(max=20 * MOST_MARKED, message=_l("2,000명까지 적을 수 있습니다.")),
        ],
    )


class FollowForm(FlaskForm):
    follows = BooleanField(_l("채널을 추가했습니다"))
    wants = BooleanField(_l("새 공지를 알림톡으로 받겠습니다"))
