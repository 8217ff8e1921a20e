"""The files that the promises are about, and how to look into them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("service", "tenants", "events", "web", "tests")
TEXTS = {".py", ".html", ".css", ".js", ".svg", ".txt", ".md", ".toml", ".yml", ".sql", ".mako"}
NOT_OURS = {"node_modules", "vendor", "__pycache__"}

_SCAFFOLD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"<([a-z][a-z0-9-]*)\b([^>]*)>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([a-zA-Z_:@][\w:.@-]*)\s*(?:=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*))?")


def _ours(path: Path) -> bool:
    return path.suffix in TEXTS and path.is_file() and not NOT_OURS & set(path.parts)


def name_of(path: Path) -> str:
    """Name a file as people know it, below the top folder."""
    return str(path.relative_to(ROOT))


INSIDE = sorted(p for folder in FOLDERS for p in (ROOT / folder).rglob("*") if _ours(p))
OUTSIDE = sorted(p for p in [*ROOT.iterdir(), *(ROOT / "docs").rglob("*")] if _ours(p))
PYTHON = [p for p in INSIDE if p.suffix == ".py"]
TEMPLATES = [p for p in INSIDE if p.suffix == ".html"]


def tags(template: str) -> list[tuple[str, dict[str, str]]]:
    """List the tags of a template with their attributes, whatever stands in braces left out."""
    bare = _SCAFFOLD.sub(
        " x ", re.sub(r"(?<=[\"'=])\{\{.*?\}\}", "x", template, flags=re.DOTALL)
    )
    return [
        (name, {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(rest)})
        for name, rest in _TAG.findall(bare)
    ]
