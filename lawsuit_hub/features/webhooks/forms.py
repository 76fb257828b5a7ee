"""What an admin types of an endpoint. Which addresses may be posted to is the value's to say."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length

from lawsuit_hub.features.webhooks.types import LONGEST_NAME, Topic
from lawsuit_hub.values.webhook_url import LONGEST

TOPIC_WORDS = {
    Topic.NOTICES: _l("공지를 올리고, 고치고, 내릴 때"),
    Topic.GROUP_STAGES: _l("모임의 단계가 바뀔 때"),
}


class EndpointForm(FlaskForm):
    name = StringField(
        _l("어느 시스템인가요?"),
        [
            InputRequired(_l("어느 시스템인지 적어 주세요.")),
            Length(max=LONGEST_NAME, message=_l("60자까지 적을 수 있습니다.")),
        ],
    )
    url = StringField(
        _l("받는 주소"),
        [
            InputRequired(_l("주소를 적어 주세요.")),
            Length(max=LONGEST, message=_l("주소는 500자까지 적을 수 있습니다.")),
        ],
    )
    topics = SelectMultipleField(
        _l("무엇을 알릴까요?"), choices=[SelectChoice(one.value, said) for one, said in TOPIC_WORDS.items()]
    )
