"""Page: the agency's own templates of papers, by kind: bring, try, choose."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import FileField

from events.errors import RefusedError
from events.papers import NoSuchTemplateError, PaperKind
from service.papers import templates
from service.papers.examining import LARGEST
from service.papers.samples import SAMPLES
from service.papers.templates import AddTemplate, ChooseTemplate
from tenants.access import Permission
from web import as_of
from web.filenames import tidy_name
from web.forms import CountField, Form
from web.htmx import page
from web.papers.words import FIELDS, KINDS, SLUGS
from web.printed import give, sent
from web.session import carry_out, db, requires
from web.words import say

bp_templates = Blueprint(
    "paper_templates",
    __name__,
    url_prefix="/x/<code>/mau-van-ban",
    template_folder="templates",
)
ANOTHER = {slug: kind for kind, slug in SLUGS.items()}


class TemplateForm(Form):
    """The file of a template."""

    file = FileField("Tệp mẫu (.docx)")


class ChooseForm(Form):
    """Which version; 0 is the system's own layout."""

    version = CountField("Phiên bản")


@bp_templates.get("")
@requires(Permission.SET_TEMPLATES)
def show() -> ResponseReturnValue:
    """Show every kind with its versions and its fields, now or on a past day."""
    return _show()


@bp_templates.post("/<slug>")
@requires(Permission.SET_TEMPLATES)
def add(slug: str) -> ResponseReturnValue:
    """Check a template that was brought, and keep it."""
    kind, sent = _kind(slug), request.files.get(f"{slug}-file")
    if sent is None or not sent.filename:
        return _show(kind, "Hãy chọn tệp mẫu.", 422)
    name, data = tidy_name(sent.filename, otherwise="mau.docx"), sent.stream.read(LARGEST + 1)
    try:
        carry_out(AddTemplate(kind=kind, name=name, content=data))
    except RefusedError as refusal:
        return _show(kind, say(refusal), 422)
    flash("Đã nhận mẫu. Hãy xem thử rồi bấm Dùng mẫu này.", "success")
    return redirect(url_for(".show"), 303)


@bp_templates.post("/<slug>/dung")
@requires(Permission.SET_TEMPLATES)
def choose(slug: str) -> ResponseReturnValue:
    """Let papers of a kind be written by a version, or by the system's own layout."""
    kind, form = _kind(slug), ChooseForm(request.form)
    if not form.validate():
        return _show(kind, "Hãy chọn một phiên bản.", 422)
    try:
        carry_out(ChooseTemplate(kind=kind, version=form.version.count or 0))
    except RefusedError as refusal:
        return _show(kind, say(refusal), 422)
    flash(f"Đã đổi mẫu của {KINDS[kind].lower()}.", "success")
    return redirect(url_for(".show"), 303)


@bp_templates.get("/<slug>/<int:version>.docx")
@requires(Permission.SET_TEMPLATES)
def original(slug: str, version: int) -> ResponseReturnValue:
    """Give a version as it was brought."""
    kind = _kind(slug)
    data = _or_missing(lambda: templates.content(db(), kind, version))
    return sent(data, f"mau-{slug}", "docx")


@bp_templates.get("/<slug>/<int:version>/xem-thu.<any(docx, pdf):kind>")
@requires(Permission.SET_TEMPLATES)
def tried(slug: str, version: int, kind: str) -> ResponseReturnValue:
    """Give a version filled with sample data, as a Word file or as PDF."""
    of = _kind(slug)
    paper = _or_missing(lambda: templates.preview(db(), of, version))
    return give(paper, f"xem-thu-{slug}", kind)


def _or_missing(make: templates.Making) -> bytes:
    try:
        return make()
    except NoSuchTemplateError:
        abort(404)


def _kind(slug: str) -> PaperKind:
    return ANOTHER[slug] if slug in ANOTHER else abort(404)


def _show(wrong: PaperKind | None = None, problem: str = "", status: int = 200) -> Response:
    kept = templates.kept(db(), as_of.instant())
    rows = [
        {
            "kind": kind,
            "title": title,
            "slug": SLUGS[kind],
            "versions": kept.versions.get(kind, [])[::-1],
            "chosen": kept.chosen.get(kind, 0),
            "fields": [(name, FIELDS[name], _how(kind, name)) for name in SAMPLES[kind]],
            "problem": problem if kind == wrong else "",
            "form": TemplateForm(prefix=SLUGS[kind]),
        }
        for kind, title in KINDS.items()
    ]
    return page("papers/templates.html", block="main", status=status, rows=rows)


def _how(kind: PaperKind, name: str) -> str:
    if "." in name:
        return "trong một dòng của bảng, dòng lặp theo danh sách"
    alone = not isinstance(SAMPLES[kind][name], str)
    return "nhiều dòng, đứng một mình trong đoạn" if alone else ""
