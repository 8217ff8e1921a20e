"""What a furnished tenant has of directives: one of its own, a copy, one that came in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from events.directive_answers import Question
from events.directive_copies import Copy, Sent
from events.directive_replies import Arrived, Reply
from events.directives import Directive, Drafted, Issued
from service.work import Work
from tenants.access import Permission
from tests.isolation.guards import Expected
from tests.people import Commune

_seen = Expected(Permission.SEE_BOARD, "ha", "khai")
_draft = Expected(Permission.DRAFT_DIRECTIVE, "ha", "khai")
_sign = Expected(Permission.SIGN_DIRECTIVE, "su", "ha")
_give = Expected(Permission.GIVE_TASKS, "ha", "khai")
_came = Expected(Permission.WORK, "ha", "khai")
EXPECTED = {
    **dict.fromkeys(
        ("directives.show", "directives.sheet", "directive_copies.show"),
        _seen,
    ),
    **dict.fromkeys(
        ("directives.ask", "directives.begin", "directives.save", "directives.discard"), _draft
    ),
    **dict.fromkeys(
        ("directives.remind", "directive_copies.give_back", "directive_copies.pass_on"), _draft
    ),
    **dict.fromkeys(("directives.issue", "directives.revise", "directives.recall"), _sign),
    "directive_replies.name_receiver": _sign,
    "directive_replies.send": _sign,
    "directive_replies.receive": _give,
    "directive_replies.hand_down": _give,
    "directives.index": Expected(Permission.WORK, "ha", "admin"),
    "directive_replies.show": _came,
    "directive_replies.answer": _came,
    "directive_replies.move": _came,
}
LATER = date(2099, 1, 1)
NOUGHT = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Furnish:
    """Write all three as if letters had gone and come."""

    mark: str

    def decide(self, work: Work) -> None:
        asked = (Question(text=self.mark, kind="number"),)
        directive = Directive(work.new_id("directive"))
        drafted = Drafted(title=self.mark, questions=asked, due_on=LATER, communes=(1,))
        directive.write(drafted)
        directive.issue(
            Issued(number=self.mark, issued_on=work.today, signer=self.mark), work.today
        )
        copy, letter = Copy(work.new_id("copy")), work.new_id("letter")
        known = {"directive_id": directive.id, "letter_id": letter, "sha256": "0" * 64}
        copy.send(Sent(commune=1, revision=1, number=1, **known))  # type: ignore[arg-type]
        reply = Reply(work.new_id("reply"))
        arrived = Arrived(
            link_id=NOUGHT,
            from_tenant=1,
            revision=1,
            number=self.mark,
            title=self.mark,
            issued_on=work.today,
            signer=self.mark,
            questions=asked,
            due_on=LATER,
            **known,  # type: ignore[arg-type]
        )
        reply.arrive(arrived)
        work.save(directive, copy, reply)


def furnished(commune: Commune, mark: str) -> dict[str, object]:
    """Let the commune have them; gives their identifiers."""
    made = commune.do(Furnish(mark), by="ha")
    return {f"{name}_id": uuid5(made, name) for name in ("directive", "copy", "reply")}
