"""Visitors of a served demo, each with her own cookies: what she sees there, which forms she is given, what she sends."""

import json
import re
import time
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit

import pyotp

from tests.attack.forms import Form, forms_of, links_of

SIGN_OUT = re.compile(r"/logout$")
NOT_FOLLOWED = re.compile(r"/logout$|/language/|^/static/")
STARTS = {
    "visitor": ["/", "/login", "/register", "/staff/login", "/i/sample-token", "/staff/enrol/sample-token"],
    "newcomer": ["/register/person", "/register/lease", "/register/landlord", "/register/check"],
    "member": ["/my", "/my/consents", "/my/leave", "/my/record", "/my/withdraw"],
}
NEWCOMER = "010-0771-0042"
WAIT_SECONDS = 30


@dataclass
class Visitor:
    """`see` and `send` answer (status, page); only addresses of the demo itself are asked."""

    name: str
    base: str
    folder: Path
    jar: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        # No proxy of the surroundings: what is attacked is on this machine.
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self.jar)
        )

    @property
    def cookie(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.jar)

    def is_in(self) -> bool:
        """Whoever came in signed in still is."""
        return self.name in ("visitor", "newcomer") or "/logout" in self.see(STARTS.get(self.name, ["/staff"])[0])[1]

    def see(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        url = urljoin(self.base, path)
        if urlsplit(url).netloc != urlsplit(self.base).netloc:
            raise ValueError("not an address of the demo")
        try:
            with self._opener.open(urllib.request.Request(url, data=data), timeout=60) as answer:  # noqa: S310
                return answer.status, answer.read().decode("utf-8", "replace")
        except HTTPError as refused:
            return refused.code, refused.read().decode("utf-8", "replace")

    def send(self, page: str, fields: dict[str, Any]) -> tuple[int, str]:
        """The page's first form with fields of its own, filled in."""
        form = next(one for one in forms_of(self.see(page)[1], page) if not SIGN_OUT.search(one.action) and one.posts)
        return self.see(form.action, urlencode({**form.fields, **fields}, doseq=True).encode())

    def forms(self, most: int = 60) -> list[Form]:
        """Every form and every address with parameters that she comes to, one of a kind."""
        todo, seen, found = list(STARTS.get(self.name, ["/staff"])), set[str](), dict[object, Form]()
        while todo and len(seen) < most:
            path = todo.pop(0)
            if path in seen or NOT_FOLLOWED.search(path):
                continue
            seen.add(path)
            status, page = self.see(path)
            if status >= 400 or "<html" not in page:
                continue
            todo += [link for link in links_of(page, path) if link not in seen]
            for form in [*forms_of(page, path), *Form.of_addresses(links_of(page, path))]:
                if not SIGN_OUT.search(form.action):
                    found.setdefault(form.kind, form)
        return list(found.values())


def newest_code(folder: Path, phone: str, after: int) -> str:
    """Out of the outbox, once the worker has sent it."""
    until = time.monotonic() + WAIT_SECONDS
    outbox, digits = folder / "outbox.jsonl", phone.replace("-", "").removeprefix("0")
    while time.monotonic() < until:
        lines = outbox.read_text("utf-8").splitlines()[after:] if outbox.exists() else []
        for line in reversed([json.loads(one) for one in lines]):
            if line["kind"] == "code" and str(line["to"]).replace("-", "").endswith(digits):
                return re.findall(r"(?<!\d)\d{6}(?!\d)", line["body"])[-1]
        time.sleep(0.2)
    raise RuntimeError("no code came into the demo's outbox")


def lines_in(folder: Path) -> int:
    outbox = folder / "outbox.jsonl"
    return len(outbox.read_text("utf-8").splitlines()) if outbox.exists() else 0


def accounts(folder: Path) -> list[dict[str, str]]:
    return list(json.loads((folder / "accounts.json").read_text("utf-8")))


def member(base: str, folder: Path) -> Visitor:
    one, before = Visitor("member", base, folder), lines_in(folder)
    phone = next(account["phone"] for account in accounts(folder) if account["role"] == "member")
    one.send("/login", {"phone": phone})
    one.send("/login/code", {"code": newest_code(folder, phone, before)})
    if not one.is_in():
        raise RuntimeError("the member is not signed in")
    return one


def newcomer(base: str, folder: Path) -> Visitor:
    """Half-way through a registration: her number is proved, so the forms of all steps are hers."""
    one, before = Visitor("newcomer", base, folder), lines_in(folder)
    boxes = next(form for form in forms_of(one.see("/register/consents")[1], "/register/consents") if form.boxes)
    one.send("/register/consents", dict.fromkeys(boxes.boxes, "y"))
    one.send("/register/phone", {"phone": NEWCOMER})
    one.send("/register/code", {"code": newest_code(folder, NEWCOMER, before)})
    return one


def staff(base: str, folder: Path, role: str) -> Visitor:
    one = Visitor(role.replace("_", " "), base, folder)
    account = next(known for known in accounts(folder) if known["role"] == role)
    code = pyotp.TOTP(account["totp_secret"]).now()
    status, page = one.send("/staff/login", {"login": account["login"], "password": account["password"], "totp": code})
    if status != 200 or "/logout" not in page:
        raise RuntimeError(f"the {one.name} is not signed in")
    return one
