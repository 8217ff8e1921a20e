"""What every labelled act is called where signals name things, and its label."""

from collections.abc import Iterator

from events.signals import SignalRule
from service.demo.labelled.cases import cases
from service.demo.labelled.crowds import CROWDS
from service.demo.labelled.label import Label
from service.demo.labelled.reports import REPORTS
from service.demo.labelled.scores import SHEETS
from service.demo.labelled.targets import AIMS
from service.demo.people import NAM_SOI


def labels() -> dict[tuple[SignalRule, str], Label]:
    """Give the label of every act, by its rule and what it is about.

    A task or target goes by its words, a unit and a person by the name, a report by the number.
    """
    return dict(_of_year())


def _of_year() -> Iterator[tuple[tuple[SignalRule, str], Label]]:
    people = {part.login: part for part in NAM_SOI.people}
    for case in cases():
        yield (case.rule, case.duty.phrase), case.label
    for crowd in CROWDS:
        yield ("rush", people[crowd.by].unit), crowd.label
    for aim in AIMS:
        yield ("target_lowered", aim.what), aim.label
    for sheet in SHEETS:
        yield ("self_score_above", people[sheet.login].name), sheet.label
    for report in REPORTS:
        yield (
            ("report_differs", f"Báo cáo {report.number}/BC-UBND"),
            "guilty" if report.typed else "innocent",
        )
