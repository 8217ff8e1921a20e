"""The digest of a report's data: the same data gives the same digest, whoever reckons it."""

from hashlib import sha256

import msgspec

from events.report_life import Report

ENCODER = msgspec.json.Encoder(order="deterministic", decimal_format="string")


def digest(report: Report) -> str:
    """Reckon the SHA-256 of a report's days, figures and texts, in hexadecimal."""
    opened = report.opened
    said = {
        "report": str(report.id),
        "plan": str(opened.plan_id),
        "occasion": opened.occasion,
        "first_day": opened.first_day,
        "cut_off": opened.cut_off,
        "figures": report.figures,
        "sections": {name: one.text for name, one in report.sections.items()},
        "up_to": report.drawn.up_to if report.drawn else 0,
    }
    return sha256(ENCODER.encode(said)).hexdigest()
