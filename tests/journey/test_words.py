"""A Party committee reads its own words on every page, and a State body never reads them."""

import re

import pytest
from flask import Flask

from service.demo.people import PARTY, SUOI_NGAN
from service.demo.reviewed import POST, UNIT
from tests.journey.walking import PLAYERS, walk
from tests.web import Page
from web.vocabulary import of_party

OF_STATE = re.compile(
    r"UBND|HĐND|Chủ tịch|Cả xã|(?<!Văn )(?<!văn )\b[Pp]hòng\b(?! chống)"
    r"|[Đđ]ơn vị(?! (?:đo|tính|sự nghiệp)\b)"
)
OF_PARTY = re.compile(r"[Cc]hi bộ|Bí thư|Đảng bộ|-\w+/ĐU|quán triệt")
NAMED = re.compile(  # what a Party committee oversees is called as it is called there
    "|".join(map(re.escape, sorted({SUOI_NGAN.name, UNIT, POST}, key=len, reverse=True)))
)
CODES = {PARTY.code: OF_STATE, SUOI_NGAN.code: OF_PARTY}


@pytest.mark.parametrize(
    ("code", "login"), [player for player in PLAYERS if player[0] in CODES]
)
def test_no_page_speaks_the_words_of_the_other_side(
    application: Flask, code: str, login: str
) -> None:
    wrong = []  # the pages below /danh-gia/ quote the law
    for path, answer, _ in walk(application, code, login):
        if answer.mimetype == "text/html" and not path.startswith(f"/x/{code}/danh-gia/"):
            text = NAMED.sub("…", Page(answer).text)
            wrong += [
                (path, text[max(0, found.start() - 30) : found.end() + 20])
                for found in CODES[code].finditer(text)
            ]
    assert not wrong


@pytest.mark.parametrize(
    ("state", "party"),
    [
        ("Ví dụ: 45/TB-UBND", "Ví dụ: 45-TB/ĐU"),
        ("Ví dụ: Quyết định số 15/2026/QĐ-UBND", "Ví dụ: Quyết định số 15-QĐ/ĐU"),
        ("Hãy chọn đơn vị.", "Hãy chọn chi bộ, ban."),
        ("số lượng và đơn vị tính", "số lượng và đơn vị tính"),
        (
            "Không có đơn vị tên “đơn vị UBND tỉnh”.",
            "Không có chi bộ, ban tên “đơn vị UBND tỉnh”.",
        ),
        ("Mã đơn vị", "Mã cơ quan"),
    ],
)
def test_the_party_s_words_stand_in_the_place_of_the_state_s(state: str, party: str) -> None:
    assert of_party(state) == party
    assert of_party(party) == party
