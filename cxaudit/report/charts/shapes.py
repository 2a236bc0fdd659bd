"""The marks that charts are made of: plain numbers in points, y downwards, each with the box that it covers."""

from dataclasses import dataclass
from typing import Literal

from cxaudit.report.charts.text import width_of

Box = tuple[float, float, float, float]  # left, top, right, bottom
Anchor = Literal["start", "middle", "end"]
Role = Literal["tiny", "tick", "tick strong", "name", "value", "figure"]
# Size and weight of each role; templates/report/charts/style.jinja sets the same.
TYPE: dict[Role, tuple[float, bool]] = {
    "tiny": (6.75, False),
    "tick": (7.25, False),
    "tick strong": (7.25, True),
    "name": (8, True),
    "value": (8.5, True),
    "figure": (30, False),
}
FULL, HALF = 481.9, 231.0  # text width of both papers, 170 mm, and a half, 81.5 mm


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text on its baseline; the role is its class."""

    x: float
    y: float
    text: str
    role: Role = "tick"
    anchor: Anchor = "start"

    @property
    def box(self) -> Box:
        """What its letters cover, from their tops to the feet of p and q."""
        size, bold = TYPE[self.role]
        wide = width_of(self.text, size, bold=bold)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - 0.7 * size, left + wide, self.y + 0.2 * size


@dataclass(frozen=True, slots=True)
class Dot:
    """A round mark; no tone where there is no band."""

    x: float
    y: float
    r: float
    tone: int | None

    @property
    def box(self) -> Box:
        """The square around it."""
        return self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle; no tone where its colour says no band."""

    x: float
    y: float
    width: float
    height: float
    tone: int | None = None

    @property
    def box(self) -> Box:
        """Its corners."""
        return self.x, self.y, self.x + self.width, self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def box(self) -> Box:
        """Its corners."""
        return min(self.x1, self.x2), min(self.y1, self.y2), max(self.x1, self.x2), max(self.y1, self.y2)


def meet(a: Box, b: Box, gap: float = 0) -> bool:
    """Whether two boxes overlap, or come nearer than `gap`."""
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap
