"""Passwords: argon2id with the parameters that a busy morning can bear.

Source: OWASP Password Storage Cheat Sheet (19 MiB, two passes, one lane): about 20 ms here.
"""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
NOBODY = HASHER.hash("nobody signs in with this")


def hash_password(password: str, *, salt: bytes | None = None) -> str:
    """Hash a password for storage; a `salt` only where a resend must give the same hash."""
    return HASHER.hash(password, salt=salt)


def matches(password_hash: str | None, password: str) -> bool:
    """Tell whether a password fits; an unknown account costs the same time and is false."""
    try:
        HASHER.verify(password_hash or NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
