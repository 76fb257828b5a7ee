"""Which carriers an instance has, by its settings. Raises BadSettings with all that is wrong in them, never a secret."""

from lawsuit_hub.infra.carrier_file import FileCarrier
from lawsuit_hub.infra.carriers import Carriers
from lawsuit_hub.settings import BadSettings, Settings


def carriers_of(settings: Settings) -> Carriers:
    for name in ("carrier", "mail_carrier"):
        if getattr(settings, name) != "file":
            raise BadSettings(f"unknown carrier: {getattr(settings, name)}")
    both = FileCarrier(settings.outbox_file)
    return Carriers(both, both)
