"""Root keys of other machines, for whoever asks for them here."""

from tests.infra.root_services import kms, kms_server, service, soon, vault, vault_server

__all__ = ["kms", "kms_server", "service", "soon", "vault", "vault_server"]
