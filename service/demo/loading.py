"""Loads the demonstration: four tenants and ten months of their work, by commands alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from uuid import uuid5

from service.clock import today
from service.demo.casting import Cast, cast
from service.demo.courses import Duty
from service.demo.days import Days, instant
from service.demo.people import PARTY, PHA_LUONG, PROVINCE, STAGES, SUOI_NGAN, Stage
from service.demo.script import Act, Paper, Script
from service.demo.story_flood import FLOOD_DUTIES
from service.demo.story_party import PARTY_DUTIES, PHA_LUONG_DUTIES
from service.demo.story_suoi_ngan import SUOI_NGAN_DUTIES
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

    def paper(self, name: str, place: str, head: str) -> str:
        """Give a document with its days and names filled in."""
        year = self.days.day("d-290").year
        words = {
            "nam": str(year),
            "nam_sau": str(year + 1),
            "xa": place,
            "XA": place.upper(),
            "chu_tich": head,
        }
        source = files("service.demo").joinpath("documents", f"{name}.txt")
        return source.read_text(encoding="utf-8").format_map(Days(self.days.today, words))


def load(instance: Instance, data: Path, told: Told = lambda _done, _all: None) -> None:
    """Load every tenant; an instance of the owner, and the folder of files.

    Args:
        instance: opened as the owner, who alone may give a demonstration its past.
        data: the folder that files are kept below.
        told: hears how many of how many acts are done.
    """
    made = Production(instance, data, Days(today(ZONE)))
    for number, scene in enumerate((_suoi_ngan, _party, _pha_luong, _province)):
        scene(made)
        told(number + 1, len(STAGES))


def loaded(instance: Instance) -> bool:
    """Tell whether the story was loaded to its end."""
    return instance.tenant(STAGES[-1].code) is not None


def begun(instance: Instance) -> bool:
    """Tell whether the loading was begun."""
    return instance.tenant(STAGES[0].code) is not None


def _suoi_ngan(made: Production) -> None:
    script = made.open(SUOI_NGAN, "d-295")
    text_of = made.paper("ke-hoach-suoi-ngan", "Suối Ngàn", COMMUNE[0])
    year = Paper("ke-hoach-suoi-ngan.txt", text_of, "12", "KH-UBND", "ha", COMMUNE)
    acts = [*_acts(script, year, "d-295", SUOI_NGAN_DUTIES)]
    flood_text = made.paper("ke-hoach-sau-lu", "Suối Ngàn", COMMUNE[0])
    first = uuid5(acts[0].command_id, "plan")
    flood = Paper("ke-hoach-sau-lu.txt", flood_text, "58", "KH-UBND", "ha", COMMUNE, first)
    acts += _acts(script, flood, "d-125", FLOOD_DUTIES)
    next_text = made.paper("ke-hoach-so-hoa", "Suối Ngàn", COMMUNE[0])
    next_one = Paper("ke-hoach-chuyen-doi-so.txt", next_text, "", "", "ha", COMMUNE)
    play(script, [*acts, script.draft(next_one, made.days.day("d-4"))])


def _party(made: Production) -> None:
    script = made.open(PARTY, "d-280")
    text_of = made.paper("ke-hoach-dang-uy", "Suối Ngàn", "")
    signer = ("Tráng Seo Lìn", "Bí thư")
    paper = Paper("ke-hoach-dang-uy.txt", text_of, "09", "KH/ĐU", "sen", signer)
    play(script, _acts(script, paper, "d-280", PARTY_DUTIES))


def _pha_luong(made: Production) -> None:
    script = made.open(PHA_LUONG, "d-100")
    text_of = made.paper("ke-hoach-so-hoa", "Pha Luông", "Hà Quang Vinh")
    signer = ("Hà Quang Vinh", "Chủ tịch")
    paper = Paper("ke-hoach-pha-luong.txt", text_of, "21", "KH-UBND", "hien", signer)
    play(script, _acts(script, paper, "d-100", PHA_LUONG_DUTIES))


def _province(made: Production) -> None:
    made.open(PROVINCE, "d-280")


def _acts(script: Script, paper: Paper, on: str, duties: Sequence[Duty]) -> Iterable[Act]:
    return script.year(paper, script.days.day(on), duties)


def play(script: Script, acts: Iterable[Act]) -> None:
    """Carry out the acts in the order in which they were recorded, and list the files."""
    made: Cast = script.cast
    for act in sorted(acts, key=lambda act: act.recorded_at):
        order = Order(
            actor=made.actors[act.by],
            command_id=act.command_id,
            happened_at=act.happened_at,
            recorded_at=act.recorded_at,
        )
        execute(act.command, order, made.ledger)
    with made.ledger.scope.begin() as connection:
        for kept in script.kept.values():
            note_file(connection, kept)
