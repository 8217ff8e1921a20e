"""Small files that the people of the story hand in as evidence."""

import struct
import zlib
from datetime import date

from service.demo.courses import Duty

SIGNATURE = b"\x89PNG\r\n\x1a\n"
WIDTH, HEIGHT = 96, 64


def proof(duty: Duty, owner: str, day: date) -> tuple[str, bytes]:
    """Give name and bytes of a task's evidence: minutes in text, or a picture."""
    if duty.shows:
        return f"{duty.shows}.txt", f"{owner.upper()}\n\n{duty.shows}".encode()
    product = duty.product
    stem = product.name.replace(" ", "-")
    if product.unit in {"bảng", "điểm"}:
        return f"{stem}.png", picture(zlib.crc32(duty.phrase.encode()))
    lines = (
        owner.upper(),
        "",
        f"BIÊN BẢN GIAO NỘP: {product.name}",
        f"Số lượng: {product.quantity} {product.unit}",
        f"Hạn hoàn thành: {day:%d/%m/%Y}",
        "Bên giao và bên nhận đã đối chiếu, thống nhất số lượng.",
    )
    return f"{stem}.txt", "\n".join(lines).encode()


def picture(seed: int) -> bytes:
    """Draw a small PNG of two hills below a sky, whose colours come from a number."""
    hue = seed % 90
    rows = b"".join(b"\0" + _row(y, hue) for y in range(HEIGHT))
    size = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = (
        _chunk(b"IHDR", size),
        _chunk(b"IDAT", zlib.compress(rows, 9)),
        _chunk(b"IEND", b""),
    )
    return SIGNATURE + b"".join(parts)


def _row(y: int, hue: int) -> bytes:
    near, far = 40 + hue // 8, 28
    line = bytearray()
    for x in range(WIDTH):
        hill = y > near - abs(x - 30) // 3 or y > far + abs(x - 70) // 2
        line += bytes((60, 110 + hue // 2, 70) if hill else (150 + hue, 195, 230))
    return bytes(line)


def _chunk(name: bytes, data: bytes) -> bytes:
    return (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    )
