"""How a document's number is written with its symbol."""


def full_number(number: str, symbol: str) -> str:
    """Write 12/KH-UBND for a State body and 12-KH/ĐU for a Party body; empty without a number.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 05-HD/VPTW on Party documents.
    """
    return f"{number}{'-' if '/' in symbol else '/'}{symbol}" if number else ""
