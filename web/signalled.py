"""The signals in the sight of whoever asks, by the end of the day that is shown.

They are of what was recorded: whichever clock one looks back by, they say the same.
"""

from service.inspections.looking import Looked
from service.reports.all_signals import Looker, all_signals
from web import as_of
from web.session import actor, db, end_reading, ledger, register, sight
from web.sighted import sees_everything


def signalled() -> Looked:
    """Find them; what is read after them is by the clock of recording too."""
    if as_of.past_day():
        end_reading()
    looker = Looker(
        actor=actor(),
        sight=sight(),
        whole=sees_everything(),
        register=register(),
        zone=ledger().zone,
        today=as_of.day(),
        at=as_of.instant(),
    )
    return all_signals(db(), looker)
