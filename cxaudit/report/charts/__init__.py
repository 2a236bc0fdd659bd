"""The geometry of the report's charts in plain numbers: points, y downwards. No colours, no SVG: the templates draw."""

from cxaudit.report.charts.draw import draw_all
from cxaudit.report.charts.opinions import used_auditors
from cxaudit.report.charts.rail import rail_of
from cxaudit.report.charts.strip import strip_of
from cxaudit.report.charts.text import fit, width_of, wrap

__all__ = ["draw_all", "fit", "rail_of", "strip_of", "used_auditors", "width_of", "wrap"]
