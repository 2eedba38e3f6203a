"""What the public sees of issues."""

from __future__ import annotations

import pytest

from accordingto.model import Issue
from accordingto.publish.issues import code_words, without_folders

SUBJECTS = [
    # files, as captures name them and as people name a source that is not there
    ("file:/home/anna/syria/reports.jsonl#line=7", "reports.jsonl#line=7"),
    ("file:/home/anna/syria/crawl.warc.gz#http://paper.example/a/b", "crawl.warc.gz#http://paper.example/a/b"),
    ("/srv/desk/inbox/statement.txt", "statement.txt"),
    ("file:reports/statement.txt", "statement.txt"),
    # nothing local: addresses, ids, and names without a folder
    ("https://paper.example/2024/12/01/hama.html#p2", "https://paper.example/2024/12/01/hama.html#p2"),
    ("422a9a0c93ba0b40a276", "422a9a0c93ba0b40a276"),
    ("statement.txt", "statement.txt"),
    ("", ""),
]


@pytest.mark.parametrize(("subject", "shown"), SUBJECTS)
def test_folders_of_the_machine_stay_there(subject: str, shown: str) -> None:
    issue = Issue(stage="ingest", code="bad_date", subject=subject, detail="the date is none")
    assert without_folders(issue).subject == shown


def test_the_sentence_names_no_folder_either() -> None:
    detail = "cannot read /srv/desk/inbox/statement.txt: permission denied"
    issue = Issue(stage="ingest", code="unreadable", subject="/srv/desk/inbox/statement.txt", detail=detail)
    assert without_folders(issue).detail == "cannot read statement.txt: permission denied"


@pytest.mark.parametrize(("code", "words"), [("bad_date", "Bad date"), ("text-too-long", "Text too long"), ("x", "X")])
def test_codes_are_written_as_words(code: str, words: str) -> None:
    assert code_words(code) == words
