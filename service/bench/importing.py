"""Reading plans: how long sixty pages take, in how much memory, and how well it is done."""

import importlib.util
import json
import resource
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from types import ModuleType

from service.bench import papers
from service.bench.sheet import Sheet
from service.imports.importer import read_plan
from service.imports.prediction import prediction

WAYS: dict[str, Callable[[int], bytes]] = {
    "txt": papers.as_text,
    "docx": papers.as_word,
    "pdf": papers.as_pdf,
}
BUDGET = {"txt": 1.0, "docx": 1.0, "pdf": 5.0}  # seconds for sixty pages
TIMES = 10
GOLD = Path(__file__).parents[3] / "shared/gold"
JUDGED = (
    "metadata: fields",
    "legal bases: exact (type+number+date)",
    "sections: found (label+title)",
    "indicators: found (text)",
    "indicators: exact, lenient (value+comparator+area+phase)",
    "indicators: measurable only, found with the right value",
    "tasks: found (sentence level)",
    "tasks: found with the reform area, lenient",
    "assignments: found (text)",
    "assignments: exact, strict (unit+role)",
    "assignments: exact, lenient (a shared unit, any role of the sentence)",
    "reporting: found (text)",
    "inspections: found (text)",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What reading one file took: seconds of processor, and megabytes at the highest."""

    seconds: float
    megabytes: float


def measure(pages: int, rounds: int) -> Sheet:
    """Read a plan of so many pages of each kind, and one of a tenth of them."""
    rows = []
    for kind, made in WAYS.items():
        small, large = made(max(2, pages // TIMES)), made(pages)
        runs = [(spent(small, kind), spent(large, kind)) for _ in range(rounds)]
        few, many = (median(run[at].seconds for run in runs) for at in (0, 1))
        peak = max(run[1].megabytes for run in runs)
        rows.append(
            (kind, f"{many:.2f}", f"≤ {BUDGET[kind]:.0f}", f"{many / few:.1f}", f"{peak:.0f}")
        )
    head = (
        "kind",
        "seconds of processor",
        "budget",
        f"{TIMES} times the text (≤ 12)",
        "MB (≤ 300)",
    )
    return Sheet(f"Reading a plan of {pages} pages, each in a process of its own", head, rows)


def spent(data: bytes, kind: str) -> Spent:
    """Read a file in a new process, as the sandbox does."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_read, data, f"plan.{kind}").result()


def _read(data: bytes, name: str) -> Spent:
    began = time.process_time()
    read_plan(data, name)
    seconds = time.process_time() - began
    return Spent(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def judged(gold: Path) -> Sheet | None:
    """Compare the reading of plans with hand-made extractions; None where there are none.

    `gold` holds `NNN.json` and their judge `score.py`; the plans lie beside it in `seeds`.
    """
    numbers = sorted(path.stem for path in gold.glob("[0-9][0-9][0-9].json"))
    judge = _judge(gold / "score.py") if numbers else None
    if judge is None:
        return None
    columns = [dict(_scores(gold, number, judge)) for number in numbers]
    rows = [(name, *(f"{column[name]:.3f}" for column in columns)) for name in JUDGED]
    return Sheet("F1 beside hand-made extractions, a column a plan", ("what", *numbers), rows)


def _judge(path: Path) -> ModuleType | None:
    spec = importlib.util.spec_from_file_location("gold_judge", path)
    if spec is None or spec.loader is None or not path.exists():
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _scores(gold: Path, number: str, judge: ModuleType) -> Iterator[tuple[str, float]]:
    plan = next((gold.parent / "seeds").glob(f"{number}_*.txt"))
    told = prediction(read_plan(plan.read_bytes(), plan.name), plan.name)
    wanted = json.loads((gold / f"{number}.json").read_text(encoding="utf-8"))
    results, _missed = judge.score(told, wanted)
    for name in JUDGED:
        yield name, results[name].f
