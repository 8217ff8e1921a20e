"""What evaluation has in a furnished commune: periods, grades, rules, catalogues."""

from decimal import Decimal
from uuid import UUID, uuid5

from msgspec import structs

from events.catalogues import Drafted, WorkItem
from events.grading.steps import grade_id
from events.par_sets import Drafted as ParDrafted
from events.scoring import sheet_id
from service.catalogues.versions import DraftCatalogue
from service.clock import today
from service.demo.criteria import criteria
from service.evaluation.choosing import every_shipped
from service.evaluation.opening import OpenYear
from service.evaluation.par.sets import DraftParSet
from service.evaluation.rule_versions import DraftRules
from service.evaluation.rules import shipped, written
from service.evaluation.sheets import SelfScore
from service.evaluation.years.preparing import HoldMeeting
from tests.people import Commune


def period(commune: Commune, mark: str) -> dict[str, object]:
    """Let the commune have opened a year's periods, in one of which Khải scored himself."""
    period_id = uuid5(commune.do(OpenYear(year=2026), by="ha"), "month 2026-01-01")
    common = {item.code: item.most for item in shipped("nd335-2025").common}
    said = SelfScore(period_id=period_id, common=common, picked={}, note=mark)
    commune.do(said, by="khai")
    sheet = sheet_id(commune.actors["khai"].person_id, period_id)
    return {"period_id": period_id, "score_sheet_id": sheet}


def graded(commune: Commune, mark: str, year: int) -> UUID:
    """Let Khải be one of whom a meeting spoke, in the grading of a year."""
    day = today(commune.tenant.zone)
    met = HoldMeeting(
        year=year,
        people=(commune.actors["khai"].person_id,),
        held_on=day,
        number=mark,
        present=9,
        note=mark,
    )
    commune.do(met, by="ha")
    return grade_id(commune.actors["khai"].person_id, year)


def catalogue(commune: Commune, mark: str) -> UUID:
    """Let the commune have a work catalogue that was not decided yet."""
    five = Decimal(5)
    item = WorkItem(
        code=mark, task=mark, product=mark, group=1, points=five, coefficient=Decimal(1)
    )
    drafted = Drafted(
        population="civil_servant",
        title=mark,
        standard_points=five,
        frames=(),
        items=(item,),
        file_name=f"{mark}.xlsx",
        file_sha256="2" * 64,
    )
    return uuid5(commune.do(DraftCatalogue(drafted=drafted), by="ha"), "catalogue")


def rules(commune: Commune, mark: str) -> UUID:
    """Let the commune have rules that nobody signed yet."""
    [base] = [one for one in every_shipped() if one.ref.code == "nd335-2025"]
    text = written(structs.replace(base.rules, name=mark))
    command = DraftRules(text=text, population="cadre", based_on=base.ref)
    return uuid5(commune.do(command, by="ha"), "rules")


def par_set(commune: Commune, mark: str) -> UUID:
    """Let there be a set of reform criteria that was not decided yet."""
    said = structs.replace(criteria(2026), title=mark)
    drafted = ParDrafted(par_set=said, file_name=f"{mark}.xlsx", file_sha256="2" * 64)
    return uuid5(commune.do(DraftParSet(drafted=drafted), by="ha"), "par set")
