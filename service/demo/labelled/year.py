"""Plays the labelled year: one plan, its cases, crowds, targets, self-scores and reports."""

from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from typing import NamedTuple
from uuid import UUID, uuid5

from events.plan_items import Front, Item
from service.demo.courses import Duty
from service.demo.days import instant
from service.demo.evaluated import periods_opened
from service.demo.happenings import catalogued
from service.demo.labelled.cases import cases
from service.demo.labelled.crowds import CROWDS, crowded
from service.demo.labelled.reports import told
from service.demo.labelled.scores import BEGINS, SHEETS, scored_themselves
from service.demo.labelled.targets import aims, amended
from service.demo.papers import as_word
from service.demo.people import NAM_SOI
from service.demo.script import Act, Script
from service.files import evidence
from service.imports.drafts import written
from service.imports.importer import read_plan
from service.plans.drafting import StartDraft
from service.tasks.issuing import IssuePlan

ISSUED, FILE = "d-288", "ke-hoach-nam-soi.docx"
DOCUMENT = files("service.demo").joinpath("documents", "ke-hoach-nam-soi.txt")
SIGNER = "Lù Văn Kiên"
TITLE = "Kế hoạch công tác năm của xã Nậm Sỏi"


class Plan(NamedTuple):
    """The plan of the year, and its tasks by the words of their duties."""

    acts: tuple[Act, Act]
    plan_id: UUID
    tasks: dict[str, UUID]


def labelled(script: Script) -> Iterator[Act]:
    """Give every act of the labelled year."""
    issued, lone = script.days.day(ISSUED), [*cases()]
    opened = [*periods_opened(script, "yen", issued)]
    crowds = [(crowd, crowd.duties(script.days)) for crowd in CROWDS]
    sheets = [sheet.duty(script.days) for sheet in SHEETS]
    several = [duty for _, duties in crowds for duty in duties]
    plan = _plan(script, [*(case.duty for case in lone), *sheets, *several], issued)
    yield from (*catalogued(issued, "yen", "kien"), *opened, *plan.acts)
    for case in lone:
        yield from _worked_on(script, plan, case.duty, script.days.day(case.begins))
    for duty in sheets:
        yield from _worked_on(script, plan, duty, script.days.day(duty.due) - BEGINS)
    for crowd, duties in crowds:
        tasks = [plan.tasks[duty.phrase] for duty in duties]
        yield from crowded(script, crowd, tasks, issued)
    yield from amended(script, plan.plan_id, issued, len(plan.tasks) + 1)
    yield from scored_themselves(script, opened)
    yield from told(script, plan.plan_id)


def _worked_on(script: Script, plan: Plan, duty: Duty, begins: date) -> Iterator[Act]:
    return script.worked_on(duty, plan.tasks[duty.phrase], begins)


def _plan(script: Script, duties: Sequence[Duty], issued: date) -> Plan:
    """Draft the plan with every duty clear and accepted, and issue it."""
    items = [_item(script, number, duty) for number, duty in enumerate(duties, 1)]
    items += aims(len(items) + 1)
    started = Act(instant(script.days.working(issued, -6), 20), "yen", _draft(script, items))
    plan_id = uuid5(started.command_id, "plan")
    issue = IssuePlan(
        plan_id=plan_id,
        number="08",
        symbol="KH-UBND",
        issued_on=issued,
        signer=SIGNER,
        signer_post="Chủ tịch",
    )
    issuing = Act(instant(issued, 45), "yen", issue)
    tasks = {
        duty.phrase: uuid5(issuing.command_id, f"task {number}")
        for number, duty in enumerate(duties, 1)
    }
    return Plan((started, issuing), plan_id, tasks)


def _draft(script: Script, items: Sequence[Item]) -> StartDraft:
    year = script.days.day(ISSUED).year
    data = as_word(
        DOCUMENT.read_text(encoding="utf-8").format(
            xa=NAM_SOI.place,
            XA=NAM_SOI.place.upper(),
            nam=year,
            chu_tich=SIGNER,
            viec="\n".join(f"- {item.text}." for item in items),
        )
    )
    said = evidence(FILE, data)
    script.keep(said, data)
    return StartDraft(
        file_sha256=said.sha256,
        file_name=said.name,
        reading_sha256=script.files.put(written(read_plan(data, FILE))),
        front=Front(title=TITLE, issuer=NAM_SOI.name, period=(year, year)),
        items=tuple(items),
    )


def _item(script: Script, number: int, duty: Duty) -> Item:
    clarity = script.clarity(duty)
    return Item(
        item_id=number, kind="task", text=duty.phrase, state="accepted", clarity=clarity
    )
