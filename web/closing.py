"""What the pages of a closed tenant leave out: every form that would write history."""

import re

from web.session import has_tenant, tenant

FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>.*?</form>', re.DOTALL)
EMPTY = re.compile(r"<details\b[^>]*>\s*<summary\b[^>]*>[^<]*</summary>\s*</details>")
ACTION = re.compile(r'\baction="/x/[^/"]*/([^/"?]*)')
STILL = frozenset(
    {"dang-xuat", "dang-nhap", "tai-khoan", "kiem-chung", "thong-bao", "nhan-tin"}
)


def readable(body: str) -> str:
    """Leave those forms out; sessions, verification and the bell are not history."""
    if not has_tenant() or tenant().closed_on is None:
        return body
    left = FORM.sub(lambda form: form[0] if _writes_nothing(form[0]) else "", body)
    return EMPTY.sub("", left)


def _writes_nothing(form: str) -> bool:
    action = ACTION.search(form)
    return action is not None and action[1] in STILL
