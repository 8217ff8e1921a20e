"""Official papers in Vietnamese: what stands in the way of a PDF."""

from service.papers.pdf import NoPdfHereError, PdfFailedError
from web.words import say


@say.register
def no_pdf_here(_refusal: NoPdfHereError) -> str:
    """Offer the Word file."""
    return "Máy chủ này chưa cài LibreOffice nên chưa tạo được PDF. Hãy tải bản Word."


@say.register
def pdf_failed(_refusal: PdfFailedError) -> str:
    """Offer the Word file."""
    return "Chưa tạo được PDF của văn bản này. Hãy tải bản Word, hoặc thử lại sau ít phút."
