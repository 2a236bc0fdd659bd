"""What a file says is what the models hold: texts stay texts, short forms expand, empty keys are as if left out."""

import datetime as dt
from pathlib import Path

import pytest

from cxaudit.model.checklist import Scoring
from cxaudit.model.load import load_audit, load_checklist

CHECKLIST = """\
cxaudit: checklist/1
id: small
title: Small
touchpoints:
  desk:
    practices:
      greeting: Is every guest greeted?
"""
AUDIT = """\
cxaudit: audit/1
id: small-2026
title: Small audit
checklist: checklist.yaml
date: 2026-10-14
subject: {client: Harbour Hotel}
"""


def checklist(folder: Path, text: str):
    (folder / "checklist.yaml").write_text(text, encoding="utf-8")
    return load_checklist(folder / "checklist.yaml")


def audit(folder: Path, more: str = "", practices: str = CHECKLIST):
    checklist(folder, practices)
    (folder / "audit.yaml").write_text(AUDIT + more, encoding="utf-8")
    return load_audit(folder)


# -- the smallest files ------------------------------------------------------------------------------------------------

def test_the_smallest_checklist_has_the_defaults_of_the_design(tmp_path):
    found = checklist(tmp_path, CHECKLIST)
    assert list(found.practices()) == ["desk.greeting"]
    practice = found.practices()["desk.greeting"]
    assert (practice.ask, practice.weight.is_, practice.critical, practice.rate) == (
        "Is every guest greeted?",
        1,
        False,
        "sample",
    )
    assert found.scale_of(practice).points == {"0": 0, "1": 0.25, "2": 0.5, "3": 0.75, "4": 1}
    scoring = found.scoring
    assert (scoring.rollup, scoring.not_applicable, scoring.min_rated, scoring.target) == ("touchpoints", "drop", 1, 75)
    assert (scoring.critical.at_or_below, scoring.critical.effect, scoring.critical.cap, scoring.critical.on) == (
        "1", "cap", 49, "overall")
    assert {key: (band.from_, band.label, band.worst_from) for key, band in scoring.bands.items()} == {
        "leading": (90, "Leading", 50), "consistent": (75, "Consistent", None), "managed": (60, "Managed", None),
        "inconsistent": (40, "Inconsistent", None), "at-risk": (0, "At risk", None)}
    assert scoring.effort_days == {"S": 2, "M": 10, "L": 40}


def test_the_smallest_audit(tmp_path):
    found = audit(tmp_path)
    assert (found.audit.profile, found.audit.combine, found.audit.language, found.audit.lead) == (
        "full",
        "median",
        "en",
        None,
    )
    assert found.audit.date == dt.date(2026, 10, 14)
    assert found.ratings == {"auditor": {}}
    assert list(found.files) == ["audit.yaml"]
    assert found.warnings == ()


# -- texts stay texts --------------------------------------------------------------------------------------------------

def test_scalars_mean_what_their_writer_meant(tmp_path):
    found = checklist(tmp_path, """\
cxaudit: checklist/1
id: 007
title: 01234
version: 1.10
language: no
scales:
  practice: {levels: {0: No, 1: 12:30, 2: Yes, 3: 0x1F, 4: 1e3}}
touchpoints:
  desk:
    title: on
    channel: off
    weight: 2.50
    moment_of_truth: yes
    practices:
      greeting: {ask: 2026-10-14, title: null island, why: "~", critical: no, advisory: on, refs: {ISO10002: [7.2, 08]}}
""")
    assert (found.id, found.title, found.version, found.language) == ("007", "01234", "1.10", "no")
    assert [level.label for level in found.scales["practice"].levels.values()] == ["No", "12:30", "Yes", "0x1F", "1e3"]
    desk = found.touchpoints["desk"]
    assert (desk.title, desk.channel, desk.weight.is_, desk.moment_of_truth) == ("on", ["off"], 2.5, True)
    practice = desk.practices["greeting"]
    assert (practice.ask, practice.title, practice.why) == ("2026-10-14", "null island", "~")
    assert (practice.critical, practice.advisory, practice.refs) == (False, True, {"ISO10002": ["7.2", "08"]})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", True),
        ("no", False),
        ("true", True),
        ("off", False),
        ("On", True),
        ("False", False),
        ("1", True),
        ("0", False),
        ("y", True),
        ("n", False),
    ],
)
def test_yes_and_no(tmp_path, written, meant):
    text = CHECKLIST.replace("greeting: Is every guest greeted?", f"greeting: {{ask: Greeted?, critical: {written}}}")
    assert checklist(tmp_path, text).practices()["desk.greeting"].critical is meant


def test_empty_keys_are_as_if_left_out(tmp_path):
    found = checklist(tmp_path, """\
cxaudit: checklist/1
id: small
title: Small
version:
about: ~
scales:
scoring: {target: , critical: null, bands: }
facts:
stages:
touchpoints:
  desk:
    title:
    weight:
    channel:
    practices:
      greeting: {ask: Greeted?, why: , weight: , critical: , anchors: , recommend: , refs: null}
""")
    bare = checklist(tmp_path, CHECKLIST.replace("Is every guest greeted?", "Greeted?"))
    assert found == bare
    assert found.scoring == Scoring()


def test_empty_keys_of_an_audit_are_as_if_left_out(tmp_path):
    more = "wave:\nbaseline: null\nfacts:\nweights: ~\nratings: {desk.greeting: {rating: 3, note: , evidence: }}\n"
    found = audit(tmp_path, more + "actions:\nbusiness_case:\nsignoff:\n").audit
    assert found == audit(tmp_path, "ratings: {desk.greeting: 3}\n").audit


# -- short forms -------------------------------------------------------------------------------------------------------

def test_short_forms_of_a_checklist_stand_for_their_blocks(tmp_path):
    short = """\
cxaudit: checklist/1
id: small
title: Small
stages: {arrive: Arrive}
scales: {practice: {levels: {0: No, 1: Yes}}}
touchpoints:
  desk:
    stage: arrive
    channel: phone
    weight: 2
    practices:
      greeting: Greeted?
      queue: {ask: Quick?, weight: 3}
"""
    long = (
        short.replace("arrive: Arrive}", "arrive: {title: Arrive}}")
        .replace("{0: No, 1: Yes}", "{0: {label: No}, 1: {label: Yes}}")
        .replace("channel: phone", "channel: [phone]")
        .replace("weight: 2", "weight: {is: 2}")
        .replace("greeting: Greeted?", "greeting: {ask: Greeted?}")
        .replace("weight: 3", "weight: {is: 3}")
    )
    assert checklist(tmp_path, short) == checklist(tmp_path, long)


def test_short_forms_of_an_audit_stand_for_their_blocks(tmp_path):
    practices = CHECKLIST + "      calls: {ask: Answered?, rate: case}\n"
    short = """\
auditors: {mk: Maria Keller}
ratings:
  desk.greeting: {rating: 3, evidence: [log of ten, Photo.JPG], reply: We will.}
  desk.calls: {observations: [3, {rating: 1, at: 11:05}]}
actions: {desk.greeting: Greet.}
business_case: {currency: EUR, customers: 10000, margin: {value: 0.3, from: accounts}}
"""
    long = """\
auditors: {mk: {name: Maria Keller}}
ratings:
  desk.greeting: {rating: 3, evidence: [{text: log of ten}, {file: Photo.JPG}], reply: {text: We will.}}
  desk.calls: {observations: [{rating: 3}, {rating: 1, at: 11:05}]}
actions: {desk.greeting: {do: Greet.}}
business_case: {currency: EUR, customers: {value: 10000}, margin: {value: 0.3, from: accounts}}
"""
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "Photo.JPG")
    one, other = audit(tmp_path, short, practices), audit(tmp_path, long, practices)
    assert one.audit == other.audit
    assert one.audit.ratings["desk.calls"].observations[1].at == dt.time(11, 5)
    assert one.audit.business_case.customers.value == 10000


def test_a_rating_may_stand_alone(tmp_path):
    assert audit(tmp_path, "ratings: {desk.greeting: 3}\n").ratings["auditor"]["desk.greeting"].rating == "3"


# -- overrides, lead, files --------------------------------------------------------------------------------------------

def test_overrides_keep_their_reasons(tmp_path):
    found = audit(
        tmp_path,
        "target: {is: 85, because: The owner's own goal.}\n"
        "weights: {desk.greeting: {is: 4, because: Most arrive late.}, desk: {is: 0.5, because: Small.}}\n",
    ).audit
    assert (found.target.is_, found.target.because) == (85, "The owner's own goal.")
    assert {key: (weight.is_, weight.because) for key, weight in found.weights.items()} == {
        "desk.greeting": (4, "Most arrive late."), "desk": (0.5, "Small.")}


@pytest.mark.parametrize(("auditors", "lead"), [
    ("{a: A, b: {name: B, role: Lead auditor}}", "b"), ("{a: {name: A, role: auditor}, b: B}", "a"),
    ("{a: {name: A, role: lead auditor}, b: {name: B, role: lead}}", "a")])
def test_the_lead_auditor(tmp_path, auditors, lead):
    assert audit(tmp_path, f"auditors: {auditors}\n").audit.lead == lead


def ratings_file(folder: Path, auditor: str, ratings: str):
    (folder / "ratings").mkdir(exist_ok=True)
    (folder / "ratings" / f"{auditor}.yaml").write_text(
        f"cxaudit: ratings/1\naudit: small-2026\nauditor: {auditor}\nratings: {ratings}\n", encoding="utf-8")


def test_several_auditors_have_a_file_each(tmp_path):
    ratings_file(tmp_path, "mk", "{desk.greeting: 3}")
    ratings_file(tmp_path, "tn", "{desk.greeting: {rating: 1, note: Two minutes.}}")
    found = audit(tmp_path, "auditors: {mk: Maria Keller, tn: Tomás Núñez, new: Not yet}\n")
    assert {
        auditor: {key: rating.rating for key, rating in given.items()} for auditor, given in found.ratings.items()
    } == {"mk": {"desk.greeting": "3"}, "tn": {"desk.greeting": "1"}}
    assert list(found.files) == ["audit.yaml", "ratings/mk.yaml", "ratings/tn.yaml"]


def test_the_hash_of_an_audit_covers_its_ratings_files(tmp_path):
    ratings_file(tmp_path, "mk", "{desk.greeting: 3}")
    first, again = audit(tmp_path, "auditors: {mk: M}\n").sha256, audit(tmp_path, "auditors: {mk: M}\n").sha256
    ratings_file(tmp_path, "mk", "{desk.greeting: 4}")
    assert first == again != audit(tmp_path, "auditors: {mk: M}\n").sha256


@pytest.mark.parametrize("given", ["audit.yaml", ""])
def test_an_audit_is_found_by_its_folder_or_its_file(tmp_path, given):
    audit(tmp_path)
    assert load_audit(tmp_path / given).folder == tmp_path
