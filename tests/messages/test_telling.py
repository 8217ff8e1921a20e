"""Those whom an event concerns find it under their bell; nobody else, and nobody twice."""

from decimal import Decimal
from uuid import UUID, uuid4, uuid5

import pytest
from msgspec.structs import replace

from events.tasks.refusals import NotYourDecisionError
from service.clock import now
from service.messages import alerts
from service.tasks.deadlines import ExtendDeadline
from service.tasks.judging import Accept, SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tenants.directory import heads_of
from tests.messages.looking import bell, kinds
from tests.past import duty
from tests.people import SINCE, Commune
from tests.tasks.given import DUE, given_task
from tests.tasks.recurring import drafted, issue


def test_a_task_is_told_to_the_person_in_charge_and_to_nobody_else(commune: Commune) -> None:
    task_id = given_task(commune)
    [told] = bell(commune, "khai")
    assert (told.kind, told.subject_id, told.day) == ("given", task_id, DUE)
    assert told.by == commune.actors["ha"].person_id
    assert [bell(commune, login) for login in ("ha", "do", "dung", "hung")] == [[], [], [], []]


def test_the_way_of_a_product_is_told_to_each_whose_turn_it_is(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    assert kinds(commune, "do") == ["handed_in"]
    commune.do(SendBack(task_id=task_id, reason="Thiếu ảnh"), by="do")
    commune.do(Submit(task_id=task_id, note="Có ảnh"), by="khai")
    commune.do(Accept(task_id=task_id, note=""), by="do")
    assert kinds(commune, "do") == ["handed_in", "handed_in"]
    assert kinds(commune, "khai") == ["given", "returned", "accepted"]


def test_an_obstacle_is_told_to_who_may_help_and_the_new_date_to_who_asked(
    commune: Commune,
) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    obstacle = ReportObstacle(task_id=task_id, cause="objective", text="Mất điện", proposal="")
    commune.do(obstacle, by="khai")
    assert kinds(commune, "dung") == ["obstacle"]
    later = DUE.replace(month=7)
    commune.do(ExtendDeadline(task_id=task_id, due_on=later, reason="Mất điện"), by="dung")
    assert (bell(commune, "khai")[0].kind, bell(commune, "khai")[0].day) == ("extended", later)


def test_a_resent_command_tells_nobody_a_second_time(commune: Commune) -> None:
    task_id, command_id = given_task(commune), uuid4()
    commune.do(Acknowledge(task_id=task_id), by="khai")
    for _ in range(3):
        submit = Submit(task_id=task_id, note="Xong")
        commune.do(submit, by="khai", command_id=command_id)
    assert kinds(commune, "do") == ["handed_in"]


def test_a_refused_command_tells_nobody(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    with pytest.raises(NotYourDecisionError):
        commune.do(Accept(task_id=task_id, note=""), by="su")
    assert kinds(commune, "khai") == ["given"]


def test_progress_is_nobodys_news(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(5), note=""), by="khai")
    assert kinds(commune, "khai") == ["given"]
    assert bell(commune, "do") == []


def test_what_was_read_no_longer_counts_and_stays_in_the_list(commune: Commune) -> None:
    task_id, khai = given_task(commune), commune.actors["khai"].person_id
    given_task(commune)
    with commune.ledger.scope.begin() as connection:
        assert alerts.count_unread(connection, khai) == 2
        alerts.read(connection, khai, now(), task_id)
        assert alerts.count_unread(connection, khai) == 1
        alerts.read(connection, khai, now(), None)
        assert alerts.count_unread(connection, khai) == 0
    assert len(bell(commune, "khai")) == 2


def test_a_task_for_a_unit_is_told_to_those_who_lead_it(commune: Commune) -> None:
    with commune.ledger.scope.begin() as connection:
        leading = heads_of(connection, commune.actors["khai"].unit_id, SINCE)
        none = heads_of(connection, None, SINCE)
    assert (leading, none) == ([commune.actors["do"].person_id], [])


def followed_by(commune: Commune, login: str) -> UUID:
    """Give Khải a task that the holder of a post follows."""
    item = duty(commune, 1)
    clarity = replace(item.clarity, follower_post_id=commune.actors[login].post_id)
    return uuid5(issue(commune, drafted(commune, replace(item, clarity=clarity))), "task 1")


def test_who_follows_by_their_post_hears_that_it_moved(commune: Commune) -> None:
    task_id = followed_by(commune, "hung")
    assert kinds(commune, "hung") == ["followed"]
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    assert kinds(commune, "hung") == ["followed", "followed"]


def test_who_decides_and_follows_hears_it_once(commune: Commune) -> None:
    task_id = followed_by(commune, "do")
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    assert kinds(commune, "do") == ["followed", "handed_in"]
