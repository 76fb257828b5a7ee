"""Serves a tier of an instance: web processes and what else belongs to it. Stops all when one stops or when told to."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence

from lawsuit_hub.doctor_messages import wrong_with_messages
from lawsuit_hub.infra import stopping
from lawsuit_hub.instance import open_instance
from lawsuit_hub.privacy.keyring import BadKeys
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import INSTANCE_VARIABLE, TIER_VARIABLE, BadSettings, Settings

THREADS = 64
STOP_SECONDS = 20

WORKER, ANSWERING = "lawsuit_hub.worker", "lawsuit_hub.answering"
# What runs beside the web processes. Only the inner tier sends, and answers the tiers outside.
BESIDE = {Tier.ALL: (WORKER,), Tier.INNER: (WORKER, ANSWERING)}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="serve")
    parser.add_argument(
        "--tier", choices=[*Tier], help="which part; without it what the settings say, and without that everything"
    )
    tier = parser.parse_args(arguments).tier
    try:
        settings = Settings.load(environ={**os.environ, TIER_VARIABLE: tier} if tier else None)
        instance = open_instance(settings)
        settings.refuse_unfit_for_serving(demo_keys=instance.works.ring.is_demo)
        if wrong := wrong_with_messages(settings):
            raise BadSettings("; ".join(wrong))
        instance.engine.dispose()
    except (BadSettings, BadKeys) as refusal:
        print(f"refused: {refusal}", file=sys.stderr)
        return 1
    return run(settings, port=settings.port)


def run(settings: Settings, *, port: int) -> int:
    """The tier's processes until SIGTERM or SIGINT, or until one of them ends by itself (then exit 1)."""
    environment = {**os.environ, INSTANCE_VARIABLE: str(settings.instance), TIER_VARIABLE: settings.tier.value}
    commands = [web_command(settings, port), *(_python(module) for module in BESIDE.get(settings.tier, ()))]
    children = [subprocess.Popen(command, env=environment) for command in commands]
    asked = stopping.told()
    while not asked.wait(0.3) and all(child.poll() is None for child in children):
        pass
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if asked.is_set() else 1


def web_command(settings: Settings, port: int) -> list[str]:
    """gunicorn's; what it lets through and how long it waits is told in infra/web_server.py and docs/web.md."""
    return [
        sys.executable, "-P", "-m", "gunicorn", "lawsuit_hub:create_app()",
        "--worker-class", "lawsuit_hub.infra.web_server.Worker", "--logger-class", "lawsuit_hub.infra.web_server.Lines",
        "--workers", str(settings.workers), "--threads", str(THREADS),
        "--bind", f"{settings.bind}:{port}", "--max-requests", "20000", "--max-requests-jitter", "2000",
        "--graceful-timeout", "15", "--timeout", "60", "--worker-tmp-dir", "/dev/shm" if os.path.isdir("/dev/shm") else "/tmp",  # noqa: S108, PTH112
        "--no-control-socket", "--limit-request-line", "4094", "--limit-request-fields", "60", "--limit-request-field_size", "8190",
        "--forwarded-allow-ips", ",".join(settings.proxy_networks if settings.proxies else ()),
    ]  # fmt: skip


def _python(module: str) -> list[str]:
    # Not `-m`: huey names tasks by their module, and the web processes know it by its own name, not as __main__.
    return [sys.executable, "-P", "-c", f"import sys; from {module} import main; sys.exit(main())"]


if __name__ == "__main__":
    sys.exit(main())
