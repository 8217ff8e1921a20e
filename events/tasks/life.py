"""The life of a task as data: every state, every act, from where to where, and by whom.

The stream decides by this table, the read model takes its states from it, the pages offer its
acts, and `docs/life-of-a-task.md` is drawn from it.
"""

from typing import Final, Literal, NamedTuple

Status = Literal[
    "awaiting",
    "issued",
    "received",
    "assigned",
    "acknowledged",
    "in_progress",
    "submitted",
    "returned",
    "accepted",
    "rated",
    "locked",
    "suspended",
    "refused_back",
    "recalled",
    "cancelled",
    "superseded",
]
Act = Literal[
    "issue",
    "issue_to_person",
    "issue_waiting",
    "begin",
    "begin_to_person",
    "receive",
    "assign",
    "refuse_back",
    "acknowledge",
    "progress",
    "submit",
    "accept",
    "send_back",
    "rate",
    "lock",
    "ask_extension",
    "extend",
    "refuse_extension",
    "suspend",
    "resume",
    "obstacle",
    "answer_obstacle",
    "transfer",
    "transfer_to_person",
    "hand_over",
    "recall",
    "cancel",
    "supersede",
    "carry_over",
    "amend",
    "continue",
    "end_series",
    "split",
    "share",
    "take_back",
]
Party = Literal[
    "giver",
    "sender",
    "head",
    "doer",
    "receiver",
    "acceptor",
    "extender",
    "cause_judge",
    "service",
    "importer",
]
States = frozenset[Status]

AT_WORK: Final[States] = frozenset({"acknowledged", "in_progress", "returned"})
TO_BEGIN: Final[States] = frozenset({"issued", "received", "assigned"})
IN_CHARGE: Final[States] = AT_WORK | {"assigned"}  # who works on it has received it
OWED: Final[States] = TO_BEGIN | AT_WORK
DONE: Final[States] = frozenset({"accepted", "rated", "locked"})
STOPPED: Final[States] = frozenset({"recalled", "cancelled", "superseded"})
AWAITING: Final[States] = frozenset({"awaiting"})  # a condition; nothing is owed yet
UNDECIDED: Final[States] = OWED | AWAITING | {"refused_back", "suspended"}
OPEN: Final[States] = UNDECIDED | {"submitted"}
NOT_YET: Final[States] = frozenset()  # the plan has it as a draft


class Step(NamedTuple):
    """An act: in which states it is possible, and which parties do it there.

    `end` is the state that follows, None when the state stays or (`take_back`) comes back.
    `own` says that people may do it to their own work; whoever judges, extends or takes away
    may not.
    """

    act: Act
    start: States
    end: Status | None
    by: frozenset[Party]
    own: bool


def _step(act: Act, start: States, end: Status | None, *by: Party, own: bool = False) -> Step:
    return Step(act, start, end, frozenset(by), own)


LIFE: Final = (
    _step("issue", NOT_YET, "issued", "giver", "service", own=True),
    _step("issue_to_person", NOT_YET, "assigned", "giver", "service", own=True),
    _step("issue_waiting", NOT_YET, "awaiting", "giver", "service", own=True),
    _step("begin", AWAITING, "issued", "giver", "sender", "head", own=True),
    _step("begin_to_person", AWAITING, "assigned", "giver", "sender", "head", "doer", own=True),
    _step("receive", frozenset({"issued"}), "received", "head", own=True),
    _step(
        "assign", OWED - {"issued"} | {"refused_back"}, "assigned", "head", "giver", own=True
    ),
    _step("refuse_back", frozenset({"issued", "received"}), "refused_back", "head", own=True),
    _step("refuse_back", frozenset({"assigned"}), "refused_back", "doer", own=True),
    _step("acknowledge", frozenset({"assigned"}), "acknowledged", "doer", own=True),
    _step("progress", IN_CHARGE, "in_progress", "doer", own=True),
    _step("submit", IN_CHARGE, "submitted", "doer", own=True),
    _step("accept", frozenset({"submitted"}), "accepted", "acceptor"),
    _step("send_back", frozenset({"submitted"}), "returned", "acceptor"),
    _step("rate", frozenset({"accepted"}), "rated", "acceptor"),
    _step("lock", frozenset({"accepted", "rated"}), "locked", "giver", "service"),
    _step("ask_extension", AT_WORK, None, "doer", own=True),
    _step("extend", OWED, None, "extender", "service"),
    _step("refuse_extension", OWED, None, "extender"),
    _step("suspend", AT_WORK, "suspended", "extender"),
    _step("resume", frozenset({"suspended"}), "in_progress", "extender"),
    _step("obstacle", IN_CHARGE, "in_progress", "doer", own=True),
    _step("answer_obstacle", OPEN | DONE - {"locked"}, None, "cause_judge"),
    _step("transfer", OWED | {"refused_back"}, "issued", "giver"),
    _step("transfer_to_person", OWED | {"refused_back"}, "assigned", "giver"),
    _step("hand_over", OPEN, None, "receiver", own=True),
    _step("recall", UNDECIDED, "recalled", "giver", "sender"),
    _step("cancel", UNDECIDED, "cancelled", "giver", "sender"),
    _step("supersede", OPEN, "superseded", "giver", own=True),
    _step("carry_over", OPEN, None, "giver", own=True),
    _step("amend", OPEN - {"suspended"}, None, "giver", own=True),
    _step("share", OPEN | DONE - {"locked"}, None, "giver", "head", "sender", own=True),
    _step("continue", OPEN | DONE, None, "giver", "service", own=True),
    _step("end_series", OPEN | DONE, None, "giver", "service", own=True),
    _step("split", OWED - {"issued"}, None, "doer", "head", "sender", "giver", own=True),
    _step("take_back", OWED, None, "importer", own=True),
)
END: Final = {step.act: step.end for step in LIFE}


def steps_of(act: Act, status: Status | None) -> list[Step]:
    """List the steps of an act that are possible in a state (None: not yet issued)."""
    mine = [step for step in LIFE if step.act == act]
    return [step for step in mine if (status in step.start if status else not step.start)]


def entitled(act: Act, status: Status | None) -> frozenset[Party]:
    """Name who does an act in a state; where it is not possible, who does it at all."""
    steps = steps_of(act, status) or [step for step in LIFE if step.act == act]
    return frozenset(party for step in steps for party in step.by)


def forbids_own(act: Act) -> bool:
    """Tell whether nobody does this act to their own work."""
    return not all(step.own for step in LIFE if step.act == act)
