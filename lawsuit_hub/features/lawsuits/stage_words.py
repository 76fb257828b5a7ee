"""What the stages of a case are called on pages."""

from flask_babel import gettext as _

from lawsuit_hub.features.lawsuits.types import Stage


def stage_label(stage: Stage) -> str:
    labels: dict[Stage, str] = {
        Stage.GATHERING: _("모으는 중"),
        Stage.SETTLED: _("모임 확정"),
        Stage.COUNSEL: _("변호사 배정"),
        Stage.MANDATE: _("위임"),
        Stage.FILED: _("소 제기"),
        Stage.JUDGMENT: _("판결"),
        Stage.RECOVERY: _("회수"),
        Stage.CLOSED: _("종결"),
    }
    return labels[stage]
