"""The staff's words for deeds about messages to many. For histories and the trail."""

from flask_babel import gettext as _


def deeds() -> dict[str, str]:
    return {
        "mailing:sent": _("여럿에게 보내는 안내에 들어감"),
        "mailing:drafted": _("여럿에게 보낼 것을 준비함"),
        "mailing:confirmed": _("여럿에게 보내기로 함"),
        "mailing:approved": _("많은 사람에게 보내는 데 동의함"),
        "mailing:paused": _("여럿에게 보내는 것을 잠시 멈춤"),
        "mailing:resumed": _("여럿에게 보내는 것을 이어 감"),
        "mailing:stopped": _("여럿에게 보내는 것을 그만둠"),
        "mailing:owed": _("여럿에게 보낼 것을 모두 적음"),
    }
