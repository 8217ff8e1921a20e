"""About how wide words stand in Times, for the rules that are drawn below them."""

from service.papers.looks import Look

MM_OF_A_POINT = 25.4 / 72
UPPER, LOWER, FIGURE, NARROW = 0.71, 0.46, 0.5, 0.26  # of the size; bold letters
WHOLE, PART = 1.0, 0.42  # a rule as long as the words; a third to a half of them


def rule(words: str, look: Look, share: float, most: int) -> int:
    """Give how long a rule below words is, in millimetres.

    Args:
        words: what stands over it, on a line of at most `most` millimetres.
        look: how the words are printed.
        share: WHOLE or PART of the words' width.
        most: the width of the place they stand in, in millimetres.
    """
    shown = words.upper() if look.upper else words
    wide = sum(map(_of, shown)) * look.size * MM_OF_A_POINT
    return round(share * min(wide, most))


def _of(character: str) -> float:
    if character.isupper():
        return UPPER
    if character.isdigit():
        return FIGURE
    return LOWER if character.isalpha() and character not in "iltjrfIíìị" else NARROW
