"""The palette of a dark screen: each colour keeps its hue and turns its lightness round, and every text stays legible.

Turned round, the bands still rise in contrast to the ground from leading to at risk, as they do on paper.
"""

from collections.abc import Mapping

from cxaudit.model.contrast import TEXT, contrast
from cxaudit.model.palette import PAIRS

NIGHT, SPAN = 0.2, 0.97  # lightness of what was white, and how far that of what was black lies from it
TONES = 0.25, 0.84  # the same for the bands, whose brightest would else be pastel
STEP = 0.01
COVER = "#cover>svg,.cover-title,.cover-plain"  # as in the printed one
Lab = tuple[float, float, float]


def night_palette(palette: Mapping[str, str]) -> dict[str, str]:
    """The same names with the colours of a dark screen; every pair that is printed has a contrast of at least 4.5.

    Args: `palette` has colours such as `#173B5F` by their names in report.css.
    Source: Björn Ottosson, A perceptual color space for image processing (2020), for OKLab.
    """
    made = {
        name: _turned(colour, *(TONES if name.startswith("tone-") else (NIGHT, SPAN)))
        for name, colour in palette.items()
    }
    for name in (name for name in made if name.startswith("on-") and name[3:] in made):
        made[name] = max((made["ink"], made["paper"]), key=lambda text: contrast(text, made[name[3:]]))
    for text, ground in PAIRS:
        if text == "paper" or not {text, ground} <= made.keys():
            continue  # paper on the accent is the accent on paper
        moved = ground if text.startswith("on-") else text
        step = -STEP if moved == ground and made[text] == made["ink"] else STEP
        while contrast(made[text], made[ground]) < TEXT and 0.02 < _lab_of(made[moved])[0] < 0.98:
            made[moved] = _shifted(made[moved], step)
    return made


def night_style(palette: Mapping[str, str]) -> str:
    """The rules that set the variables of report.css where the reader prefers dark, on screens only."""
    rules = "".join(f"--{name}:{colour};" for name, colour in night_palette(palette).items())
    cover = "".join(f"--{name}:{palette[name]};" for name in ("accent", "paper"))
    return f"@media screen and (prefers-color-scheme:dark){{:root{{{rules}}}{COVER}{{{cover}}}}}"


def _turned(colour: str, low: float, span: float) -> str:
    light, a, b = _lab_of(colour)
    return _colour_of((low + span * (1 - light), a, b))


def _shifted(colour: str, step: float) -> str:
    light, a, b = _lab_of(colour)
    return _colour_of((light + step, a, b))


def _lab_of(colour: str) -> Lab:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _colour_of(lab: Lab) -> str:
    """The colour; where no screen can show it, with as much chroma as one can."""
    light = min(max(lab[0], 0.0), 1.0)
    for part in range(20, -1, -1):
        channels = _channels_of((light, lab[1] * part / 20, lab[2] * part / 20))
        if all(-0.0005 <= channel <= 1.0005 for channel in channels):
            break
    return "#" + "".join(f"{round(255 * _gamma(min(max(channel, 0.0), 1.0))):02X}" for channel in channels)


def _channels_of(lab: Lab) -> Lab:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
