"""Build the tree of headings and say for every paragraph what part it stands in."""

import re
from dataclasses import dataclass, replace

from service.imports.metadata import Period
from service.imports.reader.areas import heading_area, heading_areas, plan_area, subject_area
from service.imports.reader.blocks import Block
from service.imports.reader.headings import LABEL, heading_title, in_general
from service.imports.reader.phases import Phase, lead_in, phase_in
from service.imports.reader.roles import role_of, role_within
from service.imports.reading import Section

_RANK = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "capital": 3,
    "roman": 4,
    "caps": 4,
    "number": 6,
    "dotted": 7,
    "dotted3": 8,
    "letter": 9,
    "bracket": 10,
}
_BELOW_ROMAN = 5
_LISTED = 12
_WHOLE = re.compile(r"cải cách hành chính|CCHC|PAR INDEX", re.IGNORECASE)  # every area, so none
_STRIVEN = re.compile(  # what follows is asked for, and nobody is told to do it
    r"phấn đấu\s+(?:đến|trong|hết|tới|giai đoạn)[^:;,.]{0,40}[:,]\s*(?=[^:]*\d\s*%)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:về|(?:(?:trong|trên) )?lĩnh vực)\s(?P<what>[^,;:%\d]{3,60})[,:]\s+", re.IGNORECASE
)
_AIM = re.compile(r"phấn đấu|mục tiêu|chỉ tiêu", re.IGNORECASE)


@dataclass(frozen=True)
class Context:
    """Say where a paragraph stands: path, role, and what its headings tell about it."""

    path: str = "preamble"
    role: str = "preamble"
    title: str = ""
    area: str | None = None
    named: tuple[str, ...] = ()
    phase: Phase | None = None
    aims: bool = False
    numbered: bool = False
    level: int = 0
    fallback: str = "steering"
    guessed: bool = False  # no heading names the area, the words of the paragraph do
    hinted: bool = False  # the words of a heading point to the area without naming it

    @property
    def headed(self) -> tuple[str, ...]:
        """The areas that the nearest heading which names any names."""
        if self.guessed or self.hinted or self.area is None:
            return ()
        return self.named or (self.area,)

    @property
    def hint(self) -> str:
        """The heading whose words point to an area without naming it."""
        return self.title if self.hinted else ""


@dataclass
class _Open:
    style: str
    path: str
    context: Context


class Outline:
    """Walk once over the paragraphs, keeping the headings that are open."""

    def __init__(self, blocks: list[Block], period: Period, plan_title: str) -> None:
        """Take the paragraphs of the body; the period bounds the stages of headings."""
        self._start = Context(fallback=plan_area(plan_title))
        self.sections: list[Section] = []
        self.contexts: dict[int, Context] = {}
        self._years = (period.start_year, period.end_year)
        self._whole = str(period.end_year) if period.half else ""
        self._stack: list[_Open] = []
        self._lead: tuple[str, str, Context] | None = None
        self._blocks = blocks
        self._ranks = dict(_RANK)

    def walk(self) -> None:
        """Fill `sections` and `contexts`, and mark headings among the blocks."""
        skip = -1
        for index, block in enumerate(self._blocks):
            after = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
            if index == skip:
                self.contexts[block.number] = self._now()
                continue
            title = heading_title(block, after)
            if title is not None:
                if not title and after is not None and not after.mark:
                    title, skip, after.kind = after.words.strip(" .:"), index + 1, "heading"
                self._open(block, title, general=in_general(self._blocks, index, title))
            elif not self._lead_in(block):
                self._place(block)

    def _now(self) -> Context:
        return self._stack[-1].context if self._stack else self._start

    def _open(self, block: Block, title: str, *, general: bool) -> None:
        style = block.style if block.style in _RANK else "caps"
        if block.style == "capital" and block.mark == "A" and self._inside("roman"):
            self._ranks["capital"] = _BELOW_ROMAN
        self._close(style)
        self._lead = None
        parent = self._now()
        label = block.mark if block.style in _RANK else None
        path = "/".join(([parent.path] if self._stack else []) + [label or title[:40]])
        run_in = len(block.words) > len(title) + 12 and ":" in block.words
        role = role_within(
            title,
            parent.role if self._stack else "",
            top=not self._stack or title.upper() == title,
        )
        role = "general" if general and not parent.area else role
        names = heading_areas(title)
        hint = None if names else _hinted(title, role)
        named = names[0] if names else hint
        context = Context(
            path=path,
            title=title,
            level=len(self._stack) + 1,
            role=role,
            area=named or parent.area,
            named=names if named else parent.named,
            guessed=parent.guessed and named is None,
            hinted=bool(hint) or (parent.hinted and named is None),
            fallback=parent.fallback,
            phase=self._stage(title) or parent.phase,
        )
        if context.role == "organisation":
            context = replace(context, area=None)
        self._stack.append(_Open(style, path, context))
        self._note(block, "run_in" if run_in else "heading", label, title)
        block.kind = "run_in" if run_in else "heading"
        self.contexts[block.number] = context

    def _stage(self, title: str) -> Phase | None:
        phase = phase_in(title, *self._years)
        vague = phase is not None and (
            phase.name == self._whole or phase.name.startswith(f"{self._whole}-H")
        )
        return None if self._whole and vague else phase

    def _close(self, style: str) -> None:
        while self._stack and self._ranks[self._stack[-1].style] >= self._ranks[style]:
            self._stack.pop()

    def _inside(self, style: str) -> bool:
        return any(one.style == style for one in self._stack)

    def _lead_in(self, block: Block) -> bool:
        now = self._now()
        staged = lead_in(block.words)
        if not staged and not _groups(block):
            return False
        area = None if staged else heading_area(block.words)
        aims = bool(_AIM.search(block.words)) or now.role == "indicators"
        phase = phase_in(block.words, *self._years)
        led = replace(now, phase=phase or now.phase, aims=aims, area=area or now.area)
        if area:
            led = replace(led, guessed=False, hinted=False, named=heading_areas(block.words))
        self._lead = (block.mark, "", led)
        block.kind = "lead_in"
        self._note(block, "lead_in", None, block.words.strip(" :."))
        self.contexts[block.number] = now
        return True

    def _place(self, block: Block) -> None:
        if block.style in {"number", "dotted", "dotted3"} and self._stack:
            self._number(block)
        context = self._led(block) or self._now()
        if context.role == "tasks" and (label := LABEL.match(block.words)):
            block.body += label.end()
            context = replace(context, aims=role_of(label[1]) == "indicators")
        elif areas := self._about(block, context):
            context = replace(context, area=areas[0], named=areas, guessed=False, hinted=False)
        elif context.role == "tasks" and (striven := _STRIVEN.match(block.words)):
            context = self._striven(block, context, striven[0])
        self.contexts[block.number] = context
        if block.style == "bullet":
            block.kind = "bullet"

    def _about(self, block: Block, context: Context) -> tuple[str, ...]:
        """Return the areas that a paragraph says it is about, and leave those words out."""
        about = _ABOUT.match(block.words) if context.role in {"tasks", "indicators"} else None
        areas = heading_areas(about["what"]) if about else ()
        block.body += about.end() if about and areas else 0
        return areas

    def _striven(self, block: Block, context: Context, lead: str) -> Context:
        if lead.rstrip().endswith(":"):
            block.body += len(lead)
        return replace(context, aims=True, phase=self._stage(lead) or context.phase)

    def _number(self, block: Block) -> None:
        self._close(block.style)
        self._lead = None
        parent = self._now()
        path = f"{parent.path}/{block.mark}" if self._stack else block.mark
        working = parent.role in {"tasks", "indicators"}
        guess = subject_area(block.words) if working and not parent.area else None
        context = replace(
            parent,
            path=path,
            area=parent.area or guess,
            guessed=parent.guessed or guess is not None,
            numbered=True,
            level=len(self._stack) + 1,
        )
        self._stack.append(_Open(block.style, path, context))
        self._note(block, "numbered_paragraph", block.mark, None)

    def _led(self, block: Block) -> Context | None:
        if self._lead is None:
            return None
        opener, items, context = self._lead
        if not items:
            self._lead = (opener, block.mark or " ", context)
        elif opener and block.mark == opener and items != opener:
            self._lead = None
            return None
        return context

    def _note(self, block: Block, kind: str, label: str | None, title: str | None) -> None:
        now = self._now()
        depth = len(self._stack) + (kind == "lead_in")
        path = f"{now.path}/{title}" if kind == "lead_in" else now.path
        self.sections.append(
            Section(
                id=f"S{len(self.sections) + 1:02d}",
                text=block.text,
                place=block.place(0),
                rule=f"outline.{kind}",
                confidence=0.95 if kind == "heading" else 0.85,
                label=label,
                path=path,
                title=title,
                level=depth,
                kind=kind,
                role=now.role,
                reform_area=now.area,
            )
        )


def _hinted(title: str, role: str) -> str | None:
    """Return the area that the words of a heading point to without naming it."""
    said = _WHOLE.sub("", title)
    return subject_area(said) if role in {"tasks", "indicators"} else None


def _groups(block: Block) -> bool:
    """Tell whether a bullet only names the area or the aim of the list that follows it."""
    words = block.words
    short = (
        words.endswith(":") and len(words.split()) <= _LISTED and not re.search(r"[.;,]", words)
    )
    marked = block.style in {"bullet", "letter", "bracket", ""}
    return short and marked and bool(heading_area(words) or role_of(words) == "indicators")
