"""What events of the papers' templates tell."""

from events import papers
from web.papers.words import KINDS
from web.proofs.sentences import Known, told


@told.register
def added(event: papers.TemplateAdded, _known: Known) -> str:
    """Say of which kind."""
    return f"Tải lên phiên bản {event.version} của mẫu {KINDS[event.kind].lower()}."


@told.register
def chosen(event: papers.TemplateChosen, _known: Known) -> str:
    """Say which version is used."""
    which = f"phiên bản {event.version}" if event.version else "trình bày có sẵn"
    return f"Mẫu {KINDS[event.kind].lower()}: dùng {which}."
