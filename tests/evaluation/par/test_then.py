"""A year of the reform index, on both sides, as it stood at an instant."""

import pytest

from service.clock import now
from service.evaluation.par import appraisal_states, assessment_states, papers, set_states
from service.evaluation.par.outgoing import assessment_of
from service.evaluation.par.tree import of_commune
from service.exchange.letters import incoming
from service.ledgers import Instance
from tests.evaluation.par.years import Year, year_of
from tests.past import days_ago


@pytest.fixture
def year(admin: Instance, instance: Instance) -> Year:
    return year_of(admin, instance)


def test_an_instant_shows_what_was_said_by_then(year: Year) -> None:
    year.begun()
    begun, number = now(), year.year
    year.scored().submitted()
    submitted = now()
    year.opened()
    with year.commune.ledger.scope.begin() as connection:
        early, late = (assessment_of(connection, number, at) for at in (begun, submitted))
        totals = [one.self_total for one in assessment_states.every(connection, begun)]
        assert early
        empty = of_commune(connection, early, year.par_set, begun)
    assert totals == [None]
    assert empty.own.lacking
    assert early.submitted is None
    assert late
    assert late.submitted
    with year.province.ledger.scope.begin() as connection:
        assert not appraisal_states.of_year(connection, number, submitted)
        [waiting] = incoming(connection, {papers.SELF}, submitted)
        assert not waiting.received
        assert not incoming(connection, {papers.SELF}, begun)
        assert not set_states.every(connection, days_ago(1))
