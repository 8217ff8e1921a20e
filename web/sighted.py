"""What lies in the signed-in person's sight beyond single tasks: everything, or some boards."""

from tenants.access import HEADS, Permission
from tenants.directory import Unit
from web.session import actor, by_mandate, register


def sees_everything() -> bool:
    """Tell whether nothing of the tenant is out of the actor's sight, by post or by mandate."""
    if actor().may(Permission.SEE_ALL_TASKS):
        return True
    return by_mandate().covers_all(register().units)


def boards() -> list[Unit]:
    """List the units whose boards the actor may open: all, one's own, those of a mandate."""
    known, me = register().units, actor()
    if me.may(Permission.SEE_ALL_TASKS):
        return list(known.values())
    own = set() if me.reads_by_mandate and not me.roles & HEADS else {me.unit_id}
    return [unit for unit_id, unit in known.items() if unit_id in own | by_mandate().units]
