"""Join codes: short enough to be read from a projector and typed on a phone, and never guessed."""

import hmac
import re
import secrets

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O, 1 I L: nobody has to ask which one it is
LENGTH = 6  # 31 ** 6 is nearly a thousand million, at no more than 20 guesses a minute
_CHOSEN = re.compile(r"[A-Za-z0-9-]{6,40}")


def new_code() -> str:
    """A code nobody can foresee."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def chosen_code(text: str) -> str | None:
    """A code that a person chose, as it is compared; None when it is too short, or holds what a link cannot."""
    return read_code(text) if _CHOSEN.fullmatch(text) and len(read_code(text)) >= LENGTH else None


def read_code(text: str) -> str:
    """A code as people type it: in any case, with blanks or hyphens between."""
    return re.sub(r"[\s-]", "", text).upper()


def same_code(given: str, code: str) -> bool:
    """Whether both are the same, in a time that does not tell how far they agree."""
    return hmac.compare_digest(read_code(given).encode(errors="replace"), read_code(code).encode())
