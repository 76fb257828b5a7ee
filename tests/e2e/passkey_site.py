"""A service at http://localhost, where browsers make passkeys, and a browser with an authenticator that needs no finger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import CDPSession, Page

from tests.world import World

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Awaited:
    """Listens before the world behind it is made: its address stands in the world's settings."""

    app: Flask | None = None

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        assert self.app is not None
        return self.app(environ, start)


def serve_at_localhost(serve: Callable[[Any], str], make_world: Callable[..., World]) -> tuple[World, str]:
    waiting = Awaited()
    base = serve(waiting).replace("127.0.0.1", "localhost")
    world = make_world(public_base_url=base)
    waiting.app = world.app()
    return world, base


@dataclass
class Authenticator:
    session: CDPSession
    id: str

    @classmethod
    def of(cls, page: Page) -> "Authenticator":
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return cls(session, made["authenticatorId"])

    def set_verified(self, verified: bool) -> None:
        self.session.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": verified})

    def kept(self) -> list[dict[str, Any]]:
        told = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(told["credentials"])
