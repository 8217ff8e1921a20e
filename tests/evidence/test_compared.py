"""Evidence between two days: brought, or counting no more."""

from dataclasses import replace
from uuid import UUID

from service.evidence.proofs import Proof
from service.inspections.compare import changes
from tests.plans.test_compare import HUNG, KHAI, NOW, picture, task


def test_evidence_is_told_when_it_is_brought_and_when_it_counts_no_more() -> None:
    brought = Proof(
        use_id=UUID(int=7),
        for_id=task().task_id,
        title="Biên bản",
        counts=True,
        changed_by=KHAI,
        changed_at=NOW,
        reason="",
    )
    ended = replace(brought, counts=False, changed_by=HUNG, reason="Nhầm tệp")
    without, first, last = (picture(task(), *some) for some in ((), (brought,), (ended,)))
    [came] = changes(without, first, {})
    assert (came.kind, came.old, came.new, came.who) == ("evidence", None, brought, KHAI)
    [left] = changes(first, last, {})
    assert (left.old, left.new, left.who, left.why) == (ended, None, HUNG, "Nhầm tệp")
    assert not changes(without, last, {})
    assert not changes(picture(), picture(brought), {})
