"""What others hold against the record: timestamps of an authority, refusals of witnesses."""

from service.log.operating import Log
from service.log.stamping import broken
from service.log.witnesses import ALARMING, Witnesses
from service.log.words import FAULTS, TROUBLES
from tenants.ids import TenantId


def objections(log: Log, tenant_id: TenantId) -> list[str]:
    """Say what speaks against a tenant's record from outside; empty when nothing does."""
    fault, states = broken(log, tenant_id), Witnesses(log.data).states(tenant_id)
    stamps = [FAULTS[fault]] if fault else []
    alarms = [
        f"Nhân chứng {name} {TROUBLES[state.trouble]}"
        for name, state in sorted(states.items())
        if state.trouble in ALARMING
    ]
    return [*stamps, *alarms]
