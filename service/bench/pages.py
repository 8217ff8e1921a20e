"""The main pages over loopback: one tenant or all of them, as many tasks or ten times more."""

import http.client
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from multiprocessing import get_context
from urllib.parse import urlencode

from service.bench import crowd, year
from service.bench.furnishing import INSPECTION, REPORT, furnish
from service.bench.place import SECRET, Place
from service.bench.sizes import Sizes
from service.clock import now
from service.db import engine_for
from service.launch import serve
from service.ledgers import Instance
from tenants.register import Tenant
from tenants.scope import ContextKey

Told = Callable[[str], None]
LOADERS = 2
AT_ONCE = 10  # tenants that one loading takes
TIMES = 10  # as many tasks
SEEN_BY = {  # other pages are those of the standing agency
    "my work of a leader": crowd.LEADER,
    "my work of an inspector": crowd.INSPECTOR,
    "inspection": crowd.INSPECTOR,
}


@dataclass(frozen=True, slots=True)
class Paced:
    """How long one page took, in milliseconds: with one tenant loaded, and with all."""

    name: str
    alone: list[float]
    among: list[float]


class WrongAnswerError(Exception):
    """A page did not come, so that its time says nothing."""


def measure(place: Place, sizes: Sizes, told: Told) -> list[Paced]:
    """Load one tenant and fetch its pages; load the others and fetch all the tenants' pages."""
    tenants = list(crowd.settle(place, sizes.tenants))
    told("loading the first tenant")
    _load(place.server.url("sauro"), tenants[:1], sizes)
    _furnish(place, tenants[:1])
    with site(place) as port:
        alone = _fetch_all(port, tenants[:1], sizes)
        told(f"loading {sizes.tenants - 1} more tenants")
        _load_all(place, tenants[1:], sizes)
        _furnish(place, tenants[1:])
        told("fetching pages")
        among = _fetch_all(port, tenants, sizes)
    return [Paced(name, alone[name], among[name]) for name in alone]


def grow(place: Place, sizes: Sizes, told: Told) -> list[Paced]:
    """Fetch the pages of a tenant, and of one with ten times its tasks, in turns."""
    small, large = crowd.settle(place, 2, sizes.tenants)
    told("loading ten times the tasks")
    for tenant, tasks in ((small, sizes.tasks), (large, TIMES * sizes.tasks)):
        _load(place.server.url("sauro"), [tenant], replace(sizes, tasks=tasks))
    _furnish(place, (small, large))
    with site(place) as port:
        for tenant in (small, large):
            _fetch_all(port, [tenant], replace(sizes, requests=sizes.warm))
        turns = [
            (_fetch_all(port, [small], one), _fetch_all(port, [large], one))
            for one in [replace(sizes, requests=max(1, sizes.requests // sizes.turns))]
            * sizes.turns
        ]
    return [
        Paced(name, *([ms for turn in turns for ms in turn[side][name]] for side in (0, 1)))
        for name in every_path()
    ]


def paths() -> dict[str, str]:
    """Give the main pages, below a tenant's address."""
    return {
        "my work": "/",
        "list of tasks": "/nhiem-vu",
        "tasks with some words": "/nhiem-vu?" + urlencode({"q": "thủ tục số 1"}),
        "list of plans": "/ke-hoach",
        "plan": f"/ke-hoach/{year.PLAN}",
        "plan as of a past day": f"/ke-hoach/{year.PLAN}?" + urlencode({"tai_ngay": _past()}),
        "boards of all units": "/don-vi",
        "board of a unit": f"/don-vi/{crowd.unit_id(0)}",
        "task": f"/nhiem-vu/{year.task_id(0)}",
    }


def every_path() -> dict[str, str]:
    """Give the main pages and those around them."""
    compared = urlencode({"so_voi": _past()})
    return paths() | {
        "search in everything": "/tim?" + urlencode({"q": "thủ tục số 1"}),
        "moments of a plan": f"/xem-tai-ngay/ke-hoach/{year.PLAN}",
        "plan beside a past day": f"/ke-hoach/{year.PLAN}/so-sanh?{compared}",
        "commune beside a past day": f"/so-sanh/tat-ca?{compared}",
        "signals": "/kiem-tra/dau-hieu",
        "inspections": "/kiem-tra",
        "inspection": f"/kiem-tra/{INSPECTION}",
        "missions, none yet": "/kiem-tra-tai-xa",
        "reports": "/bao-cao",
        "report": f"/bao-cao/{REPORT}",
        "directives, none yet": "/chi-dao",
        "conclusions, none yet": "/ket-luan",
        "my work of a leader": "/",
        "my work of an inspector": "/",
    }


def _past() -> str:
    return f"{now() - timedelta(days=year.DAYS // 2):%d/%m/%Y}"


@contextmanager
def site(place: Place) -> Iterator[int]:
    """Serve the pages as the demo does, on a port of this machine."""
    settings = {
        "DATABASE_URL": place.url,
        "SAURO_SECRET_KEY": SECRET,
        "SAURO_DATA": str(place.folder),
        "SAURO_VAULT": str(place.folder / "vault"),
        "SAURO_HTTPS": "0",
    }
    with serve.taken_port(8600) as listening:
        port, handle = listening.getsockname()[1], listening.fileno()
        server = serve.start(f"fd://{handle}", dict(os.environ) | settings, keep=[handle])
    try:
        serve.wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", server)
        yield port
    finally:
        serve.stop(server)


def _fetch_all(port: int, tenants: Sequence[Tenant], sizes: Sizes) -> dict[str, list[float]]:
    """Fetch every page so often, each time of another tenant, by one client."""
    took: dict[str, list[float]] = {name: [] for name in every_path()}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as client:
        shown = tenants[:: max(1, len(tenants) // 10)]
        cookies = [[sign_in(client, tenant, who) for who in crowd.ROLES] for tenant in shown]
        for number in range(sizes.warm + sizes.requests):
            tenant, mine = shown[number % len(shown)], cookies[number % len(shown)]
            for name, path in every_path().items():
                cookie = mine[SEEN_BY.get(name, crowd.AGENCY)]
                seconds = fetch(client, f"/x/{tenant.code}{path}", cookie)
                if number >= sizes.warm:
                    took[name].append(1000 * seconds)
    return took


def fetch(client: http.client.HTTPConnection, path: str, cookie: str) -> float:
    """Fetch a page; gives the seconds that it took.

    Raises:
        WrongAnswerError: it did not come.
    """
    began = time.perf_counter()
    client.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = client.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise WrongAnswerError(f"{path}: {answer.status}")
    return time.perf_counter() - began


def sign_in(client: http.client.HTTPConnection, tenant: Tenant, who: int = 0) -> str:
    """Sign a person of a tenant in; gives their cookie.

    Raises:
        WrongAnswerError: nobody is let in.
    """
    body = urlencode({"login": f"nguoi{who}", "password": crowd.PASSWORD})
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://{client.host}:{client.port}",
    }
    path = f"/x/{tenant.code}/dang-nhap"
    client.request("POST", path, body, headers)
    answer = client.getresponse()
    answer.read()
    if answer.status != http.client.SEE_OTHER:
        raise WrongAnswerError(f"{path}: {answer.status}")
    return answer.headers["Set-Cookie"].partition(";")[0]


def _furnish(place: Place, tenants: Sequence[Tenant]) -> None:
    for tenant in tenants:
        furnish(place.admin, tenant)
    place.tidy()


def _load_all(place: Place, tenants: Sequence[Tenant], sizes: Sizes) -> None:
    context, url = get_context("forkserver"), place.server.url("sauro")
    parts = [tenants[n : n + AT_ONCE] for n in range(0, len(tenants), AT_ONCE)]
    with ProcessPoolExecutor(LOADERS, mp_context=context) as pool:
        for done in [pool.submit(_load, url, part, sizes) for part in parts]:
            done.result()


def _load(url: str, tenants: Sequence[Tenant], sizes: Sizes) -> None:
    owner = Instance(engine_for(url, pool=1), ContextKey.derive(SECRET), as_owner=True)
    said = year.year(sizes.tasks, sizes.each)
    for tenant in tenants:
        year.load(owner, tenant, said)
    owner.engine.dispose()
