"""Match unit names as printed in a plan to the units of the tenant, when there is no doubt."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from uuid import UUID

from tenants.directory import Directory
from tenants.names import folded

ALIKE = 0.9  # slips of one or two letters in a name of usual length
APART = 0.05  # how much the best must be ahead of the second best
_LONG = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "vhxh": "van hoa xa hoi",
    "vhxx": "van hoa xa hoi",
    "pvhcc": "phuc vu hanh chinh cong",
    "ttpvhcc": "trung tam phuc vu hanh chinh cong",
    "tt": "trung tam",
    "vp": "van phong",
    "mttq": "mat tran to quoc",
}
_SMALL = frozenset({"va", "cua", "thuoc"})
_PLACE = re.compile(r"\s(?:xa(?! hoi\b)|phuong|dac khu)\b.*$")
_COLLECTIVE = re.compile(r"^(?:cac|thu truong|nhung|moi|tung)\b")


def plain_name(printed: str) -> str:
    """Bring a unit's name to the form that is compared: no marks, long words, no place."""
    words = re.findall(r"\w+", folded(printed))
    text = " ".join(_LONG.get(word, word) for word in words if word not in _SMALL)
    return _PLACE.sub("", text) or text


def unit_named(printed: str, register: Directory) -> UUID | None:
    """Give the one unit that a printed name stands for; None when in doubt.

    "Các phòng, ban" and the like stand for no single unit.
    """
    if not printed.strip() or _COLLECTIVE.match(folded(printed.strip())):
        return None
    return _closest(plain_name(printed), _names(register))


def units_named(printed: Iterable[str], register: Directory) -> tuple[UUID, ...]:
    """Give the units that are surely meant, each once, in printed order."""
    found = (unit_named(name, register) for name in printed)
    return tuple(dict.fromkeys(unit_id for unit_id in found if unit_id))


def _names(register: Directory) -> dict[UUID, str]:
    return {unit_id: plain_name(unit.name) for unit_id, unit in register.units.items()}


def _closest(name: str, known: Mapping[UUID, str]) -> UUID | None:
    exact = [unit_id for unit_id, other in known.items() if other == name]
    if exact:
        return exact[0] if len(exact) == 1 else None
    scored = sorted(
        ((_alike(name, other), unit_id) for unit_id, other in known.items()), key=_first
    )
    if not scored or scored[-1][0] < ALIKE:
        return None
    if len(scored) > 1 and scored[-1][0] - scored[-2][0] < APART:
        return None
    return scored[-1][1]


def _alike(name: str, other: str) -> float:
    if re.findall(r"\d+", name) != re.findall(r"\d+", other):
        return 0.0  # "Chi bộ 1" is never a slip of "Chi bộ 2"
    return SequenceMatcher(None, name, other).ratio()


def _first(pair: tuple[float, UUID]) -> float:
    return pair[0]
