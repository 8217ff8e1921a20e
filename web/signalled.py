"""The signals in the sight of whoever asks, for their own page and for the count at home."""

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


def unanswered() -> tuple[int, int]:
    """Count the signals that no unit has answered, and all of them."""
    looked = signalled()
    open_ones = [s for s in looked.found if (s.rule, s.position) not in looked.answers]
    return len(open_ones), len(looked.found)
