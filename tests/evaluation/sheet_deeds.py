"""What people do on a score sheet of the month, and how it is refused."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.exc import NoResultFound

from events.errors import RefusedError, WrongStreamError
from service.evaluation.petitions import Petition
from service.evaluation.sheets import (
    AdjustScore,
    CorrectScore,
)
from tests.evaluation.scored import COMMON, Month
from tests.past import days_ago, local_day

EXACT = Fraction(30) + 70 * (Fraction(3, 4) + Fraction(11, 16) * 2) / 3
LEADS: dict[str, Any] = {"picked": {"đ": True, "e": True}}


def refused(deed: Callable[[], Any]) -> Exception:
    with pytest.raises((RefusedError, WrongStreamError, NoResultFound)) as caught:
        deed()
    return caught.value


def later(month: Month, command: Any, by: str, day: int = 3) -> UUID:
    return month.story.do(command, by=by, at=days_ago(day))


def petition(month: Month, text: str = "Đề nghị xem lại lần chậm.") -> None:
    later(month, Petition(period_id=month.period_id, text=text), "khai", 4)


def correct(month: Month, **more: Any) -> CorrectScore:
    facts: dict[str, Any] = {
        "number": "15/QĐ-UBND",
        "decided_on": local_day(3),
        "reason": "Cộng sai.",
    }
    return CorrectScore(
        person_id=month.person("khai"),
        period_id=month.period_id,
        common=COMMON | {"I.1": Decimal(4)},
        picked={},
        **facts | more,
    )


def adjust(
    month: Month, reason: str = "Sản phẩm được nhận lại sau khi khóa kỳ."
) -> AdjustScore:
    return AdjustScore(
        person_id=month.person("khai"),
        period_id=month.period_id,
        common=COMMON,
        picked={},
        reason=reason,
    )
