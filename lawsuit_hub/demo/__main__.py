"""`scripts/demo`: an instance of invented people, one group taken through the whole way by the services everybody uses.

Run again it changes nothing. There is no fixed code and no back door: codes and invites go to outbox.jsonl like anybody's.
"""

import argparse
import json
import logging
import os
import socket
import sys
import urllib.request
from collections.abc import Sequence
from urllib.error import URLError

from lawsuit_hub.demo.life import FOLDER
from lawsuit_hub.demo.story import tell
from lawsuit_hub.infra.files import write_private
from lawsuit_hub.instance import Instance, make_instance, migrate, open_instance
from lawsuit_hub.serve import run
from lawsuit_hub.settings import DATABASE_VARIABLE, SETTINGS_FILE, Settings

SETTINGS = """\
# The demo: plain http on this machine only, keys marked as demo keys, messages into outbox.jsonl.
production = false
allow_file_carrier = true
public_base_url = "http://localhost:{port}"
trusted_hosts = ["127.0.0.1", "localhost"]
port = {port}
# Whoever tries it at night reads what is sent.
quiet_from = 0
quiet_until = 0
# No such channel: what would be posted there is shown at /desk/channel.
channel_url = "https://pf.kakao.com/_exampledemo"
channel_name = "우리동네 안내"
"""


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="demo")
    parser.add_argument("--no-serve", action="store_true", help="make the demo and end")
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING)
    instance = open_demo(asked.port)
    story = tell(instance)
    print(story)
    instance.engine.dispose()
    if asked.no_serve:
        return 0
    if already_served(asked.port):
        print(f"\nThe demo is served at http://localhost:{asked.port} already.")
        return 0
    if taken(asked.port):
        print(f"port {asked.port} is taken: ./scripts/demo --port N", file=sys.stderr)
        return 1
    print(f"\nServing http://127.0.0.1:{asked.port} and http://localhost:{asked.port}; stop with Ctrl-C.", flush=True)
    os.environ.pop(DATABASE_VARIABLE, None)
    return run(instance.settings, port=asked.port)


def open_demo(port: int) -> Instance:
    """The demo's own instance, made on first sight. It never touches another database, whatever DATABASE_URL says."""
    text = SETTINGS.format(port=port)
    if not (FOLDER / SETTINGS_FILE).exists():
        return make_instance(FOLDER, text=text, demo=True, environ={})
    write_private(FOLDER / SETTINGS_FILE, text.encode())
    settings = Settings.load(FOLDER, environ={})
    migrate(settings)
    return open_instance(settings)


def taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def already_served(port: int) -> bool:
    """Is what answers there a Lawsuit Hub?"""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
            return bool(json.loads(answer.read()) == {"ok": True})
    except (URLError, OSError, ValueError):
        return False


if __name__ == "__main__":
    sys.exit(main())
