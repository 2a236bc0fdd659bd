"""The part of the report document that describes its look; pictures and fonts are in it."""

from typing import Annotated, Literal

from pydantic import Field

from cxaudit.report.parts import Part, Picture

Hex = Annotated[str, Field(pattern="^#[0-9A-F]{6}$")]
Variable = Annotated[str, Field(pattern="^[a-z0-9-]{1,40}$")]


class FontPart(Part):
    """One cut of a font, cut down to the letters that the document needs: a whole font is not ours to pass on."""

    role: Literal["sans", "serif"] = Field(description="Which family it belongs to.")
    weight: Literal[300, 400, 600] = Field(description="The weight it stands for.")
    style: Literal["normal", "italic"] = Field(description="Upright or italic.")
    sha256: str = Field(description="Hash of the original file.")
    data: str = Field(pattern=r"^[A-Za-z0-9+/]+=*$", description="A WOFF2 font, base64.")


class ThemePart(Part):
    """The look of a report."""

    title: str = Field(description="What the theme is called.")
    firm: str | None = Field(None, description="Who made the audit.")
    about: str | None = Field(None, description="A few words under the firm's name.")
    logo: Picture | None = Field(None, description="The firm's logo for light ground.")
    logo_on_accent: Picture | None = Field(None, description="The firm's logo for the accent colour.")
    cover: Picture | None = Field(None, description="The picture on the cover.")
    journey: bool = Field(True, description="Whether the cover shows the client's journey.")
    confidentiality: str | None = Field(None, description="At the foot of every page.")
    footer: str | None = Field(None, description="A second line there.")
    colours: dict[Variable, Hex] = Field({}, description="Every colour by its variable; empty for our own.")
    fonts: list[FontPart] = Field([], description="Fonts; a family without any is ours.")
    css: str = Field("", description="Rules of the theme's own style sheet, with their pictures inside.")
