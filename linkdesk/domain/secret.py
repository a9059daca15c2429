"""An officer's secret (口令): what is kept of it, and whether what was typed is it. The secret itself is kept nowhere."""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata

SHORTEST = 6
COST = 2**14  # scrypt's n: a tenth of a second and 16 MB a try
_OWN, _ONCE = "scrypt", "scrypt-once"


def kept(typed: str, once: bool = False) -> str:
    """What is stored of a secret: algorithm$n$salt$hash; `once` marks one that somebody else gave and that must be changed."""
    salt = os.urandom(16)
    return "$".join((_ONCE if once else _OWN, str(COST), salt.hex(), _hash(typed, salt, COST).hex()))


def matches(typed: str, stored: str | None) -> bool:
    """Whether what was typed is the secret of which `stored` is kept; compared in constant time, False for none."""
    try:
        _, cost, salt, hashed = (stored or "").split("$")
        return hmac.compare_digest(_hash(typed, bytes.fromhex(salt), int(cost)), bytes.fromhex(hashed))
    except ValueError:
        return False


def is_once(stored: str | None) -> bool:
    """Whether a secret was given by somebody else and has not been changed by its owner yet."""
    return (stored or "").startswith(f"{_ONCE}$")


def weakness(typed: str) -> str:
    """Why a new secret is not good enough, in words; empty when it is."""
    if len(_plain(typed).strip()) < SHORTEST:
        return f"口令至少 {SHORTEST} 个字符"
    return "口令不能全是同一个字符" if len(set(_plain(typed))) == 1 else ""


def _hash(typed: str, salt: bytes, cost: int) -> bytes:
    return hashlib.scrypt(_plain(typed).encode(), salt=salt, n=cost, r=8, p=1)


def _plain(typed: str) -> str:
    """An input method may give full-width digits and letters: they are the same secret."""
    return unicodedata.normalize("NFKC", typed)
