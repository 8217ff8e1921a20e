"""Name the offices of a ward or a special zone after it, where the plan leaves that out."""

import msgspec

from service.imports.reader.names import COMMUNE_OFFICES
from service.imports.reading import Reading

_LEVELS = {"ward": "phường", "special_zone": "đặc khu"}
_XA = "xã"


def at_home(reading: Reading) -> Reading:
    """Return a reading in which "Công an" of a ward is "Công an phường"."""
    level = _LEVELS.get(reading.metadata.issuer.kind)
    if level is None:
        return reading

    def own(name: str) -> str:
        return name.removesuffix(_XA) + level if name in COMMUNE_OFFICES else name

    def owned(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(own(name) for name in names)

    def joined(names: str) -> str:
        return "; ".join(owned(tuple(names.split("; "))))

    changed = msgspec.structs.replace
    return changed(
        reading,
        tasks=tuple(
            changed(t, lead=own(t.lead) if t.lead else None, partners=owned(t.partners))
            for t in reading.tasks
        ),
        assignments=tuple(
            changed(a, units=owned(a.units), partners=owned(a.partners))
            for a in reading.assignments
        ),
        reporting=tuple(changed(r, sender=joined(r.sender)) for r in reading.reporting),
        inspections=tuple(
            changed(i, by=joined(i.by) if i.by else None) for i in reading.inspections
        ),
        units=tuple(changed(u, canonical=own(u.canonical)) for u in reading.units),
    )
