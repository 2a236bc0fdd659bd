"""All charts of a report at once."""

from typing import Any

from cxaudit.report.charts.bridge import draw_bridge
from cxaudit.report.charts.business import draw_at_risk, draw_break_even
from cxaudit.report.charts.cover import Paper, draw_cover
from cxaudit.report.charts.dial import draw_dial
from cxaudit.report.charts.dimension_bars import draw_dimension_bars
from cxaudit.report.charts.dumbbell import draw_dumbbell
from cxaudit.report.charts.effort import draw_effort
from cxaudit.report.charts.importance import draw_importance
from cxaudit.report.charts.journey import draw_journey
from cxaudit.report.charts.journey_small import draw_journey_small
from cxaudit.report.charts.leniency import draw_leniency
from cxaudit.report.charts.opinions import draw_opinions
from cxaudit.report.charts.radar import draw_radar
from cxaudit.report.charts.roadmap import draw_roadmap
from cxaudit.report.charts.waterfall import draw_waterfall
from cxaudit.report.document import Report


def draw_all(report: Report, paper: Paper = "a4", below: float = 0.0) -> dict[str, Any]:
    """The geometry of every chart by its name in `templates/report/charts/all.jinja`; None where nothing can be drawn.

    Either `radar` or `dimension_bars` is drawn, never both.

    Args: `below` is where the title of the cover ends, in points.
    """
    radar, roadmap = draw_radar(report), draw_roadmap(report)
    return {
        "cover": draw_cover(report, paper, below),
        "dial": draw_dial(report),
        "journey_small": draw_journey_small(report),
        "journey": draw_journey(report),
        "radar": radar,
        "dimension_bars": None if radar else draw_dimension_bars(report),
        "importance": draw_importance(report),
        # Both stand side by side.
        "effort": draw_effort(report, height=max(roadmap.height, 170.0)) if roadmap else None,
        "roadmap": roadmap,
        "waterfall": draw_waterfall(report),
        "bridge": draw_bridge(report.change, report.audit.language),
        "dumbbell": draw_dumbbell(report),
        "opinions": draw_opinions(report, paper),
        "leniency": draw_leniency(report),
        "break_even": draw_break_even(report),
        "at_risk": draw_at_risk(report),
    }
