"""How an event is written for people outside: one line of JSON, in one way only."""

import base64
import json
from typing import Any
from uuid import UUID

from service.log.reading import LeafRow


def event_line(row: LeafRow) -> bytes:
    """Write one event as a line of a bundle (`service/verifier/FORMAT.md`)."""
    _, _, stream, version, topic, state, person, post, command, *_ = row.columns
    said = {
        "position": row.position,
        "stream": str(UUID(bytes=stream)),
        "version": int.from_bytes(version, "big", signed=True),
        "topic": topic.decode(),
        "state": in_base64(state),
        "person": str(UUID(bytes=person)),
        "post": str(UUID(bytes=post)),
        "command": str(UUID(bytes=command)),
        "happened": row.happened,
        "recorded": row.recorded,
        "leaf": in_base64(row.kept),
    }
    return json_line(said)


def json_line(said: dict[str, Any]) -> bytes:
    """Write JSON without spaces, fields in the order given."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def in_base64(value: bytes) -> str:
    """Write bytes as text."""
    return base64.b64encode(value).decode()
