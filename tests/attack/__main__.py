"""`scripts/attack`: wapiti and sqlmap against a throwaway demo on this machine, as everybody who may sign in, and nobody.

Exit 0 when every finding has an explanation in docs/attacks-explained.toml, 1 otherwise.
"""

import argparse
import re
import socket
import sys
import tempfile
import time
import tomllib
from datetime import date
from pathlib import Path

from tests.attack import demo, scanners, visitors
from tests.attack.scanners import Finding, Told
from tests.attack.visitors import Visitor
from tests.rules.source import ROOT

EXPLAINED = ROOT / "docs" / "attacks-explained.toml"
TOOLS = ROOT / ".attack"
WHO = ("visitor", "newcomer", "member", "caseworker", "lawyer", "privacy_officer", "admin")


def main() -> int:
    parser = argparse.ArgumentParser(prog="attack", description=__doc__)
    parser.add_argument(
        "--minutes",
        type=float,
        default=4,
        help="the longest that wapiti takes for one persona, and sqlmap for one form",
    )
    parser.add_argument("--as", dest="who", choices=WHO, action="append", help="one of them only; may be repeated")
    parser.add_argument("--tool", choices=("wapiti", "sqlmap"), action="append", help="one of them only")
    asked = parser.parse_args()
    print(f"wapiti's modules: {', '.join(scanners.MODULES)}")
    print("left out: " + "; ".join(f"{name} ({why})" for name, why in scanners.LEFT_OUT.items()), flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hub-attack-") as made:
        told = attack(Path(made), asked.who or list(WHO), asked.tool or ["wapiti", "sqlmap"], int(asked.minutes * 60))
    findings = [finding for one in told for finding in one.findings]
    explained = tomllib.loads(EXPLAINED.read_text("utf-8"))["explained"]
    open_ones = [finding for finding in findings if not _explains(explained, finding)]
    for finding in open_ones:
        print(f"FINDING {finding.tool} as {finding.who}: {finding.what}")
    print(
        f"{date.today()}: {len(findings)} findings, {len(findings) - len(open_ones)} explained, {len(open_ones)} not;"  # noqa: DTZ011
        f" {time.monotonic() - began:.0f} s"
    )
    return 1 if open_ones else 0


def attack(folder: Path, who: list[str], tools: list[str], seconds: int) -> list[Told]:
    """A new demo for each persona: what one broke or spent is not another's."""
    told: list[Told] = []
    for name in who:
        place, out = folder / name / "demo", TOOLS / "last" / name
        out.mkdir(parents=True, exist_ok=True)
        with demo.served(place, free_port(), out / "demo.log") as base, demo.without_limits(place):
            for tool in tools:
                one = enter(name, base, place)
                run = scanners.wapiti if tool == "wapiti" else scanners.sqlmap
                program = TOOLS / ("wapiti3" if tool == "wapiti" else "sqlmap") / "bin" / tool
                told.append(run(program, one, out, seconds))
                print(told[-1].summary, flush=True)
                if not one.is_in():
                    raise RuntimeError(f"{tool} signed the {one.name} out: what came after proves nothing")
        told.append(incidents(name, out / "demo.log"))
        print(told[-1].summary, flush=True)
    return told


def enter(name: str, base: str, folder: Path) -> Visitor:
    if name == "visitor":
        return Visitor(name, base, folder)
    if name == "newcomer":
        return visitors.newcomer(base, folder)
    return visitors.member(base, folder) if name == "member" else visitors.staff(base, folder, name)


def incidents(name: str, log: Path) -> Told:
    """Whatever the service itself could not answer, seen by a scanner or not."""
    lines = re.findall(r"incident [0-9A-F-]{9}: (.*)", log.read_text("utf-8", "replace"))
    findings = [Finding("service", name, line) for line in dict.fromkeys(lines)]
    return Told(f"the service's log as {name}: {len(lines)} incidents", findings)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _explains(explained: list[dict[str, str]], finding: Finding) -> bool:
    return any(one["tool"] == finding.tool and re.search(one["what"], finding.what) for one in explained)


if __name__ == "__main__":
    sys.exit(main())
