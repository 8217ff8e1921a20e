"""Loads the demonstration: six tenants and ten months of their work, by commands alone."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from events.errors import RefusedError, WrongStreamError
from service.clock import now
from service.demo.casting import Cast, cast
from service.demo.courses import Duty
from service.demo.days import Days, instant
from service.demo.directed import directed
from service.demo.evaluated import periods_opened, populations_said
from service.demo.figures import measured
from service.demo.graded import graded
from service.demo.happenings import catalogued, happenings
from service.demo.inspected import being_inspected, inspected
from service.demo.labelled.year import labelled
from service.demo.led import led
from service.demo.outside import concluded, ordered
from service.demo.people import (
    BAN_CHIENG,
    NAM_SOI,
    PARTY,
    PHA_LUONG,
    PROVINCE,
    STAGES,
    SUOI_NGAN,
    Stage,
)
from service.demo.reform import Reform
from service.demo.reported import reported
from service.demo.reviewed import reviewed
from service.demo.scored import scored
from service.demo.script import Act, Paper, Script, where_possible
from service.demo.standings import keep_standings
from service.demo.story_flood import FLOOD_DUTIES
from service.demo.story_neighbours import BAN_CHIENG_DUTIES, PHA_LUONG_DUTIES
from service.demo.story_party import PARTY_DUTIES
from service.demo.story_suoi_ngan import SUOI_NGAN_DUTIES
from service.demo.visited import visited
from service.files import FileStore, note_file
from service.ledgers import Instance
from service.organisation.founding import ZONE
from service.vault.stores import OpenedKeys
from service.work import Order, execute

Told = Callable[[int, int], None]
COMMUNE = ("Vàng A Sử", "Chủ tịch")


@dataclass(frozen=True, slots=True)
class Production:
    """Where the story is loaded to, and on which days it plays."""

    instance: Instance
    data: Path
    days: Days

    def open(self, stage: Stage, first: str) -> Script:
        """Found a tenant thirty days before its first plan."""
        began = instant(self.days.day(first) - timedelta(days=30), 0)
        made = cast(self.instance, stage, began)
        begin = made.ledger.scope.begin
        kept = FileStore(self.data, made.tenant.tenant_id, OpenedKeys(begin))
        return Script(made, self.days, kept)

    def plan(
        self, name: str, place: str, number: str, drafts: str, signer: tuple[str, str]
    ) -> Paper:
        """Give a document with its days and names filled in, and who drafts and signs it."""
        year = self.days.day("d-290").year
        words = {
            "nam": str(year),
            "nam_sau": str(year + 1),
            "xa": place,
            "XA": place.upper(),
            "chu_tich": signer[0],
        }
        source = files("service.demo").joinpath("documents", f"{name}.txt")
        text = source.read_text(encoding="utf-8").format_map(Days(self.days.today, words))
        return Paper(f"{name}.docx", text, number, "KH-UBND", drafts, signer)


def load(
    instance: Instance,
    data: Path,
    told: Told = lambda _done, _all: None,
    at: datetime | None = None,
) -> None:
    """Load every tenant; an instance of the owner, and the folder of files.

    Args:
        instance: opened as the owner, who alone may give a demonstration its past.
        data: the folder that files are kept below.
        told: hears how many of how many acts are done.
        at: the instant that the story leads to, now or before.
    """
    at = at or now()
    made = Production(instance, data, Days(at.astimezone(ZoneInfo(ZONE)).date()))
    reform, commune = _suoi_ngan(made)
    told(2, len(STAGES))
    _party(made, commune, at)
    told(3, len(STAGES))
    neighbour = _pha_luong(made, reform)
    told(4, len(STAGES))
    script = made.open(NAM_SOI, "d-290")
    play(script, labelled(script))
    told(5, len(STAGES))
    silent = _ban_chieng(made, reform)
    with suppress(RefusedError, WrongStreamError):  # what is possible depends on the day
        directed(reform.province, commune, neighbour, silent, at)
    with suppress(RefusedError, ValueError):  # a day on which nothing is overdue
        visited(reform.province, commune, at)
    keep_standings(instance, made.days.today)
    told(6, len(STAGES))


def loaded(instance: Instance) -> bool:
    """Tell whether the story was loaded to its end."""
    return instance.tenant(STAGES[-1].code) is not None


def begun(instance: Instance) -> bool:
    """Tell whether the loading was begun."""
    return instance.tenant(STAGES[0].code) is not None


def _suoi_ngan(made: Production) -> tuple[Reform, Cast]:
    """Play the commune's year, and the province's part in it."""
    script, day = made.open(SUOI_NGAN, "d-295"), made.days.day
    reform = Reform(made.days, made.open(PROVINCE, "d-280").cast)
    first = made.plan("ke-hoach-suoi-ngan", SUOI_NGAN.place, "12", "ha", COMMUNE)
    year = script.year(first, day("d-295"), SUOI_NGAN_DUTIES)
    second = made.plan("ke-hoach-sau-lu", SUOI_NGAN.place, "58", "ha", COMMUNE)
    flood = script.year(replace(second, replaces=year.plan_id), day("d-125"), FLOOD_DUTIES)
    next_one = made.plan("ke-hoach-so-hoa", SUOI_NGAN.place, "", "ha", COMMUNE)
    acts = [*catalogued(year.issued, "ha", "su"), *year.acts, *flood.acts]
    opened = [*periods_opened(script, "ha", year.issued)]
    acts += [*opened, *where_possible(scored(script, opened))]
    acts += [*populations_said(script, year.issued)]
    acts += [*measured(script, year, flood), *ordered(script), *where_possible(graded(script))]
    acts += [*inspected(script, year), *being_inspected(script, year)]
    acts += [*where_possible(reported(script, year, flood))]
    acts += [*happenings(script, year), *reform.whole_year(script.cast)]
    play(script, [*acts, script.draft(next_one, day("d-4"))])
    return reform, script.cast


def _party(made: Production, commune: Cast, at: datetime) -> None:
    script = made.open(PARTY, "d-280")
    signer = ("Tráng Seo Lìn", "Bí thư")
    paper = made.plan("ke-hoach-dang-uy", PARTY.place, "09", "sen", signer)
    party = replace(paper, symbol="KH/ĐU")
    year = script.year(party, made.days.day("d-280"), PARTY_DUTIES)
    opened = periods_opened(script, "sen", year.issued)
    play(script, [*opened, *year.acts, *concluded(script), *led(script)])
    reviewed(script.cast, commune, made.days, at)


def _pha_luong(made: Production, reform: Reform) -> Cast:
    facts = ("21", "hien", "Hà Quang Vinh")
    script, acts = _smaller(made, PHA_LUONG, "d-100", facts, PHA_LUONG_DUTIES)
    play(script, [*acts, *reform.late_comer(script.cast, "vinh", "hien")])
    return script.cast


def _ban_chieng(made: Production, reform: Reform) -> Cast:
    facts = ("17", "panh", "Lò Thị Muôn")
    script, acts = _smaller(made, BAN_CHIENG, "d-90", facts, BAN_CHIENG_DUTIES)
    play(script, [*acts, *reform.silent(script.cast, "muon")])
    return script.cast


def _smaller(
    made: Production,
    stage: Stage,
    issued: str,
    facts: tuple[str, str, str],
    duties: Sequence[Duty],
) -> tuple[Script, list[Act]]:
    number, drafts, head = facts
    script = made.open(stage, issued)
    paper = made.plan("ke-hoach-so-hoa", stage.place, number, drafts, (head, "Chủ tịch"))
    return script, script.year(paper, made.days.day(issued), duties).acts


def play(script: Script, acts: Iterable[Act]) -> None:
    """Carry out the acts in the order in which they were recorded, and list the files."""
    made: Cast = script.cast
    for act in sorted(acts, key=lambda act: act.recorded_at):
        whose = act.cast or made
        order = Order(
            actor=whose.actors[act.by],
            command_id=act.command_id,
            happened_at=act.happened_at,
            recorded_at=act.recorded_at,
        )
        try:
            execute(act.command, order, whose.ledger)
        except (RefusedError, WrongStreamError):
            if not act.optional:
                raise
    with made.ledger.scope.begin() as connection:
        for kept in script.kept.values():
            note_file(connection, kept)
