"""wapiti and sqlmap, each from its own environment, against addresses of this machine alone; and what they found."""

import json
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from tests.attack.forms import TOKEN, Form
from tests.attack.visitors import STARTS, Visitor

# Every module of wapiti 3.2.3 but those of LEFT_OUT.
MODULES = (
    "backup", "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "ldap", "methods", "permanentxss",
    "redirect", "shellshock", "spring4shell", "sql", "timesql", "upload", "xss",
)  # fmt: skip
LEFT_OUT = {
    "brute_login_form": "guesses passwords; the suite does it with 10,000",
    "buster": "guesses 4,600 folder names of other products; every address that exists is in the door list",
    "cms": "downloads its database",
    "htp": "downloads its database",
    "nikto": "downloads its database",
    "wapp": "downloads its database",
    "wp_enum": "asks a list of plugins for WordPress",
    "network_device": "asks a list of addresses of routers",
    "https_redirect": "needs TLS, which the demo has not",
    "ssl": "needs TLS, and asks crt.sh",
    "log4shell": "needs an endpoint outside",
    "ssrf": "needs an endpoint outside",
    "xxe": "needs an endpoint outside",
    "takeover": "asks name servers outside",
}
NOWHERE = "http://127.0.0.1:1/"  # in the place of wapiti's own endpoint outside
# What ends the session, or the member herself: seen by the suite, not by a scanner that needs both.
SPARED = ("/logout", "/my/withdraw", "/my/leave")
# Boolean, error, union and inline; by time wapiti's timesql tries.
WEIGHT = {"level": "1", "risk": "1", "technique": "BEUQ"}
FOUND = re.compile(r"^Parameter: .*$|is vulnerable|following injection point", re.M)
BROKEN = re.compile(r"^(5\d\d) \([^)]*\) - (\d+) times", re.M)
TRIED = re.compile(r"parameter '.*' does not seem to be injectable")


@dataclass
class Finding:
    """`what` in one line; an explanation is looked up by it."""

    tool: str
    who: str
    what: str


@dataclass
class Told:
    """What one run of a tool says at its end."""

    summary: str
    findings: list[Finding] = field(default_factory=list)


def wapiti(program: Path, who: Visitor, out: Path, seconds: int) -> Told:
    out.mkdir(parents=True, exist_ok=True)
    report, base = out / "wapiti.json", who.base
    report.unlink(missing_ok=True)
    command = [
        str(program), "-u", f"{base}/", "--flush-session", "--scope", "domain", "-m", ",".join(MODULES), "-l", "1", "--depth", "8",
        "--max-scan-time", str(seconds), "--max-attack-time", str(max(60, seconds // 4)), "--timeout", "20", "-v", "1",
        "--no-bugreport", "--external-endpoint", NOWHERE, "-f", "json", "-o", str(report),
        "--store-session", str(out / "session"), "--store-config", str(out / "config"), "--skip", "csrf_token",
    ]  # fmt: skip
    for start in STARTS.get(who.name, ["/staff"]):
        command += ["-s", f"{base}{start}"]
    for spared in SPARED:
        command += ["-x", f"{base}{spared}"]
    run([*command, "-c", str(_cookies(who, out))], out / "wapiti.log", seconds + 300)
    if not report.exists():
        return Told(f"wapiti as {who.name}: no report", [Finding("wapiti", who.name, "wrote no report; see its log")])
    return _told_by_wapiti(json.loads(report.read_text("utf-8")), who)


def _cookies(who: Visitor, out: Path) -> Path:
    """In wapiti's own form; a visitor's file is empty."""
    about = {"expires": None, "secure": False, "port": None, "version": 0}
    cookies = {one.name: {"value": one.value, **about} for one in who.jar}
    path = out / "cookies.json"
    path.write_text(json.dumps({"127.0.0.1": {"/": cookies} if cookies else {}}), "utf-8")
    path.chmod(0o600)
    return path


def _told_by_wapiti(report: dict[str, object], who: Visitor) -> Told:
    findings, infos = [], report["infos"]
    for kind in ("vulnerabilities", "anomalies"):
        for category, found in dict(report[kind]).items():  # type: ignore[call-overload]
            for one in found:
                where = f"{one['method']} {one['path']}" + (f" [{one['parameter']}]" if one["parameter"] else "")
                findings.append(Finding("wapiti", who.name, f"{category}: {where}: {one['info']}"))
    pages = infos.get("crawled_pages_nbr", "?") if isinstance(infos, dict) else "?"
    return Told(
        f"wapiti as {who.name}: {pages} pages crawled, {len(MODULES)} modules, {len(findings)} findings", findings
    )


def sqlmap(program: Path, who: Visitor, out: Path, seconds: int) -> Told:
    """Every form and every address with parameters that she comes to, two at a time."""
    forms = [form for form in who.forms() if not form.action.startswith(SPARED)]
    targets = [(number, form) for number, form in enumerate(forms) if _aimed(form)]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda one: _sqlmap_one(program, who, one[1], out / f"sqlmap{one[0]}", seconds), targets))
    tried = sum(int(one.summary) for one in told)
    findings = [finding for one in told for finding in one.findings]
    values = sum(len(_aimed(form)) for _, form in targets)
    return Told(
        f"sqlmap as {who.name}: {len(targets)} forms and addresses, {tried} of {values} values tried, {len(findings)} findings",
        findings,
    )


def _aimed(form: Form) -> list[str]:
    names = [name for name in form.fields if not TOKEN.search(name)]
    return names if form.posts or names else ["the address itself"]


def _sqlmap_one(program: Path, who: Visitor, form: Form, out: Path, seconds: int) -> Told:
    out.mkdir(parents=True, exist_ok=True)
    data, url = urlencode({**form.fields, **form.buttons}, doseq=True), who.base + form.action
    command = [
        str(program), "--batch", "--flush-session", "--disable-coloring", "--output-dir", str(out), "--time-limit", str(seconds),
        "--drop-set-cookie", "--ignore-redirects", "--ignore-code", "*", "--param-exclude", "csrf_token", "--skip-waf",
        "--timeout", "30", *(word for name, value in WEIGHT.items() for word in (f"--{name}", value)),
    ]  # fmt: skip
    if who.cookie:
        command += ["--cookie", who.cookie]
    if form.posts:
        command += ["-u", url, "--data", data]
    elif form.fields:
        command += ["-u", f"{url}?{data}"]
    else:
        command += ["-u", f"{url}*"]
    said = run(command, out / "sqlmap.log", seconds + 60)
    return Told(str(len(TRIED.findall(said))), list(_found_by_sqlmap(said, who, form)))


def _found_by_sqlmap(said: str, who: Visitor, form: Form) -> Iterator[Finding]:
    where = f"{'POST' if form.posts else 'GET'} {form.action}"
    for found in FOUND.findall(said):
        yield Finding("sqlmap", who.name, f"{where}: {found}")
    for status, times in BROKEN.findall(said):
        yield Finding("sqlmap", who.name, f"{where}: answered {status} {times} times")


def run(command: list[str], log: Path, seconds: int) -> str:
    """Bounded: whoever takes longer is stopped, and its log says so."""
    with log.open("wb") as out:
        try:
            subprocess.run(command, stdout=out, stderr=out, stdin=subprocess.DEVNULL, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            out.write(b"\nstopped: out of time\n")
    return log.read_text("utf-8", "replace")
