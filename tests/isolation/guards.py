"""How it is written who may use an address and who may not."""

from typing import NamedTuple

from tenants.access import Permission


class Expected(NamedTuple):
    """A view's guard; somebody who may use it on their own things; somebody who may not.

    `wrong` is None where every signed-in person may.
    """

    guard: Permission | str
    right: str = "ha"
    wrong: str | None = None


EVERYONE, SIGNED_IN = "everyone", "signed_in"
