"""What was typed into a form whose session had ended: carried through the sign-in page.

Files are not carried, nor are passwords; the page says so of the first.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from flask import request

from web.session import tenant

PREFIX = "giu."  # a carried field on the sign-in page
TARGET, POSTED, FILES = "tiep", "gui", "tep"
LONGEST_ADDRESS = 2_000
_PLAIN = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class Carried:
    """Where the person wanted to go, and what they were sending there.

    `posted` when a form was under way; `files` when it held files, which are lost.
    """

    target: str = ""
    posted: bool = False
    files: bool = False
    fields: tuple[tuple[str, str], ...] = ()

    def hidden(self) -> list[tuple[str, str]]:
        """List the hidden fields of the sign-in form that carry this on."""
        marks = [(TARGET, self.target), (POSTED, self.posted), (FILES, self.files)]
        kept = [(name, "1" if value is True else str(value)) for name, value in marks if value]
        return kept + [(PREFIX + name, value) for name, value in self.fields]


def interrupted() -> Carried:
    """Take up what this request of a stranger wanted."""
    target = inside(request.full_path.rstrip("?"))
    if request.method in {"GET", "HEAD"}:
        return Carried(target)
    fields = tuple((n, v) for n, v in request.form.items(multi=True) if "password" not in n)
    files = any(file.filename for file in request.files.values())
    return Carried(target, posted=bool(target), files=files, fields=fields)


def carried_on() -> Carried:
    """Take up what the sign-in page carried: a form's fields only when its form was posted."""
    target = inside(request.values.get(TARGET, ""))
    if request.method == "GET" or not target:
        return Carried(target)
    marked = [(n, v) for n, v in request.form.items(multi=True) if n.startswith(PREFIX)]
    fields = tuple((name.removeprefix(PREFIX), value) for name, value in marked)
    return Carried(target, POSTED in request.form, FILES in request.form, fields)


def inside(address: str) -> str:
    """Give an address if it is a page of this tenant, else nothing: no way leads outside."""
    parts = urlsplit(address) if len(address) <= LONGEST_ADDRESS else urlsplit("")
    here = f"/x/{tenant().code}/"
    ours = not parts.scheme and not parts.netloc and parts.path.startswith(here)
    plain = _PLAIN.fullmatch(address) and "\\" not in address and "//" not in parts.path
    climbs = any(step in {".", ".."} for step in unquote(parts.path).split("/"))
    return address if ours and plain and not climbs else ""
