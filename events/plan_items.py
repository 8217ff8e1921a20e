"""What a plan is made of: its head and foot, and the records that were found in it."""

from datetime import date
from typing import Literal

import msgspec

from events.values import Area, Clarity, Place, Target

ItemKind = Literal["indicator", "task", "duty", "report", "orientation"]
ItemState = Literal["proposed", "accepted", "dropped"]
WORK_KINDS = frozenset({"task", "duty", "report"})


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """What the head and the foot of the document say; parts that are not printed stay empty.

    `period` is (first year, last year); `issuer_kind` follows the reader's words.
    """

    title: str
    issuer: str = ""
    document_type: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    dated: date | None = None
    period: tuple[int, int] | None = None
    signer: str = ""
    signer_post: str = ""
    supersedes: str = ""
    legal_bases: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One proposed record: an indicator, or a piece of work, or an orientation.

    `lead_printed` and `deadline_printed` keep the document's own words; `rule` names why it was
    proposed and `confidence` (0 to 1) how sure the reader is.
    """

    item_id: int
    kind: ItemKind
    text: str
    state: ItemState = "proposed"
    section: str = ""
    area: Area | None = None
    target: Target | None = None
    clarity: Clarity = Clarity()
    lead_printed: str = ""
    deadline_printed: str = ""
    place: Place | None = None
    rule: str = ""
    confidence: float = 1.0
