"""The whole palette from the few colours that a theme names, and whether every text on it can be read."""

from collections.abc import Iterator

from cxaudit.errors import Issue
from cxaudit.model.contrast import TEXT, contrast, lightness, mix, nearest, show_ratio
from cxaudit.model.theme import BANDS, Colours
from cxaudit.source import Loc, Source

# Those of report.css, by the names of its variables.
OURS = {
    "ink": "#17202A",
    "ink-2": "#46515C",
    "ink-3": "#5C6772",
    "rule": "#CBD1D6",
    "tint": "#F5F4F0",
    "paper": "#FFFFFF",
    "accent": "#173B5F",
    "accent-tint": "#E8EEF3",
    "tone-0": "#D8ECF0",
    "tone-1": "#A0CECD",
    "tone-2": "#CE9A46",
    "tone-3": "#AB4F26",
    "tone-4": "#6F1D26",
}
TONES = tuple(f"tone-{i}" for i in range(BANDS))
GREY_APART = 10.0  # L* between neighbouring bands
# Every text colour with every ground it is printed on.
PAIRS = (
    *(("ink", ground) for ground in ("paper", "tint", "accent-tint")),
    *(("ink-2", ground) for ground in ("paper", "tint")),
    *(("ink-3", ground) for ground in ("paper", "tint", "accent-tint")),
    *(("accent", ground) for ground in ("paper", "tint", "accent-tint")),
    ("paper", "accent"),
    ("tone-4", "paper"),
    *((f"on-{tone}", tone) for tone in TONES),
)


def derive_palette(colours: Colours) -> dict[str, str]:
    """Every colour variable of the report, the texts on bands included, by its name in report.css."""
    given = {_variable(name): value for name, value in colours if name != "bands" and value}
    given |= dict(zip(TONES, colours.bands or (), strict=False))
    return _complete(given)


def check_colours(colours: Colours, source: Source) -> Iterator[Issue]:
    """An issue for each colour on which, or in which, a text cannot be read, and for bands that are one in grey.

    Whoever takes the suggested colours of all issues has a palette that passes.
    """
    said = _unreadable(colours) | _alike(colours)
    mended = colours
    for blamed in sorted(said, key=list(_fields()).index):
        better = _better(blamed, mended, said.keys() - _mended(blamed))
        if better:
            mended = _changed(mended, blamed, better)
        hint = f'the nearest that passes is "{better}"' if better else "change its neighbours as well"
        yield source.issue(_fields()[blamed], said[blamed], hint)


def _fields() -> dict[str, Loc]:
    """The places of all colours in the file, in the order in which they are mended."""
    plain: dict[str, Loc] = {_variable(name): ("colours", name) for name in Colours.model_fields if name != "bands"}
    grounds = ("paper", "tint", "accent-tint")
    return {name: plain[name] for name in (*grounds, *plain)} | {
        tone: ("colours", "bands", i) for i, tone in enumerate(TONES)
    }


def _mended(blamed: str) -> set[str]:
    """The colours that are looked at before this one, and itself."""
    order = list(_fields())
    return set(order[: order.index(blamed) + 1])


def _unreadable(colours: Colours) -> dict[str, str]:
    """What is said about each colour that makes a text unreadable: its worst pair, one with the paper first."""
    given = {_variable(name) for name, value in colours if name != "bands" and value}
    given |= set(TONES) if colours.bands else set()
    palette = derive_palette(colours)
    ratios = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in PAIRS}
    told: dict[str, str] = {}
    for text, ground in sorted(PAIRS, key=lambda pair: ("paper" not in pair and pair[1] not in given, ratios[pair])):
        if ratios[text, ground] < TEXT:
            told.setdefault(
                _blame(text, ground, given),
                f"{_named(text, palette)} on {_named(ground, palette)} has a contrast of "
                f"{show_ratio(ratios[text, ground])}; text needs at least {TEXT}:1",
            )
    return told


def _alike(colours: Colours) -> dict[str, str]:
    """What is said about each band that a print in grey does not tell from the one before."""
    light = [lightness(colour) for colour in colours.bands or ()]
    return {
        TONES[i]: f"in a print in grey, bands {i} and {i + 1} are too close: lightness {light[i - 1]:.1f} and "
        f"{light[i]:.1f}; each band must be at least {GREY_APART:.0f} darker than the one before"
        for i in range(1, len(light))
        if light[i - 1] - light[i] < GREY_APART
    }


def _complete(given: dict[str, str]) -> dict[str, str]:
    """What is not given: ours where the theme keeps our ink and paper, else mixed from its own."""
    made = OURS | given
    ink, paper = made["ink"], made["paper"]
    own = {"ink", "paper"} & given.keys()
    mixed = {"tint": mix(paper, ink, 0.04), "rule": mix(paper, ink, 0.22)} if own else {}
    if "accent" in given:
        mixed["accent-tint"] = mix(paper, made["accent"], 0.09)
    made |= {name: colour for name, colour in mixed.items() if name not in given}
    grounds = [made[name] for name in ("paper", "tint", "accent-tint")]
    for name, part in (("ink-2", 0.2), ("ink-3", 0.3)):
        if own and name not in given:
            softer = (mix(ink, paper, part * step / 6) for step in range(6, 0, -1))
            passing = (colour for colour in softer if all(contrast(colour, ground) >= TEXT for ground in grounds))
            made[name] = next(passing, ink)
    for tone in TONES:
        made[f"on-{tone}"] = max((ink, paper), key=lambda text: contrast(text, made[tone]))
    return made


def _blame(text: str, ground: str, given: set[str]) -> str:
    """The colour that its writer should change: the ground if it is one of the pale or band colours, else the text."""
    first = [] if ground == "paper" else [ground]
    behind = ("ink", "paper") if text.startswith(("on-", "ink")) else ("paper", "ink")  # what the rest is mixed from
    return next((name for name in (*first, text, ground, *behind) if name in given), "accent")


def _better(blamed: str, colours: Colours, faulty: set[str]) -> str | None:
    """The nearest colour that passes with all others, but for those that are `faulty` themselves and not mended yet."""
    pairs = sorted((pair for pair in PAIRS if not faulty.intersection(pair)), key=lambda pair: blamed not in pair)

    def passes(colour: str) -> bool:
        palette = derive_palette(_changed(colours, blamed, colour))
        readable = all(contrast(palette[text], palette[ground]) >= TEXT for text, ground in pairs)
        return readable and _apart(blamed, palette, faulty)

    return nearest(derive_palette(colours)[blamed], passes)


def _changed(colours: Colours, name: str, colour: str) -> Colours:
    if name not in TONES:
        return colours.model_copy(update={name.replace("-", "_"): colour})
    bands = [*(colours.bands or ())]
    bands[TONES.index(name)] = colour
    return colours.model_copy(update={"bands": bands})


def _apart(blamed: str, palette: dict[str, str], faulty: set[str]) -> bool:
    """Whether a band keeps its distance in grey to its neighbours, and leaves room for those that must still move."""
    if blamed not in TONES:
        return True
    i = TONES.index(blamed)
    return all(
        (lightness(palette[TONES[k]]) - lightness(palette[blamed])) * (1 if k < i else -1) >= GREY_APART * abs(k - i)
        for k in range(BANDS)
        if k != i and TONES[k] not in faulty
    )


def _variable(field: str) -> str:
    return field.replace("_", "-")


def _named(name: str, palette: dict[str, str]) -> str:
    tone = name.removeprefix("on-")
    if name != tone:
        return f"{'paper' if palette[name] == palette['paper'] else 'ink'} {palette[name]}"
    shown = f"band {TONES.index(tone) + 1}" if tone in TONES else name.replace("-", "_")
    return f"{shown} {palette[name]}"
