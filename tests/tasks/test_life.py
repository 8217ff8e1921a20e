"""The life of a task is one table: whole, drawn, and without a way around it."""

from typing import get_args

import pytest

from events.tasks.life import DONE, LIFE, OPEN, STOPPED, Act, Party, Status, forbids_own
from tests.architecture.sources import ROOT
from tests.tasks.drawing import drawn

STATES: tuple[Status, ...] = get_args(Status)
JUDGING: set[Act] = {
    "accept",
    "send_back",
    "rate",
    "extend",
    "refuse_extension",
    "suspend",
    "resume",
    "answer_obstacle",
}


def test_the_drawing_in_the_documents_is_the_table() -> None:
    assert (ROOT / "docs/life-of-a-task.md").read_text(encoding="utf-8") == drawn()


def test_every_state_is_open_or_done_or_stopped_and_only_one_of_them() -> None:
    assert sorted(STATES) == sorted([*OPEN, *DONE, *STOPPED])


@pytest.mark.parametrize("state", STATES)
def test_every_state_is_reached(state: Status) -> None:
    assert [step for step in LIFE if step.end == state]


@pytest.mark.parametrize("state", sorted(OPEN))
def test_an_open_task_is_never_stuck(state: Status) -> None:
    assert [step for step in LIFE if state in step.start and step.end not in {None, state}]


@pytest.mark.parametrize("state", sorted(STOPPED | {"locked"}))
def test_nothing_moves_what_was_stopped_or_locked(state: Status) -> None:
    assert not [step for step in LIFE if state in step.start and step.end]


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_is_in_the_table_and_leads_to_one_state(act: Act) -> None:
    steps = [step for step in LIFE if step.act == act]
    assert len({step.end for step in steps}) == 1
    assert len({step.own for step in steps}) == 1
    starts = [start for step in steps for start in step.start]
    assert len(starts) == len(set(starts))


@pytest.mark.parametrize("act", sorted(JUDGING | {"recall", "cancel", "transfer", "lock"}))
def test_nobody_judges_or_takes_away_their_own_work(act: Act) -> None:
    assert forbids_own(act)


def test_every_party_has_something_to_do() -> None:
    assert {party for step in LIFE for party in step.by} == set(get_args(Party))
