"""How refusals are said: each context registers its own wordings on `say`."""

from functools import singledispatch

from events.errors import RefusedError


@singledispatch
def say(refusal: RefusedError) -> str:
    """Say a refusal to the person who met it: what stands in the way, and what to do."""
    raise NotImplementedError(refusal)
