"""create_app: the only place where the parts of the web meet."""

from dataclasses import replace
from functools import partial

from lawsuit_hub import doors
from lawsuit_hub.infra import i18n
from lawsuit_hub.infra.rings import wake_through
from lawsuit_hub.infra.web import HubApp, prepare, require_declared_views
from lawsuit_hub.instance import Instance, open_instance
from lawsuit_hub.settings import Settings
from lawsuit_hub.worker import Queue

# Nobody waits longer before a page; long work is the worker's.
STATEMENT_SECONDS = 30


def create_app(settings: Settings | None = None) -> HubApp:
    """The Flask application of an instance. Raises BadSettings or BadKeys with one message that names all that is wrong."""
    instance = open_instance(settings or Settings.load(), patience=STATEMENT_SECONDS)
    link = instance.works.inner
    wake = Queue(instance).wake if link is None else partial(wake_through, link)
    return app_of(replace(instance, works=replace(instance.works, wake=wake)))


def app_of(instance: Instance) -> HubApp:
    """The application over an instance that is open already (tests, the demo)."""
    app = HubApp("lawsuit_hub")
    i18n.prepare(app)
    prepare(app, instance.settings, instance.works, doors.load_user(instance.works))
    doors.fit(app)
    require_declared_views(app)
    return app
