"""A score opened: sum, parts, products, losses, what is left out; down to the events."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from events.score_values import LossKind, Part
from events.scoring import LineAnswered, ScoreSheet
from service.evaluation.facts import Excluded, Found
from service.evaluation.products import Account
from service.evaluation.reckoning import Reckoned, losses, wanted
from service.evaluation.rules import Basis, RuleSet
from web.evaluation.sheet_words import (
    FIGURES,
    LOSSES,
    PARTS,
    REASONS,
    ROWS,
    STATES,
    formula,
    percent,
    rounded,
)
from web.ui.typed import write_amount

Positions = tuple[int, ...]
OF_PRODUCTS: tuple[Part, ...] = ("a", "b", "c")


@dataclass(frozen=True, slots=True)
class PartLine:
    """What one product brings into a part; `at` is its number on the page."""

    at: int
    code: str
    weight: str
    brought: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part: its share of 1 in percent and exact, how it is reckoned, by which article."""

    part: Part
    name: str
    percent: str
    exact: str
    formula: str
    basis: Basis
    lines: tuple[PartLine, ...]


@dataclass(frozen=True, slots=True)
class ProductShown:
    """A product with its item of the catalogue, its figures, and the events behind each."""

    at: int
    found: Found
    code: str
    amount: str
    weight: str
    said: str
    figures: tuple[tuple[str, Positions], ...]


@dataclass(frozen=True, slots=True)
class LossShown:
    """One loss: what, at which product, how many points, by which event; and the answer."""

    at: int
    found: Found
    kind: LossKind
    number: int
    name: str
    points: str
    events: Positions
    answer: LineAnswered | None

    @property
    def key(self) -> str:
        """What names it on the page."""
        return f"{self.kind}-{self.number}-{self.at}"


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """A score as the page opens it."""

    reckoned: Reckoned
    rules: RuleSet
    parts: tuple[PartShown, ...]
    products: tuple[ProductShown, ...]
    losses: tuple[LossShown, ...]
    excluded: tuple[tuple[Excluded, str], ...]

    @property
    def sum_line(self) -> str:
        """The small sum: each part, their mean, the points that it makes."""
        of = " · ".join(f"{part.name} {part.percent}" for part in self.parts)
        result, most = self.reckoned.result, self.rules.result_most
        if result is None:
            return of
        points = rounded(result * Fraction(most))
        share = f"{most / 100:.2f}".replace(".", ",")
        return f"{of} → trung bình {percent(result)} → × {share} = {points}/{most}"

    @property
    def assigned(self) -> str:
        """What was assigned, in standard products."""
        return rounded(self.reckoned.assigned, 4)

    @property
    def common(self) -> str:
        """The common points, and how many there can be."""
        found = self.reckoned.common
        points = "chưa chấm" if found is None else rounded(found)
        return f"{points}/{write_amount(self.rules.common_most)}"


def shown(
    found: Sequence[Found],
    excluded: Sequence[Excluded],
    reckoned: Reckoned,
    rules: RuleSet,
    sheet: ScoreSheet,
) -> ScoreShown:
    """Open a score for the page."""
    return ScoreShown(
        reckoned=reckoned,
        rules=rules,
        parts=tuple(_part(part, found, reckoned, rules) for part in reckoned.parts),
        products=tuple(
            _product(at, one, account)
            for at, (one, account) in enumerate(zip(found, reckoned.trace, strict=True), 1)
        ),
        losses=tuple(_losses(found, reckoned, rules, sheet)),
        excluded=tuple((one, REASONS[one.reason]) for one in excluded),
    )


def _part(part: Part, found: Sequence[Found], reckoned: Reckoned, rules: RuleSet) -> PartShown:
    share = reckoned.parts[part]
    return PartShown(
        part=part,
        name=PARTS[part],
        percent="chưa có" if share is None else percent(share),
        exact="" if share is None else f"{share.numerator}/{share.denominator}",
        formula=formula(part, rules),
        basis=rules.bases[ROWS[part]],
        lines=tuple(_lines(part, found, reckoned.trace)),
    )


def _lines(part: Part, found: Sequence[Found], trace: Sequence[Account]) -> Iterator[PartLine]:
    if part not in OF_PRODUCTS:
        return
    for at, (one, account) in enumerate(zip(found, trace, strict=True), 1):
        brought = {"a": account.completed, "b": account.quality, "c": account.progress}[part]
        yield PartLine(at, one.code, rounded(account.assigned, 4), rounded(brought, 4))


def _product(at: int, found: Found, account: Account) -> ProductShown:
    product = account.product
    said = [STATES[found.state]]
    if product.extra:
        said.append("ngoài tổng được giao")
    return ProductShown(
        at=at,
        found=found,
        code=product.code,
        amount=f"{write_amount(product.quantity)} × {write_amount(product.coefficient)}",
        weight=rounded(product.weight, 4),
        said=", ".join(said),
        figures=tuple((FIGURES[figure], at_) for figure, at_ in found.events.items()),
    )


def _losses(
    found: Sequence[Found], reckoned: Reckoned, rules: RuleSet, sheet: ScoreSheet
) -> Iterator[LossShown]:
    products = [account.product for account in reckoned.trace]
    parts = len(wanted(rules, leads=reckoned.leads))
    for at, one in enumerate(found):
        for loss in losses(at, products, rules, parts):
            yield LossShown(
                at=at + 1,
                found=one,
                kind=loss.kind,
                number=loss.number,
                name=LOSSES[loss.kind].format(number=loss.number),
                points=rounded(loss.points),
                events=_behind(one, loss.kind, loss.number),
                answer=sheet.answers.get((one.task_id, loss.kind, loss.number)),
            )


def _behind(found: Found, kind: LossKind, number: int) -> Positions:
    """Give the event of one loss: lateness and failed reviews have one each."""
    if kind == "late":
        return found.events.get("late_times", ())[number - 1 : number]
    if kind == "failed":
        return found.events.get("failed_reviews", ())[number - 1 : number]
    return found.events.get("handed_back" if kind == "handed_back" else "due", ())[-1:]


def common_rows(
    rules: RuleSet, sheet: ScoreSheet
) -> list[tuple[str, str, Decimal, Decimal | None, Decimal | None]]:
    """Give each criterion with its most, what the person said, and what was confirmed."""
    own = sheet.self_scored.common if sheet.self_scored else {}
    theirs = sheet.verdict.common if sheet.verdict else {}
    return [
        (item.code, item.name, item.most, own.get(item.code), theirs.get(item.code))
        for item in rules.common
    ]


def answered_elsewhere(sheet: ScoreSheet, losses_: Sequence[LossShown]) -> list[LineAnswered]:
    """Give the answers to losses that are none any more: nothing said is lost."""
    there: set[tuple[UUID, LossKind, int]] = {
        (one.found.task_id, one.kind, one.number) for one in losses_
    }
    return [said for key, said in sheet.answers.items() if key not in there]
