"""A review as files: its figures, what the person wrote, the notice of the conclusion."""

from uuid import UUID

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from events.grading.steps import Grade
from service.reviews.book import figures_book
from service.reviews.concluding import concluded_by
from service.reviews.papers import About, Notice, notice_paper, own_paper
from service.tasks import states as task_states
from tenants.access import Permission
from web.printed import give, sent
from web.reviews.opened import Opened, looked, of_party, opened
from web.reviews.words import GRADES, period_words
from web.session import db, register, tenant

bp_papers = Blueprint(
    "review_papers", __name__, url_prefix="/x/<code>/kiem-diem/<uuid:review_id>"
)


@bp_papers.get("/ban-kiem-diem.<any(docx, pdf):kind>")
@of_party(Permission.WORK)
def own(review_id: UUID, kind: str) -> ResponseReturnValue:
    """Give what the person wrote of themselves."""
    found = opened(review_id)
    said = found.review.own
    if said is None:
        abort(404)
    looked(found)
    return give(own_paper(_about(found, said.grade), said), "ban-kiem-diem", kind)


@bp_papers.get("/so-lieu.xlsx")
@of_party(Permission.WORK)
def figures(review_id: UUID) -> ResponseReturnValue:
    """Give the figures that came from the commune's side as a workbook."""
    found = opened(review_id)
    about = _about(found, None)
    if about.facts is None:
        abort(404)
    looked(found)
    return sent(figures_book(about), "so-lieu-kiem-diem", "xlsx")


@bp_papers.get("/thong-bao-ket-luan.<any(docx, pdf):kind>")
@of_party(Permission.WORK)
def told(review_id: UUID, kind: str) -> ResponseReturnValue:
    """Give the notice of the conclusion, as far as the person may know it."""
    found = opened(review_id)
    if not found.conclusions:
        abort(404)
    looked(found)
    said = found.conclusions[-1]
    listed = task_states.listed(db(), task_states.table.c.task_id.in_(said.tasks))
    person, post = concluded_by(db(), found.review)
    notice = Notice(
        said=said,
        tasks=[(task.content, task.due_on) for task in listed],
        signer=register().person(person),
        post=register().post(post),
    )
    return give(notice_paper(_about(found, said.grade), notice), "thong-bao-ket-luan", kind)


def _about(found: Opened, grade: Grade | None) -> About:
    subject, facts = found.review.subject, found.review.known
    return About(
        body=tenant().name,
        place=tenant().place,
        person=register().person(subject.person_id),
        post=", ".join(filter(None, (subject.post, subject.unit))),
        period=period_words(found.of.kind, found.of.year, found.of.number),
        facts=facts,
        source=f"sổ ghi đến sự kiện {facts.up_to}, gốc {facts.root[:16]}" if facts else "",
        grade=GRADES[grade] if grade else "",
    )
