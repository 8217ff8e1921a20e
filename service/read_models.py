"""Every read model, by name: commands, `sauro rebuild` and the tests read this one list."""

from collections.abc import Iterable

from sqlalchemy import Connection, inspect, text

from service.catalogues import states as catalogue_states
from service.conclusions import merit_states
from service.conclusions import states as conclusion_states
from service.directives import copy_states as directive_copy_states
from service.directives import directive_states, receiver_states, reply_states
from service.discussions import comments, following
from service.evaluation import periods, rule_states, score_sheets
from service.evaluation.par import appraisal_states as par_appraisal_states
from service.evaluation.par import assessment_states as par_assessment_states
from service.evaluation.par import set_states as par_set_states
from service.evaluation.years import states as year_grades
from service.evidence import states as evidence_states
from service.evidence import uses as evidence_uses
from service.exchange import receipts
from service.history import ReadModel
from service.indicators import entries as indicator_entries
from service.indicators import figures as indicator_figures
from service.indicators import follow_up as indicator_follow_up
from service.indicators import states as indicator_states
from service.inspections import recommendations, visits
from service.inspections.missions import states as mission_states
from service.plans import states as plan_states
from service.remaking import remake
from service.reports import calendars as report_calendars
from service.reports import states as report_states
from service.reviews import rounds as review_rounds
from service.reviews import states as review_states
from service.search import filters
from service.tasks import handovers, meetings, sheets
from service.tasks import states as task_states
from service.vault.stores import event_store

READ_MODELS: tuple[ReadModel, ...] = (
    plan_states,
    task_states,
    indicator_states,
    indicator_entries,
    indicator_figures,
    indicator_follow_up,
    comments,
    following,
    handovers,
    sheets,
    filters,
    catalogue_states,
    evidence_states,
    evidence_uses,
    meetings,
    conclusion_states,
    merit_states,
    visits,
    recommendations,
    mission_states,
    rule_states,
    score_sheets,
    periods,
    receipts,
    report_calendars,
    report_states,
    review_rounds,
    review_states,
    directive_states,
    directive_copy_states,
    reply_states,
    receiver_states,
    par_set_states,
    par_appraisal_states,
    year_grades,
    par_assessment_states,
)
HOLD = text("SELECT FROM es.tenant_heads WHERE tenant_id = ctx.tenant() FOR UPDATE")
REGISTER = (
    "CREATE TABLE IF NOT EXISTS read_models (name text PRIMARY KEY, version int NOT NULL)"
)
NOTE = (
    "INSERT INTO read_models VALUES (:name, :version)"
    " ON CONFLICT (name) DO UPDATE SET version = excluded.version"
)


def rebuild(connection: Connection, *models: ReadModel) -> int:
    """Make read models of the bound tenant anew, all in one reading; gives how many events.

    The tenant's writers wait: a row changed meanwhile would be lost with those thrown away.
    """
    connection.execute(HOLD)
    return remake(models, event_store(connection).history(), connection)


def outdated(connection: Connection) -> list[ReadModel]:
    """List the read models whose table is absent or of another version; the owner asks."""
    connection.execute(text(REGISTER))
    rows = connection.execute(text("SELECT name, version FROM read_models"))
    kept = {row.name: row.version for row in rows}
    return [m for m in READ_MODELS if kept.get(m.table.name) != m.VERSION]


def dropped(connection: Connection) -> list[ReadModel]:
    """List the read models whose table is gone."""
    there = inspect(connection).get_table_names()
    return [model for model in READ_MODELS if model.table.name not in there]


def make_table(connection: Connection, model: ReadModel) -> None:
    """Put an empty table in the place of an outdated one, behind the tenant wall."""
    model.table.drop(connection, checkfirst=True)
    model.table.create(connection)
    wall = text("SELECT ctx.wall(to_regclass(:name), 'SELECT, INSERT, UPDATE, DELETE')")
    connection.execute(wall, {"name": model.table.name})
    limit_readers(connection, model)


def limit_readers(connection: Connection, model: ReadModel) -> None:
    """Let the database show a reader by mandate only the rows that the read model says."""
    said = {"name": model.table.name, "rows": getattr(model, "READERS", "false")}
    connection.execute(text("SELECT ctx.by_mandate(to_regclass(:name), :rows)"), said)


def note_versions(connection: Connection, models: Iterable[ReadModel]) -> None:
    """Remember that these read models are whole at their version."""
    for model in models:
        row = {"name": model.table.name, "version": model.VERSION}
        connection.execute(text(NOTE), row)
