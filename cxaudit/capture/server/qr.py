"""A QR code as text, for a terminal: half blocks where it can show them, else plain ASCII."""

from typing import Literal

Way = Literal["blocks", "colours", "ascii"]

_QUIET = 2  # modules of margin; the rest of the terminal is margin enough
_PAINT, _PLAIN = "\x1b[30;107m", "\x1b[0m"
_DARK, _LIGHT = "\x1b[40m  ", "\x1b[107m  "
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def qr_text(text: str, way: Way) -> str:
    """The code of a text, as lines.

    Args:
        text: what the code says.
        way: `blocks` (two rows a line, in black on white), `colours` (blanks on coloured ground, ASCII only), or
            `ascii` (`##` for dark modules, no colours).
    """
    import segno

    code = segno.make(text, error="m", micro=False)
    rows = [[bool(module) for module in row] for row in code.matrix_iter(border=_QUIET)]
    if way == "ascii":
        return "\n".join("".join("##" if module else "  " for module in row).rstrip() for row in rows).strip("\n")
    if way == "colours":
        return "\n".join("".join(_DARK if module else _LIGHT for module in row) + _PLAIN for row in rows)
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join(
        _PAINT + "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True)) + _PLAIN for upper, lower in pairs
    )
