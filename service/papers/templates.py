"""An agency's own templates of papers: brought, checked, previewed, chosen, filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from events.errors import RefusedError, WrongStreamError
from events.papers import NoSuchTemplateError, PaperKind, PaperTemplates, TemplateAdded
from service.in_force import past_of
from service.papers.checking import named
from service.papers.examining import parts_of, rewritten
from service.papers.fields import Value, fill
from service.papers.rows import expand
from service.papers.samples import SAMPLES
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission
from tenants.tables import paper_templates

Making = Callable[[], bytes]
TEMPLATES = UUID("5a05a05a-0000-4000-8000-000000000015")  # one stream a tenant


@dataclass(eq=False)
class TemplateWithoutFieldsError(RefusedError):
    """It names no field, so that every paper would be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTemplate:
    """Keep a version of a template; the newest is not in use until somebody chooses it."""

    kind: PaperKind
    name: str
    content: bytes

    def decide(self, work: Work) -> None:
        """Check it and keep it.

        Raises:
            TemplateTooLargeError, TemplateUnreadableError, TemplateForeignError: as they say.
            TemplateFieldError: a field is unknown or broken.
            TemplateWithoutFieldsError: it names none.
        """
        work.actor.require(Permission.SET_TEMPLATES)
        fields = checked(self.kind, self.content)
        kept = work.open(PaperTemplates, TEMPLATES)
        said = TemplateAdded(
            kind=self.kind,
            version=len(kept.versions.get(self.kind, [])) + 1,
            name=self.name,
            sha256=sha256(self.content).hexdigest(),
            size=len(self.content),
            fields=fields,
        )
        kept.add(said)
        row = {"sha256": said.sha256, "content": self.content}
        added = insert(paper_templates).values(tenant_id=func.ctx.tenant(), **row)
        work.connection.execute(added.on_conflict_do_nothing())
        work.save(kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseTemplate:
    """Let papers of a kind be written by a version; 0 is the system's own layout."""

    kind: PaperKind
    version: int

    def decide(self, work: Work) -> None:
        """Record the choice.

        Raises:
            NoSuchTemplateError: there is no such version.
        """
        work.actor.require(Permission.SET_TEMPLATES)
        kept = work.open(PaperTemplates, TEMPLATES)
        kept.choose(self.kind, self.version)
        work.save(kept)


def checked(kind: PaperKind, content: bytes) -> tuple[str, ...]:
    """Check a template; gives the fields that it names, in order.

    Raises:
        RefusedError: as `AddTemplate.decide` says.
    """
    fields = tuple(dict.fromkeys(named(kind, parts_of(content))))
    if not fields:
        raise TemplateWithoutFieldsError
    return fields


def kept(connection: Connection, at: datetime | None = None) -> PaperTemplates:
    """Give the tenant's templates, now (`at` None) or at an instant."""
    past = past_of(connection, at)
    try:
        return event_store(connection).load(PaperTemplates, TEMPLATES, past=past)
    except WrongStreamError:
        return PaperTemplates(TEMPLATES)


def content(connection: Connection, kind: PaperKind, version: int) -> bytes:
    """Give a version as it was brought.

    Raises:
        NoSuchTemplateError: there is none.
    """
    versions = kept(connection).versions.get(kind, [])
    if not 1 <= version <= len(versions):
        raise NoSuchTemplateError(version)
    wanted = paper_templates.c.sha256 == versions[version - 1].sha256
    found = select(paper_templates.c.content).where(wanted)
    return bytes(connection.execute(found).scalar_one())


def filled(
    connection: Connection,
    kind: PaperKind,
    values: Mapping[str, Value],
    version: int | None = None,
) -> bytes | None:
    """Fill the template that papers of a kind are written by; None: none is chosen.

    Args:
        connection: bound to the tenant.
        kind: the kind of paper.
        values: by the names in `SAMPLES`; lines for a field of several.
        version: the one that a paper keeps to (0: the system's own layout); None: the chosen.
    """
    chosen = kept(connection).in_use(kind, version)
    if chosen is None:
        return None
    wanted = select(paper_templates.c.content).where(paper_templates.c.sha256 == chosen.sha256)
    found = connection.execute(wanted).scalar_one_or_none()  # hidden from readers by mandate
    return None if found is None else written(bytes(found), values)


def preview(connection: Connection, kind: PaperKind, version: int) -> bytes:
    """Fill a version with sample data.

    Raises:
        NoSuchTemplateError: there is none.
    """
    return written(content(connection, kind, version), SAMPLES[kind])


def written(template: bytes, values: Mapping[str, Value]) -> bytes:
    """Fill a template's fields."""
    parts = parts_of(template)
    for root in parts.values():
        expand(root, values)
        fill(root, values)
    return rewritten(template, parts)
