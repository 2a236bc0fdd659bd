"""Days and times in the spellings of form programs."""

import pytest

from cxaudit.capture.tables.moments import moment_of, seconds_of


@pytest.mark.parametrize(
    ("text", "order", "moment"),
    [
        ("2026-10-14T11:05:33.123+02:00", None, "2026-10-14T11:05:33+02:00"),  # ODK, Kobo
        ("2026-10-14T11:05:33.123Z", None, "2026-10-14T11:05:33+00:00"),
        ("2026-10-14T11:05:33", None, "2026-10-14T11:05:33"),
        ("2026-10-14 11:05:33", None, "2026-10-14T11:05:33"),  # LimeSurvey
        ("2026/10/14 11:05:33 AM GMT+2", None, "2026-10-14T11:05:33+02:00"),  # Google Forms
        ("2026/10/14 12:05:33 AM GMT+5:30", None, "2026-10-14T00:05:33+05:30"),
        ("2026/10/14 6:40:02 PM GMT-11", None, "2026-10-14T18:40:02-11:00"),
        ("14.10.2026 11:05", None, "2026-10-14T11:05:00"),
        ("4.10.2026", None, "2026-10-04"),
        ("14/10/2026 11:05:33", None, "2026-10-14T11:05:33"),
        ("10/14/2026 11:05:33", None, "2026-10-14T11:05:33"),
        ("04/10/2026", None, ""),
        ("04/10/2026", "dmy", "2026-10-04"),
        ("04/10/2026", "mdy", "2026-04-10"),
        ("11:05", None, "11:05:00"),
        ("31.2.2026", None, ""),
        ("25:00", None, ""),
        ("2026-10-14 noon", None, ""),
        ("13:05 PM", None, ""),
        ("yesterday", None, ""),
        ("", None, ""),
    ],
)
def test_a_moment_is_read_where_it_is_certain(text, order, moment):
    assert moment_of(text, order) == moment


def test_moments_are_compared_over_time_zones():
    assert seconds_of("2026-10-14T11:00:00+02:00") == seconds_of("2026-10-14T09:00:00Z")
    assert seconds_of("2026-10-14") < seconds_of("2026-10-14T00:00:01")
    assert seconds_of("11:05:00") is None
    assert seconds_of("") is None
