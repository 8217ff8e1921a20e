"""The tenants' own tables, as queries see them; migrations make them.

A promise test compares them with the migrated database, column by column.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    Uuid,
)

metadata = MetaData()


def _table(name: str, *columns: Column[object], schema: str | None = None) -> Table:
    mine = Column("tenant_id", Integer, primary_key=True)
    return Table(name, metadata, mine, *columns, schema=schema)


tenants = _table(
    "tenants",
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("closed_on", Date),
)
units = _table(
    "units",
    Column("unit_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    Column("into_unit_id", Uuid),
)
people = _table(
    "people",
    Column("person_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("sort_key", Text, nullable=False),
)
posts = _table(
    "posts",
    Column("post_id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    Column("title", Text, nullable=False),
    Column("roles", ARRAY(Text), nullable=False),
    Column("rank", Integer, nullable=False),
)
holdings = _table(
    "holdings",
    Column("post_id", Uuid, primary_key=True),
    Column("person_id", Uuid, primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date),
)
delegations = _table(
    "delegations",
    Column("delegation_id", Uuid, primary_key=True),
    Column("post_id", Uuid, nullable=False),
    Column("from_person_id", Uuid, nullable=False),
    Column("to_person_id", Uuid, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("basis", Text, nullable=False),
)
populations = _table(
    "populations",
    Column("person_id", Uuid, primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("population", Text, nullable=False),
)
calendar_days = _table(
    "calendar_days",
    Column("day", Date, primary_key=True),
    Column("working", Boolean, nullable=False),
    Column("name", Text, nullable=False),
)
accounts = _table(
    "accounts",
    Column("account_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("login", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("one_time", Boolean, nullable=False),
)
sessions = _table(
    "sessions",
    Column("session_hash", LargeBinary, primary_key=True),
    Column("account_id", Uuid, nullable=False),
    Column("post_id", Uuid, nullable=False),
    Column("device", Text, nullable=False),
    Column("began_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
)
guests = _table(
    "guests",
    Column("guest_id", Uuid, primary_key=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("home_id", Integer, nullable=False),
)
sign_in_tries = _table(
    "sign_in_tries",
    Column("source", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("blocked_until", DateTime(timezone=True), nullable=False),
)
files = _table(
    "files",
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("stored_at", DateTime(timezone=True), nullable=False),
)
alerts = _table(
    "alerts",
    Column("alert_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("by_person_id", Uuid),
    Column("day", Date),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("read_at", DateTime(timezone=True)),
    Column("at_tenant", Integer),
)
contacts = _table(
    "contacts",
    Column("person_id", Uuid, primary_key=True),
    Column("email", Text, nullable=False),
    Column("digest", Boolean, nullable=False),
)
outgoing = _table(
    "outgoing",
    Column("message_id", Uuid, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("problem", Text, nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Column("dead_at", DateTime(timezone=True)),
)
webhooks = _table(
    "webhooks",
    Column("webhook_id", Uuid, primary_key=True),
    Column("url", Text, nullable=False),
)
calendar_feeds = _table(
    "calendar_feeds",
    Column("person_id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
)
daily_rounds = _table(
    "daily_rounds",
    Column("name", Text, primary_key=True),
    Column("day", Date, nullable=False),
)
data_keys = _table(
    "data_keys",
    Column("key_id", Uuid, primary_key=True),
    Column("subject", Uuid, nullable=False),
    Column("wrapped_by", Text, nullable=False),
    Column("wrapped", LargeBinary),
)
links = _table(
    "links",
    Column("link_id", Uuid, primary_key=True),
    Column("taker_id", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)
link_revocations = _table(
    "link_revocations",
    Column("link_id", Uuid, primary_key=True),
    Column("taker_id", Integer, nullable=False),
    Column("revoked_on", Date, nullable=False),
)
letters = _table(
    "letters",
    Column("letter_id", Uuid, primary_key=True),
    Column("receiver_id", Integer, nullable=False),
    Column("link_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("sent_at", DateTime(timezone=True), nullable=False),
)
paper_templates = _table(
    "paper_templates",
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

looks = _table(
    "looks",
    Column("look_id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("post_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("inspection_id", Uuid),
)
standings = _table(
    "standings",
    Column("day", Date, primary_key=True),
    Column("up_to", BigInteger, nullable=False),
    Column("reckoned_at", DateTime(timezone=True), nullable=False),
    Column("stale_on", Date, nullable=False),
    Column("figures_on", Date, nullable=False),
    Column("latest_at", DateTime(timezone=True)),
    Column("owners", Integer, nullable=False),
    Column("silent", Integer, nullable=False),
    Column("silent_since", Date),
    Column("open_tasks", Integer, nullable=False),
    Column("late", Integer, nullable=False),
    Column("late_since", Date),
    Column("explained", Integer, nullable=False),
    Column("reported", Integer, nullable=False),
    Column("tasks", Integer, nullable=False),
    Column("unclear", Integer, nullable=False),
    Column("indicators", Integer, nullable=False),
    Column("measured", Integer, nullable=False),
    Column("met", Integer, nullable=False),
    Column("behind", Integer, nullable=False),
    Column("periods_missed", Integer, nullable=False),
    schema="oversight",
)
figures = _table(
    "figures",
    Column("day", Date, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("target", Numeric),
    Column("comparator", Text),
    Column("value", Numeric),
    Column("numerator", Numeric),
    Column("denominator", Numeric),
    Column("until", Date),
    Column("verdict", Text, nullable=False),
    schema="oversight",
)
heirs = _table(
    "heirs",
    Column("heir_id", Integer),
    Column("ended_on", Date, nullable=False),
    schema="oversight",
)
looks_across = _table(
    "looks",
    Column("look_id", Uuid, primary_key=True),
    Column("commune_id", Integer),
    Column("person_id", Uuid, nullable=False),
    Column("post", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    schema="oversight",
)
