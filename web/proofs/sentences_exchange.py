"""What events of the exchange between tenants tell."""

from events import exchange
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day


@told.register
def granted(event: exchange.LinkGranted, _known: Known) -> str:
    """Say by which paper, from when."""
    return f"Lập liên kết với đơn vị khác từ {spoken_day(event.first_day)}, theo {event.basis}."


@told.register
def revoked(event: exchange.LinkRevoked, _known: Known) -> str:
    """Say why."""
    return f"Thu hồi liên kết: {event.reason.rstrip('.')}."


@told.register
def sent(event: exchange.LetterSent, _known: Known) -> str:
    """Say the number and the hash."""
    return f"Gửi văn bản số {event.number}, dấu vân tay {event.sha256[:12]}."


@told.register
def received(event: exchange.LetterReceived, _known: Known) -> str:
    """Say the number and the hash."""
    return f"Nhận văn bản số {event.number}, dấu vân tay {event.sha256[:12]}."
