"""The theme: whose name and logo a report carries, its colours, fonts, cover and small print.

Every description here is also the editor's help and the reference.
"""

import re
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from cxaudit.model.base import Line, Written, fault, short_form
from cxaudit.model.contrast import read_colour

BANDS = 5
PLACEHOLDERS = ("client", "firm")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}?")


def _colour(value: Any) -> Any:
    if isinstance(value, (dict, list)):
        return value
    colour = read_colour(str(value)) if value is not None else None
    if colour is None:
        said = "a colour is missing here" if value is None else f"'{str(value)[:40]}' is no colour"
        raise fault(said, 'write six digits in quotes, such as "#173B5F": without quotes # begins a comment')
    return colour


def _small_print(value: Any) -> Any:
    for name in _PLACEHOLDER.findall(value) if isinstance(value, str) else ():
        if name not in PLACEHOLDERS:
            raise fault(f"'{{{name[:40]}}}' stands for nothing here", "known are {client} and {firm}")
    return value


_SCHEMA = WithJsonSchema({"type": "string", "pattern": "^#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"})
Colour = Annotated[str, BeforeValidator(_colour), _SCHEMA]
Optional = Annotated[str | None, BeforeValidator(_colour), _SCHEMA]  # left out, not left empty
SmallPrint = Annotated[Line, BeforeValidator(_small_print)]


class Firm(Written):
    """Who made the audit, as the page head and the cover name it."""

    name: Line = Field(description="The firm's name.")
    about: Line | None = Field(None, description="A few words under the name on the cover, such as Service Advisory.")
    logo: Line | None = Field(
        None, description="The firm's logo for light ground: PNG, JPEG, WebP or GIF in the theme's folder."
    )
    logo_on_accent: Line | None = Field(
        None, description="A light logo for the accent colour of the cover; left out, the logo stands on a light tab."
    )


class Colours(Written):
    """The palette. What is left out is derived from what is given; only the accent is needed."""

    accent: Colour = Field(description="The one accent: cover, headings, lines of the charts.")
    accent_tint: Optional = Field(None, description="A pale ground of the accent.")
    ink: Optional = Field(None, description="Text.")
    ink_2: Optional = Field(None, description="Softer text.")
    ink_3: Optional = Field(None, description="Captions and ticks.")
    paper: Optional = Field(None, description="The page.")
    tint: Optional = Field(None, description="A pale neutral ground.")
    rule: Optional = Field(None, description="Hairlines.")
    bands: list[Colour] | None = Field(
        None,
        min_length=BANDS,
        max_length=BANDS,
        description="Five colours from the best band to the worst, each darker than the one before.",
    )

    keeps_empty: ClassVar = frozenset(
        {"accent", "accent_tint", "ink", "ink_2", "ink_3", "paper", "tint", "rule"}
    )  # a colour after # is a comment: saying so beats leaving it out


class Sans(Written):
    """The family that counts: labels, tables, charts."""

    regular: Line = Field(description="A TTF, OTF or WOFF2 file in the theme's folder.")
    bold: Line = Field(description="The bold or semibold cut; a variable font may stand in both places.")


class Serif(Written):
    """The family that speaks: headings, verdicts, the lead auditor's words."""

    regular: Line = Field(description="A TTF, OTF or WOFF2 file in the theme's folder.")
    light: Line | None = Field(None, description="The light cut of the cover's title; left out, the regular one.")
    italic: Line | None = Field(None, description="The italic cut; left out, the regular one.")
    bold: Line | None = Field(None, description="The bold or semibold cut; left out, the regular one.")


class Fonts(Written):
    """Fonts by what they do; a family that is left out is ours."""

    sans: Annotated[Sans, short_form("regular", lambda file: {"regular": file, "bold": file})] | None = Field(
        None, description="Labels, tables and charts."
    )
    serif: Annotated[Serif, short_form("regular")] | None = Field(None, description="Headings and what is said.")


class Cover(Written):
    """What the cover shows beside title and names."""

    picture: Line = Field(description="A picture in the theme's folder; it is cropped to a wide band.")
    journey: bool = Field(False, description="Draw the client's journey above the picture as well.")


class Theme(Written):
    """One look: theme.yaml in a folder of its own, with the files it names and an optional theme.css."""

    cxaudit: Literal["theme/1"] = Field(description="Kind and version of this file.")
    title: Line = Field(description="What the theme is called.")
    firm: Annotated[Firm, short_form("name")] | None = Field(None, description="Who made the audit.")
    colours: Annotated[Colours, short_form("accent")] | None = Field(None, description="The palette.")
    fonts: Fonts | None = Field(None, description="Font files.")
    cover: Annotated[Cover, short_form("picture")] | None = Field(None, description="A picture on the cover.")
    confidentiality: SmallPrint | None = Field(
        None, description="At the foot of every page, such as: Confidential to {client}. Also {firm} may be used."
    )
    footer: SmallPrint | None = Field(None, description="A second line at the foot, such as an address.")

    @model_validator(mode="after")
    def _firm_is_there(self) -> Self:
        for name in ("confidentiality", "footer"):
            if "{firm}" in (getattr(self, name) or "") and self.firm is None:
                raise fault("'{firm}' is used, but this theme names no firm", "add 'firm: ...'", field=name)
        return self

    def pictures(self) -> dict[tuple[str, ...], str]:
        """The pictures that the theme names, by their place in the file."""
        firm, cover = self.firm, self.cover
        named = {
            ("firm", "logo"): firm.logo if firm else None,
            ("firm", "logo_on_accent"): firm.logo_on_accent if firm else None,
            ("cover", "picture"): cover.picture if cover else None,
        }
        return {loc: name for loc, name in named.items() if name}

    def font_files(self) -> dict[tuple[str, str, str], str]:
        """The font files that the theme names, by their place in the file."""
        fonts = self.fonts.model_dump() if self.fonts else {}
        cuts = {("fonts", role, cut): name for role, files in fonts.items() if files for cut, name in files.items()}
        return {loc: name for loc, name in cuts.items() if name}
