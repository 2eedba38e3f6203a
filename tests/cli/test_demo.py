"""`accordingto demo`: builds the example with the real reader and serves it to this machine alone."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from accordingto.cli.demo import LOOPBACK, _serve
from accordingto.errors import PublishError

# A test run started in the background of a shell ignores SIGINT, and its children with it.
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from accordingto.cli import main
main()
"""


def test_the_example_is_built_and_served_until_interrupted(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    command = [sys.executable, "-u", "-c", PROGRAM, "demo", "--out", str(out), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        built, served = process.stdout.readline(), process.stdout.readline()
        assert built, process.stderr.read()
        assert built == f"The page is {out.resolve() / 'index.html'}\n"
        address = re.match(rf"Open (http://{LOOPBACK}:\d+/)", served)
        assert address
        page = httpx.get(address.group(1), trust_env=False)
        assert page.status_code == 200
        assert "Syria: eleven days to Damascus" in page.text
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(20) == 0
        finally:
            process.kill()


def test_a_port_that_is_taken_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        with pytest.raises(PublishError, match="--port"):
            _serve(tmp_path, taken.getsockname()[1])
