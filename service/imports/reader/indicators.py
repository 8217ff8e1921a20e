"""Read the targets: one entry a figure, and what an objectives part says without one."""

import re
from dataclasses import dataclass, replace

from service.imports.metadata import Period
from service.imports.reader.areas import other_areas, placed, subject_area
from service.imports.reader.blocks import Block
from service.imports.reader.clauses import Clause, clauses
from service.imports.reader.outline import Context
from service.imports.reader.phases import Phase, phase_in
from service.imports.reader.pointing import only_points
from service.imports.reader.sentences import Piece, sentences, trim
from service.imports.reading import Indicator

_BASELINE = re.compile(
    r"so với\s+(?:cùng kỳ\s+)?(?:năm\s+(20\d\d)|giai đoạn\s+(20\d\d)\s*[-–]\s*(20\d\d)|"
    r"([^,;.()]+))",
    re.IGNORECASE,
)
_SHARED = re.compile(r"\s*\d|tối thiểu|ít nhất", re.IGNORECASE)
_PREDICATE = re.compile(r"\b(?:được|đạt|có)\b", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:mới|chỉ|đã) (?:mới |chỉ )?đạt\b", re.IGNORECASE)
_OF_YEAR = re.compile(r"(?:^năm |\bnăm (?=20\d\d\s*(?:đạt|là|:|ước)))(20\d\d)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_LISTED = re.compile(r"[\s,]*(?:và)?\s*")
_OPENS = re.compile(  # how a sentence begins that says first by when
    r"(?:phấn đấu,?\s+)?(?:từ nay|vào|kết thúc|cuối|đến|trong|giai đoạn|năm|hết)", re.IGNORECASE
)
_WORDS, _WITHOUT_FIGURE, _WHOLE, _OPENING = 4, 0.75, 100, 45


@dataclass
class Targets:
    """Collect the targets of one document, numbering them in reading order."""

    period: Period
    found: list[Indicator]

    def read(self, block: Block, context: Context) -> None:
        """Take the targets of one paragraph of the objectives or of the tasks."""
        goals = context.role == "indicators" or context.aims
        if block.kind == "heading" or (block.kind == "lead_in"):
            return
        said = sentences(block.text, _after_run_in(block))
        pieces = [s for s in said if not _REACHED.search(_BRACKETS.sub("", s.text))]
        rows = [
            (s, c)
            for s in pieces
            for c in clauses(block.text, s.start, _stop(s), counts=goals)
            if not (c.figure and self._was(c.piece.text))
        ]
        measured = [c for _s, c in rows if c.figure]
        if goals and not measured:
            self._whole(block, context, pieces)
            return
        if goals:
            self._mixed(block, context, rows)
        inherited: Clause | None = None
        for sentence, clause in rows:
            if clause.figure:
                inherited = _continued(block.text, inherited, clause)
                self._add(block, context, clause.piece, inherited, sentence)

    def _was(self, text: str) -> bool:
        """Tell whether a clause says what was reached in a year before the plan's."""
        years = [int(year) for year in _OF_YEAR.findall(_BRACKETS.sub("", text))]
        return bool(years) and max(years) < (self.period.start_year or 0)

    def _whole(self, block: Block, context: Context, pieces: list[Piece]) -> None:
        text = block.text[pieces[0].start :] if pieces else ""
        if len(text.split()) < _WORDS or text.endswith(":") or only_points(text):
            return
        self._add(block, context, Piece(text, pieces[0].start, len(block.text)), None)

    def _mixed(self, block: Block, context: Context, rows: list[tuple[Piece, Clause]]) -> None:
        run: list[Piece] = []
        for _sentence, clause in [*rows, (None, None)]:
            if clause is not None and clause.figure is None:
                run.append(clause.piece)
                continue
            if run:
                piece = trim(block.text, run[0].start, run[-1].end)
                if len(piece.text.split()) >= _WORDS + 2 or re.match(
                    r"(?:cập nhật|hoàn thành|xếp (?:loại|hạng|thứ))", piece.text
                ):
                    self._add(block, context, piece, None)
            run = []

    def _add(
        self,
        block: Block,
        context: Context,
        piece: Piece,
        clause: Clause | None,
        sentence: Piece | None = None,
    ) -> None:
        figure = clause.figure if clause else None
        phase, source = self._phase(piece, context, sentence)
        before = [i.reform_area for i in self.found[-1:] if i.item == f"P{block.number}"]
        said = map(subject_area, (block.text[: piece.end], block.text))
        headed = [area for area in before if area in context.headed]
        whole = [*headed, context.area, *before, *said, context.fallback]
        area, sure, guessed = placed(
            piece.text, context.headed, next(filter(None, whole)), context.hint
        )
        comparator = figure.comparator if figure else None
        baseline = _BASELINE.search(
            sentence.text
            if sentence and comparator and comparator.startswith("reduce")
            else piece.text
        )
        self.found.append(
            Indicator(
                id=f"I{len(self.found) + 1:03d}",
                text=piece.text,
                place=block.place(piece.start, piece.end),
                rule=_rule(measured=figure is not None, guessed=guessed),
                confidence=sure if figure else min(sure, _WITHOUT_FIGURE),
                item=f"P{block.number}",
                item_text=block.words,
                item_place=block.place(),
                section=context.path,
                kind="quantitative" if figure else "qualitative",
                reform_area=area,
                alt_areas=other_areas(piece.text, area),
                phase=phase,
                phase_source=source,
                alt_phases=self._near(phase),
                comparator=comparator,
                alt_comparators=(">=",) if comparator == "=" else (),
                value=figure.value if figure else None,
                unit=figure.unit if figure else None,
                baseline=_baseline(baseline) if figure else None,
                baseline_printed=baseline[0].strip() if baseline and figure else None,
                qualifier=clause.qualifier if clause else None,
                location="indicators"
                if context.role == "indicators" or context.aims
                else "tasks",
            )
        )

    def _phase(self, piece: Piece, context: Context, sentence: Piece | None) -> tuple[str, str]:
        own = self._stage(piece.text)
        if own is None and sentence is not None and context.phase is None:
            own = self._leading(sentence, piece)
        if own is not None:
            return own.name, "explicit"
        if context.phase is not None:
            return context.phase.name, "heading"
        return self._plan(), "plan"

    def _stage(self, text: str) -> Phase | None:
        """Return the stage a text names; of a half-year plan the other half is not meant."""
        own = phase_in(text, self.period.start_year, self.period.end_year)
        halves = {"H1", "H2"} - {self.period.half} if self.period.half else set()
        return None if own and own.name[-2:] in halves else own

    def _leading(self, sentence: Piece, piece: Piece) -> Phase | None:
        """Return the stage a sentence opens with, if it names no other before a clause."""
        since = sentence.text[_OPENING : piece.start - sentence.start]
        opens = _OPENS.match(sentence.text) and not self._stage(since)
        return self._stage(sentence.text[:_OPENING]) if opens else None

    def _plan(self) -> str:
        p = self.period
        if p.half:
            return f"{p.start_year}-{p.half}"
        return (
            str(p.start_year) if p.start_year == p.end_year else f"{p.start_year}-{p.end_year}"
        )

    def _near(self, phase: str) -> tuple[str, ...]:
        plan = self._plan()
        year = str(self.period.end_year)
        pairs = {plan: f"by {year}", f"by {year}": plan}
        if self.period.half:
            pairs |= {plan: year, year: plan}
        return (pairs[phase],) if phase in pairs and pairs[phase] != phase else ()


def _rule(*, measured: bool, guessed: bool) -> str:
    name = "indicators.figure" if measured else "indicators.objective"
    return f"{name}_by_words" if guessed else name


def _after_run_in(block: Block) -> int:
    return block.text.find(":") + 1 if block.kind == "run_in" else block.body


def _stop(sentence: Piece) -> int:
    return sentence.start + len(sentence.text.rstrip(" ./;"))


def _continued(text: str, before: Clause | None, clause: Clause) -> Clause:
    """Return a clause with the comparator that it shares with the one before it."""
    if not (before and before.figure and clause.figure and _goes_on(text, before, clause)):
        return clause
    sign = _inherit(before.figure.comparator, clause.figure.comparator)
    return replace(clause, figure=replace(clause.figure, comparator=sign))


def _goes_on(text: str, before: Clause, clause: Clause) -> bool:
    """Tell whether a clause has no verb of its own; what is asked for whole is not cut."""
    words, figure = clause.piece.text, clause.figure
    listed = _LISTED.fullmatch(text[before.piece.end : clause.piece.start])
    bare = _SHARED.match(words) and not _PREDICATE.search(words)
    return bool(listed and bare and figure and figure.value < _WHOLE)


def _inherit(before: str, own: str) -> str:
    if before.startswith("reduce") and own in {"=", ">="}:
        return "reduce_by>=" if own == ">=" else before
    return own


def _baseline(found: re.Match[str] | None) -> str | None:
    if found is None:
        return None
    return found[1] or (f"{found[2]}-{found[3]}" if found[2] else None)
