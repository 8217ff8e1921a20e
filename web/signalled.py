"""The signals in the sight of whoever asks."""

from service.inspections.looking import Looked
from service.reports.all_signals import Looker, all_signals
from web.session import actor, db, ledger, local, register, sight, today
from web.sighted import sees_everything


def signalled() -> Looked:
    """Find them."""
    looker = Looker(
        actor=actor(),
        sight=sight(),
        whole=sees_everything(),
        register=register(),
        local=local,
        zone=ledger().zone,
        today=today(),
    )
    return all_signals(db(), looker)
