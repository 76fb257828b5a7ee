"""create_app: the only place where the parts of the web meet."""

from lawsuit_hub.infra.web import HubApp, prepare, require_declared_views
from lawsuit_hub.settings import Settings


def create_app(settings: Settings | None = None) -> HubApp:
    """The Flask application of an instance. Raises BadSettings or BadKeys with one message that names all that is wrong."""
    from lawsuit_hub import doors, instance  # noqa: PLC0415 - create_app is imported by tools that need no web
    from lawsuit_hub.infra import i18n  # noqa: PLC0415

    opened = instance.open_instance(settings or Settings.load())
    app = HubApp(__name__)
    i18n.prepare(app)
    prepare(app, opened.settings, opened.works, doors.load_user(opened.works))
    doors.fit(app)
    require_declared_views(app)
    return app
