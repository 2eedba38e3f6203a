"""Files: only changes are written, only our own are removed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from accordingto.errors import PublishError
from accordingto.publish.output import MANIFEST, write_files


def test_writing_twice_writes_once(tmp_path: Path) -> None:
    files = {"index.html": b"a", "events/1.html": b"b"}
    first = write_files(tmp_path, files)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    second = write_files(tmp_path, files)
    assert (first.written, first.unchanged) == (2, 0)
    assert (second.written, second.unchanged, second.removed) == (0, 2, 0)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_page_no_longer_needed_goes_with_its_empty_folder(tmp_path: Path) -> None:
    write_files(tmp_path, {"index.html": b"a", "events/1.html": b"b"})
    assert write_files(tmp_path, {"index.html": b"a"}).removed == 1
    assert not (tmp_path / "events").exists()


def test_what_somebody_else_put_there_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    write_files(tmp_path, {"index.html": b"a", "old.html": b"b"})
    (tmp_path / "old.html").write_text("changed by hand", encoding="utf-8")
    assert write_files(tmp_path, {"index.html": b"a"}).removed == 0
    assert (tmp_path / "notes.txt").exists()
    assert (tmp_path / "old.html").exists()


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/hostname", "a/../../outside.txt"])
def test_a_forged_manifest_removes_nothing_outside(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"x")
    out = tmp_path / "site"
    out.mkdir()
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # SHA-256 of "x"
    (out / MANIFEST).write_text(json.dumps({name: digest}), encoding="utf-8")
    assert write_files(out, {"index.html": b"a"}).removed == 0
    assert outside.exists()


def test_a_broken_manifest_is_no_manifest(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(b"\xff{")
    assert write_files(tmp_path, {"index.html": b"a"}).written == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "site"
    blocked.write_bytes(b"a file, not a folder")
    with pytest.raises(PublishError, match="site"):
        write_files(blocked, {"index.html": b"a"})
