"""Another program reckons our workbooks: LibreOffice, told to believe no kept result."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
    """Give the workbooks by name as LibreOffice reckons them, all in one start of it."""
    assert OFFICE is not None
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(ALWAYS)
    for name, data in books.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    command = [OFFICE, f"-env:UserInstallation=file://{profile}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    command += [str(folder / f"{name}.xlsx") for name in books]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    return {n: openpyxl.load_workbook(out / f"{n}.xlsx", data_only=True) for n in books}
