"""Bundles that are larger than they say, or say that they are larger than anything."""

import struct
import zipfile
from pathlib import Path

import pytest

from service.verifier.verify_bundle import END
from tests.log.bundles import members_of, write_zip
from tests.log.test_bundles import Made, judged, made, whole

__all__ = ["made", "whole"]  # fixtures
TEN_GB = 10 * 1024**3


def test_ten_gigabytes_of_nothing_are_unreadable_at_once(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "sparse.zip"
    with path.open("wb") as file:
        file.truncate(TEN_GB)
    assert judged(path, made.keys, [], tmp_path)[:2] == ("unreadable", "zip")


def test_ten_gigabytes_before_a_true_bundle_are_no_bundle(
    made: Made, whole: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sparse.zip"
    with path.open("wb") as file:
        file.truncate(TEN_GB)
        file.seek(TEN_GB)
        file.write(whole.read_bytes())
    assert judged(path, made.keys, [], tmp_path)[:2] == ("unreadable", "zip")


def claiming(whole: Path, path: Path, size: int) -> None:
    """Let the first member's entries claim another size than it has."""
    data = bytearray(whole.read_bytes())
    start = END.unpack(data[-END.size :])[6]
    data[start + 24 : start + 28] = struct.pack("<L", size)
    path.write_bytes(data)


@pytest.mark.parametrize("size", [0, 10, 2**31, 2**32 - 2])
def test_a_claimed_size_is_not_believed(
    made: Made, whole: Path, tmp_path: Path, size: int
) -> None:
    path = tmp_path / "claims.zip"
    claiming(whole, path, size)
    found = judged(path, made.keys, [], tmp_path)
    assert found.verdict == "unreadable"
    assert found.kind in {"zip", "limit"}


def test_sixty_four_bit_sizes_are_not_the_format(
    made: Made, whole: Path, tmp_path: Path
) -> None:
    path = tmp_path / "zip64.zip"
    with zipfile.ZipFile(path, "w") as bundle:
        for name, data in members_of(whole).items():
            with bundle.open(name, "w", force_zip64=True) as member:
                member.write(data)
    assert judged(path, made.keys, [], tmp_path).verdict in {"unreadable", "intact"}


def test_too_many_members_are_refused(made: Made, whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    many = {f"files/{n:064x}": b"" for n in range(10_001)}
    write_zip(path, members_of(whole) | many)
    assert judged(path, made.keys, [], tmp_path)[:2] == ("unreadable", "zip")


@pytest.mark.parametrize("name", ["bao-cao.docx", "không có đuôi", "a.zip.exe"])
def test_a_bundle_is_known_by_what_is_in_it_not_by_its_name(
    made: Made, whole: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(whole.read_bytes())
    assert judged(path, made.keys, [], tmp_path).verdict == "intact"
