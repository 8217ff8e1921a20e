"""The six steps from a file to an issued plan, and what is still open in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from events.plans import Plan
from service.imports.drafts import Source
from service.plans.gate import Unclear

NAMES = {
    "file": "Tệp",
    "front": "Văn bản",
    "targets": "Chỉ tiêu",
    "work": "Nhiệm vụ",
    "annex": "Phụ lục",
    "clear": "6 rõ, ban hành",
}
NO_ANNEX = "Phụ lục chưa nạp"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: how many things are open in it, or a word of warning."""

    code: str
    url: str = ""
    left: int = 0
    warning: str = ""
    begun: bool = False

    @property
    def label(self) -> str:
        """Its name on the page."""
        return NAMES[self.code]

    @property
    def done(self) -> bool:
        """Tell whether nothing is left to do in it."""
        return self.begun and not self.left and not self.warning


def unread() -> list[Stage]:
    """Name the steps before there is a draft."""
    return [Stage(code) for code in NAMES]


def way(plan: Plan, source: Source, missing: Mapping[int, tuple[Unclear, ...]]) -> list[Stage]:
    """Say how far a draft is; `missing` names what each record of work lacks."""
    proposed = [i.kind for i in plan.items.values() if i.state == "proposed"]
    targets = proposed.count("indicator")
    accepted = [i.item_id for i in plan.items.values() if i.state == "accepted"]
    unclear = sum(bool(missing.get(item_id)) for item_id in accepted)
    review = url_for("plans_review.overview", plan_id=plan.id)
    absent = any(one.kind == "absent_appendix" for one in source.anomalies)
    return [
        Stage("file", url_for("plans.file", plan_id=plan.id), begun=True),
        Stage(
            "front",
            url_for("plans_front.show", plan_id=plan.id),
            left=int(not plan.front_checked),
            begun=True,
        ),
        Stage("targets", f"{review}?buoc=chi-tieu", targets, begun=True),
        Stage("work", f"{review}?buoc=viec", len(proposed) - targets, begun=True),
        Stage(
            "annex",
            url_for("plans_annexing.show", plan_id=plan.id),
            warning=NO_ANNEX if absent else "",
            begun=True,
        ),
        Stage("clear", _last(plan, unclear), unclear, begun=bool(accepted)),
    ]


def _last(plan: Plan, unclear: int) -> str:
    """Lead to what is missing, or where nothing is to the issue."""
    return url_for("plans_assign.show" if unclear else "plans_issue.show", plan_id=plan.id)


def following(stages: Sequence[Stage], code: str) -> Stage | None:
    """Give the step after one that has a page; None after the last."""
    at = [stage.code for stage in stages].index(code)
    return next((stage for stage in stages[at + 1 :] if stage.url), None)
