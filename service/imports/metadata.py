"""Describe the head and the foot of a document: issuer, number, date, title, signer."""

import msgspec

from service.imports.places import Place


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one printed fact of the head or foot of the document; text None when absent."""

    text: str | None = None
    place: Place | None = None


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """Name who issued the document, with the other spellings met in it."""

    name: str
    printed: str
    kind: str
    variants: tuple[str, ...] = ()
    province: str = ""
    place: Place | None = None


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the printed number; `no` is None while it is still blank."""

    printed: str = ""
    no: str | None = None
    symbol: str = ""
    place: Place | None = None


class PrintedDate(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the printed date; parts left blank are None."""

    printed: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    place: Place | None = None


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Say which years, and which half (H1, H2), the plan covers; years are 0 if unknown."""

    start_year: int
    end_year: int
    printed: str
    source: str
    half: str | None = None
    place: Place | None = None


class Supersedes(msgspec.Struct, frozen=True, kw_only=True):
    """Name the earlier document that this one replaces; date is ISO or empty."""

    doc_type: str
    number: str
    date: str
    issuer: str
    subject: str
    text: str
    place: Place


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """Name who signed, on whose behalf and in what capacity (TM., KT., T/M)."""

    name: str | None
    on_behalf_of: str
    capacity_chain: tuple[str, ...]
    post: str
    acting_for: str = ""
    place: Place | None = None
    name_place: Place | None = None


NOBODY = Signer(name=None, on_behalf_of="", capacity_chain=(), post="")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """Gather the head and the foot of the document."""

    issuer: Issuer
    document_type: Fact
    number: Number
    place: Fact
    date: PrintedDate
    title: Fact
    period: Period
    supersedes: Supersedes | None
    signer: Signer
    recipients: tuple[Fact, ...]
    archive: Fact
