"""Random plans with every nasty character, for the way out to a file and back."""

from datetime import date
from decimal import Decimal
from typing import get_args
from uuid import UUID

from hypothesis import strategies as st
from msgspec import UNSET

from events.plan_items import Item, ItemKind
from events.values import (
    Area,
    Clarity,
    Deadline,
    Deliverable,
    Occasion,
    Rhythm,
    Target,
    Terms,
)
from service.plans.vocabulary import COMPARATORS
from tenants.directory import Directory, Post, Unit

UNITS = tuple(UUID(int=n) for n in range(1, 6))
POSTS = tuple(UUID(int=n) for n in range(11, 18))
PEOPLE = tuple(UUID(int=n) for n in range(21, 26))
TITLES = ("Chuyên viên", "Chuyên viên", "Phó Giám đốc", "Chủ tịch, Bí thư", "Chuyên viên (2)")
REGISTER = Directory(
    units={
        key: Unit(key, name, "department")
        for key, name in zip(
            UNITS,
            (
                "Phòng Văn hóa - Xã hội",
                "Văn phòng HĐND & UBND <xã>",
                "Trung tâm; Phục vụ, hành chính công",
                "=Chi bộ 1",
                "Phòng Văn hóa - Xã hội",
            ),
            strict=True,
        )
    },
    posts={
        key: Post(key, UNITS[n % 2], TITLES[n % len(TITLES)], ()) for n, key in enumerate(POSTS)
    },
    people=dict(
        zip(
            PEOPLE, ("Ma Văn Khải", "Ma Văn Khải", "Vàng A Sử", "Đỗ Thị Ngọc", "Y"), strict=True
        )
    ),
    holdings=(),
)

NASTY = (
    "=1+1",
    "@SUM(A1)",
    "+84 912",
    "-5",
    "'chữ",
    '"a","b"',
    "a\nb",
    "a\tb",
    "<b>&amp;</b>",
    "_x0041_",
    "x005F_",
    "_x005F_",
    "http://x.vn",
    "0912",
    "1.240",
    "30/06/2026",
    "|;,/\\",
    "hoà hòa",
    "e\u0301",
    "😀",
    "\u200b",
    "\u00a0",
    "\u2028",
    "TRUE",
    "I",
    "II.1",
    "Lĩnh vực khác",
    "Nhiệm vụ",
    "STT",
    "Văn bản ghi: x",
    "Chi tiết: y",
)
LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")


def words(most: int = 40) -> st.SearchStrategy[str]:
    """Texts as pages and the reader keep them: no control characters, something to see."""
    made = st.lists(
        st.one_of(st.sampled_from(NASTY), st.text(LETTERS, max_size=12)), max_size=4
    )
    joined = made.map(" ".join).map(lambda text: text[:most])
    return joined.filter(lambda text: bool(text.strip()))


def lines(most: int = 40) -> st.SearchStrategy[str]:
    """The same on one line."""
    return words(most).map(lambda text: text.replace("\n", " "))


DAYS = st.dates(date(2020, 1, 1), date(2099, 12, 31))
AMOUNTS = st.decimals(Decimal("0.001"), Decimal(10**9), places=3)


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


TERMS = st.builds(
    Terms,
    before=st.booleans(),
    hour=st.sampled_from(("", "11:00")),
    working=st.booleans(),
    from_issue=st.booleans(),
    occasions=st.lists(st.sampled_from(get_args(Occasion)), unique=True).map(
        lambda chosen: tuple(o for o in get_args(Occasion) if o in chosen)
    ),
    day=maybe(st.integers(1, 31)),
    month=maybe(st.integers(1, 12)),
    stage=st.sampled_from(("", "2026-2030")),
    count=maybe(st.integers(1, 99)),
    on_request=st.booleans(),
    condition=st.just("") | lines().map(str.strip),
).filter(lambda terms: terms != Terms())
SAID = {"printed": st.just("") | words(), "terms": st.just(UNSET) | TERMS}
DEADLINES = st.one_of(
    st.builds(Deadline, kind=st.just("date"), on=DAYS, **SAID),
    st.builds(
        Deadline,
        kind=st.just("recurring"),
        on=maybe(DAYS),
        rhythm=maybe(st.sampled_from(get_args(Rhythm))),
        **SAID,
    ),
    st.builds(Deadline, kind=st.just("relative"), days=maybe(st.integers(1, 3650)), **SAID),
    st.builds(Deadline, kind=st.sampled_from(("continuous", "on_request")), **SAID),
)
CLARITIES = st.builds(
    Clarity,
    person_id=maybe(st.sampled_from(PEOPLE)),
    post_id=maybe(st.sampled_from(POSTS)),
    lead_unit_id=maybe(st.sampled_from(UNITS)),
    cooperating=st.lists(st.sampled_from(UNITS), unique=True, max_size=4).map(tuple),
    deadline=maybe(DEADLINES),
    deliverable=maybe(st.builds(Deliverable, name=words(), quantity=AMOUNTS, unit=lines(20))),
    accept_post_id=maybe(st.sampled_from(POSTS)),
    extend_post_id=maybe(st.sampled_from(POSTS)),
)
TARGETS = st.builds(
    Target,
    comparator=maybe(st.sampled_from(sorted(COMPARATORS))),
    value=maybe(AMOUNTS),
    unit=maybe(lines(20)),
    phase=maybe(lines(20)),
    baseline=maybe(words()),
)
HEAD = {
    "item_id": st.just(0),
    "text": words(300),
    "section": st.just("") | words(),
    "area": maybe(st.sampled_from(get_args(Area))),
    "rule": st.just("annex.row"),
}
WORK = st.builds(
    Item,
    kind=st.sampled_from([kind for kind in get_args(ItemKind) if kind != "indicator"]),
    clarity=CLARITIES,
    **HEAD,
)
INDICATORS = st.builds(
    Item,
    kind=st.just("indicator"),
    target=maybe(TARGETS.filter(lambda target: target != Target())),
    **HEAD,
)
ITEMS = st.lists(INDICATORS, max_size=4).flatmap(
    lambda targets: st.lists(WORK, max_size=6).map(lambda work: [*targets, *work])
)
