"""The shape of the code: small modules, one direction of dependency, nothing heavy before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 400  # lines; longer ones have more than one subject
MODULES = sorted(path.relative_to(ROOT) for part in ("accordingto", "evals") for path in (ROOT / part).rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_modules_have_one_subject(module: Path) -> None:
    lines = (ROOT / module).read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE, f"{module} has {lines} lines: split it by subject"


def test_dependencies_point_one_way() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_library_needs_no_heavy_package_to_be_imported() -> None:
    # What a first command costs: the reader's runtime, the database and the web server load when they are used.
    program = "import sys, accordingto; print(*sorted(set(sys.argv[1:]) & set(sys.modules)))"
    heavy = ["onnxruntime", "sqlalchemy", "starlette", "trafilatura", "numpy"]
    done = subprocess.run([sys.executable, "-c", program, *heavy], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
