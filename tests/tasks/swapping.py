"""Plays htmx's part in tests: puts a fragment where the page says it goes."""

import re

from bs4 import BeautifulSoup, Tag

HTMX = {"HX_Request": "true"}
FRESH = re.compile(r'value="[0-9a-f-]{36}"')  # the identifier of a form


def after_swap(page: str, action: str, fragment: str) -> Tag:
    """Give the page's main part after the form that posts to `action` swapped in a fragment."""
    soup, parts = BeautifulSoup(page, "html.parser"), BeautifulSoup(fragment, "html.parser")
    for aside in parts.select("[hx-swap-oob]"):
        aside.extract()
    [form] = soup.select(f'form[hx-post$="{action}"]')
    assert form["hx-swap"] == "outerHTML"
    part(soup, str(form["hx-target"])).replace_with(part(parts, str(form["hx-target"])))
    return part(soup, "main")


def part(soup: BeautifulSoup, selector: str) -> Tag:
    """Give the one element that a selector names."""
    [found] = soup.select(selector)
    return found


def looks(element: Tag) -> str:
    """Write a part of a page, but for the identifiers that every answer makes anew."""
    return " ".join(FRESH.sub("", element.prettify()).split())
