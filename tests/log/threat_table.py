"""Prints the catalogue of attacks as the table of docs/security/threat-model.md.

python -m tests.log.threat_table     writes it anew
"""

from pathlib import Path

from service.log.verdicts import Break, Means
from tests.log.attacks import ATTACKS, Attack

DOCUMENT = Path(__file__).parents[2] / "docs/security/threat-model.md"
BEGIN, END = "<!-- attacks: made by tests/log/threat_table.py -->", "<!-- end of attacks -->"
HEADINGS = "| Attack | Found as | Shown by | Named | The signer, within a round |"
BY = {
    Means.EVENTS: "the events themselves",
    Means.LEAVES: "the event's leaf",
    Means.NODES: "the stored nodes",
    Means.HEAD: "the head",
    Means.RECEIPTS: "a receipt",
    Means.CHECKPOINTS: "checkpoints in the database",
    Means.KEPT: "checkpoints kept outside",
    Means.KEYS: "the list of keys",
}


def line(attack: Attack) -> str:
    """Write one row."""
    signer = f"refuses: {attack.alarm}" if attack.alarm else "–"
    found = attack.found
    if found is None:
        return f"| {attack.what} | **not found** | – | – | {signer} |"
    named = str(found.first) if found.first == found.last else f"{found.first}–{found.last}"
    return f"| {attack.what} | {Break(found.kind)} | {BY[found.means]} | {named} | {signer} |"


def written(document: str) -> str:
    """Give the document with the table as it should be."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    rows = [HEADINGS, "|---|---|---|---|---|", *(line(attack) for attack in ATTACKS.values())]
    return f"{before}{BEGIN}\n" + "\n".join(rows) + f"\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
