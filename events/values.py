"""Values that several events carry."""

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

import msgspec

Area = Literal[
    "steering",
    "institutions",
    "procedures",
    "organisation",
    "civil_service",
    "public_finance",
    "digital_government",
    "investment_climate",
]
DeadlineKind = Literal["date", "recurring", "relative", "continuous", "on_request"]
Rhythm = Literal["weekly", "monthly", "quarterly", "half_yearly", "yearly"]
Comparator = Literal[">=", ">", "=", "<=", "<", "reduce_by>=", "reduce_by="]
OriginKind = Literal["superior", "leader", "meeting", "conclusion"]
Cause = Literal["objective", "subjective", "waiting"]
Occasion = Literal["Q1", "Q2", "Q3", "Q4", "half_year", "nine_months", "year"]
Population = Literal["cadre", "civil_servant", "public_employee", "contract_worker"]
Ruled = Literal[Population, "unit", "party_organisation", "party_member"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record stands in the source text.

    `paragraph` counts from 0 in the reading; `start` and `end` are characters in that
    paragraph; `line` is the first source line, from 1; `page` is from 1 where pages are known.
    """

    paragraph: int
    start: int
    end: int
    line: int | None = None
    page: int | None = None


class Terms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a printed deadline says beside its day; every part may be absent.

    `before`: printed "trước", so that `on` is the day before the printed one. `hour`: "11:00"
    on the last day. `working`: the days counted are working days. `from_issue`: the days are
    counted from the issue. `occasions`: the periods of a year for which a recurring duty is
    due. `day` and `month`: the day that recurs, as printed. `stage`: due at the end of these
    years, "2026-2030". `count`: at least so often in each rhythm or stage. `on_request`: also
    whenever somebody asks. `condition`: it begins only when this holds ("có hướng dẫn của cấp
    trên"), and days are counted from then.
    """

    before: bool = False
    hour: str = ""
    working: bool = False
    from_issue: bool = False
    occasions: tuple[Occasion, ...] = ()
    day: int | None = None
    month: int | None = None
    stage: str = ""
    count: int | None = None
    on_request: bool = False
    condition: str = ""


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """When a task is due, as decided, beside the words of the plan.

    `date`: due `on` that day. `recurring`: each `rhythm`, first `on`. `relative`: `days` days
    after receipt. `continuous`: openly without a date (thường xuyên). `on_request`: whenever
    somebody asks (khi có yêu cầu, đột xuất). `terms` are left out of what is stored where a
    deadline has none.
    """

    kind: DeadlineKind
    printed: str = ""
    on: date | None = None
    days: int | None = None
    rhythm: Rhythm | None = None
    terms: Terms | msgspec.UnsetType = msgspec.UNSET

    @property
    def condition(self) -> str:
        """What must hold before the task begins; mostly nothing."""
        return self.terms.condition if self.terms else ""


class Conversion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one piece of a product is worth, copied from an item of the work catalogue.

    `coefficient` (K) is exact to four places. `catalogue_id` is the version it was copied
    from; None where a file said it and nobody has compared it yet.
    """

    code: str
    points: Decimal
    coefficient: Decimal
    catalogue_id: UUID | None = None


class Deliverable(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What must be handed in: a name, and how many of which unit (quantity > 0).

    `conversion` is what one piece is worth, when an item of the work catalogue was chosen.
    """

    name: str
    quantity: Decimal
    unit: str
    conversion: Conversion | None = None


class Clarity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The six clarities (6 rõ) of a task; the work itself is the item's text.

    `person_id` acts in `post_id`; `accept_post_id` accepts the product and `extend_post_id` may
    move the deadline: posts, because the authority is the post's and not the person's.
    `cause_post_id` confirms causes (who may extend, when it is empty), `follower_post_id`
    follows and urges (theo dõi, đôn đốc); `helpers` are people who cooperate by name.
    `addressees` are the units of a collective duty: one task for each, which assigns it inside.
    `giver_post_id` gave it outside a plan, and may take it back.
    """

    person_id: UUID | None = None
    post_id: UUID | None = None
    lead_unit_id: UUID | None = None
    cooperating: tuple[UUID, ...] = ()
    deadline: Deadline | None = None
    deliverable: Deliverable | None = None
    accept_post_id: UUID | None = None
    extend_post_id: UUID | None = None
    cause_post_id: UUID | None = None
    follower_post_id: UUID | None = None
    helpers: tuple[UUID, ...] = ()
    addressees: tuple[UUID, ...] = ()
    giver_post_id: UUID | None = None


class Origin(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a task outside the plan comes from.

    `superior`: a document of a higher level, with its kind ("Công văn"), number and symbol, day
    and issuer. `leader`: given ad hoc, mostly without a paper. `meeting`: the conclusion `item`
    (from 1) of a meeting. `conclusion`: the point `item` (from 1) of a document that
    concluded or directed something.
    """

    kind: OriginKind
    document: str = ""
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    meeting_id: UUID | None = None
    item: int | None = None
    conclusion_id: UUID | None = None

    @property
    def source_id(self) -> UUID | None:
        """The meeting, or the document, whose conclusion it is."""
        return self.meeting_id or self.conclusion_id


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a task serves an indicator (above 0): percent, or of its quantity."""

    indicator_id: UUID
    amount: Decimal
    of: Literal["percent", "quantity"] = "percent"


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """The figure of an indicator: how it compares, how much, of what, until when."""

    comparator: Comparator | None = None
    value: Decimal | None = None
    unit: str | None = None
    phase: str | None = None
    baseline: str | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A file that proves a product, stored once by its hash."""

    sha256: str
    name: str
    size: int
    kind: str


class RuleRef(msgspec.Struct, frozen=True, kw_only=True):
    """Names the very text of a rule set; a stored score carries it.

    `version_id`: the tenant's signed version, or None for a set that comes with the system.
    `sha256`: of the text's UTF-8 bytes, in hexadecimal; it alone decides which text is meant.
    """

    code: str
    version_id: UUID | None
    sha256: str
