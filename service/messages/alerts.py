"""What waits under a person's bell; each cause is told once, by its key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Table,
    Text,
    case,
    cast,
    func,
    literal,
    select,
    text,
    update,
)

from service.conclusions.states import table as conclusions
from service.directives.reply_states import table as directives
from service.evaluation.periods import table as periods
from service.evaluation.score_sheets import table as sheets
from service.evaluation.years.states import table as grades
from service.evidence.states import table as evidence
from service.history import standing
from service.indicators.states import table as indicators
from service.inspections.missions.states import table as missions
from service.inspections.visits import table as visits
from service.messages.kinds import OURS_ALONE, About, Kind, about
from service.messages.outbox import tell_others
from service.reports.states import table as reports
from service.reviews.states import table as reviews
from service.tasks.states import table as tasks
from tenants.tables import alerts, tenants

KEPT = timedelta(days=60)
MOST = 100  # lines under a bell
SUBJECTS = (
    tasks.c.task_id,
    indicators.c.indicator_id,
    evidence.c.evidence_id,
    sheets.c.sheet_id,
    grades.c.grade_id,
    conclusions.c.conclusion_id,
    directives.c.reply_id,
    reports.c.report_id,
    reviews.c.review_id,
    visits.c.inspection_id,
    missions.c.mission_id,
)
INSERT = text("""
    INSERT INTO alerts (tenant_id, alert_id, person_id, key, kind, subject_id, by_person_id,
                        at_tenant, day, made_at)
    SELECT ctx.tenant(), n.alert_id, n.person_id, n.key, n.kind, n.subject_id, n.by_person_id,
           n.at_tenant, n.day, n.made_at
      FROM unnest(CAST(:alert_id AS uuid[]), CAST(:person_id AS uuid[]), CAST(:key AS text[]),
                  CAST(:kind AS text[]), CAST(:subject_id AS uuid[]),
                  CAST(:by_person_id AS uuid[]), CAST(:at_tenant AS int[]),
                  CAST(:day AS date[]), CAST(:made_at AS timestamptz[]))
           AS n(alert_id, person_id, key, kind, subject_id, by_person_id, at_tenant, day,
                made_at)
    ON CONFLICT ON CONSTRAINT uq_alerts_key DO NOTHING
    RETURNING key
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing for one person to know about a task, or about what else its kind speaks of.

    `key` names the cause for this person: the same key is told once. `day` is the deadline it
    speaks of, where it speaks of one; `at` the other tenant at which it happened.
    """

    person_id: UUID
    key: str
    kind: Kind
    subject_id: UUID
    by: UUID | None = None
    day: date | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """A line under the bell, with what it is about as that stands, and where it was."""

    alert_id: UUID
    kind: Kind
    subject_id: UUID
    code: str
    content: str
    by: UUID | None
    place: str
    day: date | None
    made_at: datetime
    read_at: datetime | None

    @property
    def about(self) -> About:
        """What it speaks of."""
        return about(self.kind)


def alert(connection: Connection, news: Iterable[News], at: datetime) -> int:
    """Put lines under bells and let subscribed systems know; gives how many were new."""
    told = list(news)
    if not told:
        return 0
    rows = {
        "alert_id": [uuid4() for _ in told],
        "person_id": [one.person_id for one in told],
        "key": [one.key for one in told],
        "kind": [one.kind for one in told],
        "subject_id": [one.subject_id for one in told],
        "by_person_id": [one.by for one in told],
        "at_tenant": [one.at for one in told],
        "day": [one.day for one in told],
        "made_at": [at for _ in told],
    }
    new = set(connection.execute(INSERT, rows).scalars())
    others = (one for one in told if about(one.kind) not in OURS_ALONE)
    fresh = (one for one in others if one.key in new)
    tell_others(
        connection,
        {one.key: (one.kind, about(one.kind), one.subject_id) for one in fresh},
        at,
    )
    return len(new)


def of_person(
    connection: Connection,
    person_id: UUID,
    *,
    unread: bool = False,
    at: datetime | None = None,
) -> list[Alert]:
    """List what was told to a person, newest first, at most a hundred lines.

    At an instant: what had been told and read by then, of things as they stood then.
    """
    period = literal("kỳ từ ") + _day(periods.c.start) + " đến " + _day(periods.c.end)
    year = literal("năm ") + cast(grades.c.year, Text)
    paper = case(
        (sheets.c.sheet_id.is_not(None), "Phiếu điểm"),
        (grades.c.grade_id.is_not(None), "Xếp loại"),
        (reports.c.report_id.is_not(None), "Báo cáo"),
        (reviews.c.review_id.is_not(None), "Kiểm điểm"),
    )
    coded = (tasks.c.code, indicators.c.code, evidence.c.number, paper, conclusions.c.number)
    named = (tasks.c.content, indicators.c.content, evidence.c.title, period, year)
    ordered = (visits.c.document, missions.c.document)
    code = func.coalesce(*coded, directives.c.number, *ordered)
    owed = literal("gửi ") + reports.c.addressee + ", chốt số liệu " + _day(reports.c.cut_off)
    place = func.concat_ws(", ", func.nullif(reviews.c.post, ""), reviews.c.unit)
    judged = case((reviews.c.review_id.is_not(None), place))
    looked_at = (_looked_at(visits), _looked_at(missions))
    titled = (conclusions.c.title, directives.c.title, owed, judged, *looked_at)
    content = func.coalesce(*named, *titled)
    wanted = (
        select(alerts, code.label("code"), content.label("content"))
        .add_columns(func.coalesce(tenants.c.name, "").label("place"))
        .select_from(_about(at))
        .where(alerts.c.person_id == person_id, content.is_not(None))
        .order_by(alerts.c.made_at.desc(), alerts.c.key)
        .limit(MOST)
    )
    if unread:
        wanted = wanted.where(alerts.c.read_at.is_(None))
    if at:
        wanted = wanted.where(alerts.c.made_at <= at)
    return [
        Alert(
            r.alert_id, r.kind, r.subject_id, r.code, r.content, r.by_person_id, r.place, r.day,
            r.made_at, None if at and r.read_at and r.read_at > at else r.read_at,
        )
        for r in connection.execute(wanted)
    ]  # fmt: skip


def read(
    connection: Connection, person_id: UUID, at: datetime, subject_id: UUID | None
) -> None:
    """Note that a person has read what was told about one thing, or everything."""
    mine = update(alerts).where(alerts.c.person_id == person_id, alerts.c.read_at.is_(None))
    if subject_id is not None:
        mine = mine.where(alerts.c.subject_id == subject_id)
    connection.execute(mine.values(read_at=at))


def forget_old(connection: Connection, at: datetime) -> int:
    """Drop lines older than sixty days; the log keeps what they spoke of."""
    old = alerts.delete().where(alerts.c.made_at < at - KEPT)
    return connection.execute(old).rowcount


def count_unread(connection: Connection, person_id: UUID) -> int:
    """Count what a person has not read yet."""
    mine = select(func.count()).where(
        alerts.c.person_id == person_id, alerts.c.read_at.is_(None)
    )
    return int(connection.execute(mine).scalar_one())


def _about(at: datetime | None) -> FromClause:
    """Join the lines under the bells with what they are about, now or at an instant."""
    joined: FromClause = alerts
    for key in SUBJECTS:
        of_key = (key == alerts.c.subject_id) & standing(key.table, at)
        joined = joined.outerjoin(key.table, of_key)
    of_sheet = (periods.c.period_id == sheets.c.period_id) & standing(periods, at)
    joined = joined.outerjoin(periods, of_sheet)
    return joined.outerjoin(tenants, tenants.c.tenant_id == alerts.c.at_tenant)


def _looked_at(kept: Table) -> ColumnElement[str]:
    """Say the subject of an order with its days; nothing where there is none."""
    days = literal(", từ ") + _day(kept.c.first_day) + " đến " + _day(kept.c.last_day)
    return kept.c.subject + days


def _day(column: ColumnElement[date]) -> ColumnElement[str]:
    return func.to_char(column, "DD/MM/YYYY", type_=Text)
