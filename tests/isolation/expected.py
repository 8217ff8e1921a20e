"""Who may use each address and who may not; a new one without a line here fails."""

from typing import NamedTuple

from tenants.access import Permission


class Expected(NamedTuple):
    """A view's guard; somebody who may use it on their own things; somebody who may not.

    `wrong` is None where every signed-in person may.
    """

    guard: Permission | str
    right: str = "ha"
    wrong: str | None = None


EVERYONE, SIGNED_IN = "everyone", "signed_in"
_manage = Expected(Permission.MANAGE_PEOPLE, "admin", "su")
_draft = Expected(Permission.DRAFT_PLAN, "ha", "su")
_issue = Expected(Permission.ISSUE_PLAN, "ha", "khai")
_read = Expected(Permission.WORK, "ha", "admin")
_figure = Expected(Permission.WORK, "ha", "khai")
_board = Expected(Permission.SEE_BOARD, "ha", "khai")
_proofs = Expected(Permission.SEE_PROOFS, "su", "ha")
_mine = Expected(SIGNED_IN)
_task = Expected(SIGNED_IN, "khai", "hung")
EXPECTED = {
    "start.choose": Expected(EVERYONE),
    "start.health": Expected(EVERYONE),
    "ui.static": Expected(EVERYONE),
    "access.sign_in": Expected(EVERYONE),
    "access.begin": Expected(EVERYONE),
    "access.sign_out": Expected(EVERYONE),
    "account.show": _mine,
    "account.act_in": _mine,
    "account.password": _mine,
    "account.change_password": _mine,
    "account.end_one": _mine,
    "account.end_all": _mine,
    "people.show": _mine,
    "people.add_unit": _manage,
    "people.add_post": _manage,
    "people.add_person": _manage,
    "people.fill_post": _manage,
    "people.leave_post": _manage,
    "person.show": _manage,
    "person.rename": _manage,
    "person.erase": _manage,
    "person.erase_text": _manage,
    "delegations.show": _mine,
    "delegations.delegate": _mine,
    "delegations.end": _mine,
    "handover.show": _read,
    "handover.make": _read,
    "handover.sign": _read,
    "handover.decline": _read,
    "home.work": _read,
    "search.show": _read,
    "indicators.index": _read,
    "indicators.show": _read,
    "indicator_acts.measure": _figure,
    "indicator_acts.correcting": _figure,
    "indicator_acts.correct": _figure,
    "indicator_acts.withdraw": _figure,
    "indicator_acts.set_duty": _draft,
    "indicator_acts.judge": _draft,
    "discussions.show": _task,
    "discussions.speak": _task,
    "discussions.withdraw": _task,
    "discussions.follow": _task,
    "messages.bell": _mine,
    "messages.read": _mine,
    "messages.follow": _mine,
    "messages.reach": _mine,
    "messages.set_reach": _mine,
    "messages.give_feed": _mine,
    "messages.end_feed": _mine,
    "messages.calendar": Expected(EVERYONE),
    "urging.silence": _board,
    "urging.urge": _read,
    "sending.show": _manage,
    "sending.revive": _manage,
    "units.index": _board,
    "units.show": _board,
    "units.people": _board,
    "plans.index": _read,
    "plans.show": _read,
    "plans.file": _read,
    "plans_compare.compare": _read,
    "plans_upload.ask": _draft,
    "plans_upload.take": _draft,
    "plans_upload.progress": _draft,
    "plans_annexing.show": _draft,
    "plans_annexing.take": _draft,
    "plans_review.overview": _draft,
    "plans_review.change": _draft,
    "plans_record.show": _draft,
    "plans_record.change": _draft,
    "plans_assign.show": _draft,
    "plans_assign.fill": _draft,
    "plans_before.show": _draft,
    "plans_before.fill": _draft,
    "plans_undo.history": _draft,
    "plans_undo.undo": _draft,
    "plans_front.show": _draft,
    "plans_front.change": _draft,
    "plans_issue.show": _issue,
    "plans_issue.issue": _issue,
    "plans_catalogue.index": _read,
    "plans_catalogue.decide": _draft,
    "plans_catalogue.show": _read,
    "plans_catalogue.change": _draft,
    "plans_reimport.show": _draft,
    "plans_reimport.take": _draft,
    "plans_replace.show": _issue,
    "plans_replace.replace": _issue,
    "plans_replaced.show": _read,
    "plans_derive.below": _read,
    "plans_derive.derive": _draft,
    "plans_derive.above": _draft,
    "plans_derive.link": _draft,
    "plans_serve.show": _draft,
    "plans_serve.link": _draft,
    "plans_annex.workbook": _read,
    "plans_annex.document": _read,
    "plans_amend.show": _issue,
    "plans_amend.amend": _issue,
    "proofs.overview": _proofs,
    "proofs.verify": Expected(Permission.VERIFY, "tung", "su"),
    "proofs.event": _task,
    "proofs_own.ask": _proofs,
    "proofs_own.compare": _proofs,
    "proofs_papers.event": _task,
    "proofs_papers.growth": _proofs,
    "proofs_papers.checkpoints": _proofs,
    "proofs_papers.newest": _proofs,
    "proofs_papers.keys": _proofs,
    "proofs_papers.keys_json": _proofs,
    "proofs_papers.verifier": Expected(EVERYONE),
    "proofs_stamps.newest": _proofs,
    "proofs_witness.add_checkpoint": Expected(EVERYONE),
    "proofs_witness.overview": _proofs,
    "proofs_bundles.whole": Expected(Permission.VERIFY, "tung", "su"),
    "proofs_bundles.task": _task,
    "proofs_bundles.plan": _read,
    "tasks.show": _task,
    "tasks.evidence": _task,
    "tasks.act": _task,
    "tasks.submit": _task,
}
