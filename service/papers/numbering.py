"""Numbers of parts: Roman for chapters and sections, the Vietnamese alphabet for points."""

ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """Write a number from 1 on in Roman figures."""
    written = ""
    for value, figure in _ROMAN:
        written += figure * (number // value)
        number %= value
    return written


def letter(number: int) -> str:
    """Give the letter of a point, from 1; after the last letter they are doubled."""
    rounds, place = divmod(number - 1, len(ALPHABET))
    return ALPHABET[place] * (rounds + 1)
