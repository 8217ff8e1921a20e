"""Each commune keeps its own standing: when something happened, or a day turned something."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import text

from service.demo.standings import past_days
from service.ledgers import Instance
from service.oversight.keeping import keep_past, refresh
from service.tasks.working import ReportProgress
from service.worker import Worker
from tests.exchange.pairs import linked, province_of
from tests.past import Story, days_ago, duty, issued, local_day, target
from tests.people import Commune
from tests.tasks.given import given_task

ROWS = text("SELECT * FROM oversight.standings ORDER BY day")


def stand(commune: Commune) -> bool:
    with commune.ledger.scope.begin() as connection:
        return refresh(connection, commune.tenant)


def rows(commune: Commune) -> list[dict[str, object]]:
    with commune.ledger.scope.begin() as connection:
        return [dict(row) for row in connection.execute(ROWS).mappings()]


def test_without_a_link_to_a_province_nothing_is_kept(commune: Commune) -> None:
    given_task(commune)
    assert (stand(commune), rows(commune)) == (False, [])


def test_a_standing_is_reckoned_when_something_happened_and_not_again(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    linked(commune, province_of(admin, instance))
    task_id = given_task(commune)
    assert (stand(commune), stand(commune)) == (True, False)
    [row] = rows(commune)
    assert (row["owners"], row["open_tasks"], row["late"], row["silent"]) == (1, 1, 0, 0)
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(5)), by="khai")
    assert stand(commune)
    [again] = rows(commune)
    assert again["up_to"] == int(str(row["up_to"])) + 1


def test_a_day_that_turns_something_is_enough(
    admin: Instance, instance: Instance, commune: Commune
) -> None:
    linked(commune, province_of(admin, instance))
    stand(commune)
    with commune.ledger.scope.begin() as connection:
        connection.execute(text("UPDATE oversight.standings SET stale_on = day"))
    assert stand(commune)


def test_the_worker_keeps_it_for_every_commune(
    admin: Instance, instance: Instance, commune: Commune, tmp_path: Path
) -> None:
    linked(commune, province_of(admin, instance))
    Worker(instance, tmp_path)._stand([commune.tenant])
    assert len(rows(commune)) == 1


def test_past_days_are_known_with_what_was_known_then(story: Story) -> None:
    late = duty(story, 1, due=local_day(30))
    issued(story, [late, duty(story, 2), target(3)], at=days_ago(60))
    with story.ledger.scope.begin() as connection:
        for back in (40, 20, 20):  # one day twice is one row
            keep_past(connection, story.tenant, local_day(back), days_ago(back, 16))
    first, second = rows(story)
    assert (first["late"], second["late"], second["late_since"]) == (0, 1, local_day(30))
    assert (first["silent"], second["silent_since"]) == (1, local_day(60))
    assert (second["indicators"], second["measured"]) == (1, 0)
    with story.ledger.scope.begin() as connection:
        days = connection.execute(text("SELECT day FROM oversight.figures")).scalars().all()
    assert days == [local_day(40)] == [second["figures_on"]]


def test_the_demonstration_keeps_the_weeks_and_months_since_the_link() -> None:
    kept = past_days(date(2026, 3, 5), date(2026, 2, 20))
    assert kept == [date(2026, 2, 20), date(2026, 2, 27), date(2026, 2, 28)]
    assert past_days(date(2026, 3, 5), date(2026, 3, 5)) == []
