"""A PostgreSQL server of the tests' own: started on a unix socket in a new folder, stopped and removed with them."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

UNPRIVILEGED = "postgres"  # the server refuses to run as root; its package makes this user
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=''")


def programs() -> Path | None:
    """The folder of the newest PostgreSQL server programs, None if none are installed."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3].split(".")[0]))
    candidates = [*([Path(on_path).resolve()] if on_path else []), *reversed(found)]
    return candidates[0].parent if candidates else None


def missing() -> str | None:
    """Why no server can be started here, None if one can."""
    if programs() is None:
        return "PostgreSQL's server programs (initdb, pg_ctl) are not installed"
    if os.geteuid() == 0 and (shutil.which("setpriv") is None or not _has_user()):
        return "PostgreSQL does not run as root, and there is no user 'postgres' to run it as"
    return None


@contextmanager
def server() -> Iterator[str]:
    """The folder of a running server's socket; it lives as long as the context."""
    folder = Path(tempfile.mkdtemp(prefix="accordingto-pg-"))
    if os.geteuid() == 0:
        os.chown(folder, pwd.getpwnam(UNPRIVILEGED).pw_uid, -1)
    data = folder / "data"
    _run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = " ".join(f"-c {setting}" for setting in (*SPEED, f"unix_socket_directories='{folder}'"))
    try:
        _run("pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        yield str(folder)
    finally:
        _run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _has_user() -> bool:
    return any(entry.pw_name == UNPRIVILEGED for entry in pwd.getpwall())


def _run(program: str, *arguments: str | Path) -> None:
    folder = programs()
    assert folder is not None
    command: Sequence[str] = [str(folder / program), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups", *command]
    # Output goes nowhere: the server would inherit a pipe and keep us waiting for its end.
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
