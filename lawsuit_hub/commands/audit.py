"""`hub audit …`: the trail is verified, signed, handed out."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.infra.files import write_private


@click.group(name="audit")
def audit_() -> None:
    """The audit trail: who did what to whom, when and why."""


@audit_.command()
@click.option("--json", "as_json", is_flag=True)
def verify(as_json: bool) -> None:
    """Checks every line, the signed checkpoints and the head file; exit 1 if anything is broken."""
    with opened().works.open(acting(), read_only=True) as work:
        verdict = audit.verify(work)
    if as_json:
        click.echo(json.dumps({"ok": verdict.ok, **asdict(verdict)}))
    elif verdict.ok:
        click.echo(f"{verdict.lines} lines and {verdict.checkpoints} checkpoints are whole")
    else:
        click.echo(f"BROKEN: {verdict.problem}")
    if not verdict.ok:
        sys.exit(1)


@audit_.command()
@click.option("--out", type=click.Path(path_type=Path), help="all checkpoints as JSON, for scripts/verify-checkpoint")
def checkpoint(out: Path | None) -> None:
    """Verifies the trail and signs it as it stands."""
    works = opened().works
    made = audit.sign(works, acting())
    if out is not None:
        with works.open(acting(), read_only=True) as work:
            write_private(out, json.dumps(audit.exported_checkpoints(work), indent=1).encode() + b"\n")
    click.echo(f"checkpoint {made.number}: {made.lines} lines, digest {made.digest.hex()}")


@audit_.command(name="export")
@click.argument("file", type=click.Path(path_type=Path))
def export_(file: Path) -> None:
    """All lines with their hashes, a JSON object a line, for scripts/verify-checkpoint."""
    works = opened().works
    with works.open(acting()) as work:
        audit.record(work, "audit:exported")
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    with (
        works.open(acting(), read_only=True) as work,
        os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as to,
    ):
        lines = sum(1 for line in audit.exported_lines(work) if to.write(line))
    part.replace(file)
    click.echo(f"{lines} lines")


@audit_.command(name="accept-head")
@click.option("--reason", required=True)
def accept_head(reason: str) -> None:
    """The trail as it stands becomes the known one, after its head file was lost; the trail itself says so."""
    audit.accept_head(opened().works, acting(), deed="audit:head-accepted", reason=audit.clean_reason(reason))
    click.echo("the head file knows the trail as it stands")
