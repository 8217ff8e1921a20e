"""Reading in a child process: same answer, refusals as types, and limits that hold."""

import os
from pathlib import Path

import pytest

from service.imports import refusals, sandbox
from service.imports.importer import read_plan
from tests.imports import hostile
from tests.imports.rendering import as_docx, sample

PLAN = sample("commune")


def children() -> set[str]:
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_the_child_reads_what_this_process_reads() -> None:
    assert sandbox.read(PLAN.encode(), "plan.txt") == read_plan(PLAN.encode(), "plan.txt")


def test_a_refusal_comes_back_as_its_type_with_its_facts() -> None:
    with pytest.raises(refusals.NotAPlanError) as caught:
        sandbox.read("BIÊN BẢN\nHọp tổ dân phố\n".encode(), "plan.txt")
    assert caught.value.found_kind == "minutes"


def test_a_damaged_file_is_refused_and_not_a_traceback() -> None:
    with pytest.raises(refusals.BrokenFileError):
        sandbox.read(hostile.document("<w:p><w:r>"), "plan.docx")


def test_a_reader_that_takes_too_long_is_stopped_and_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = tmp_path / "slow.sh"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr("service.imports.sandbox.sys.executable", str(slow))
    before = children()
    with pytest.raises(refusals.ReadingTookTooLongError) as caught:
        sandbox.read(PLAN.encode(), "plan.txt", seconds=1)
    assert caught.value.seconds == 1
    assert children() <= before


def test_a_reader_that_wants_too_much_memory_is_refused() -> None:
    with pytest.raises(refusals.UnreadableFileError):
        sandbox.read(as_docx(PLAN), "plan.docx", megabytes=20)


def test_the_child_knows_no_secret_of_its_parent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nosy = tmp_path / "nosy.sh"
    nosy.write_text(f"#!/bin/sh\nenv > {tmp_path}/seen\n")
    nosy.chmod(0o755)
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setattr("service.imports.sandbox.sys.executable", str(nosy))
    with pytest.raises(refusals.BrokenFileError):
        sandbox.read(PLAN.encode(), "plan.txt")
    assert "secret" not in (tmp_path / "seen").read_text()


@pytest.mark.parametrize("name", ["a\0b.txt", "\udce9.txt", "-x.txt", "a" * 200_000 + ".txt"])
def test_a_strange_name_does_no_harm(name: str) -> None:
    assert sandbox.read(PLAN.encode(), name).tasks
