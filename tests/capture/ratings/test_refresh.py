"""The file changes while it is open here: by a person, by an old copy, by another program, or it goes away."""

import os
import re

import pytest

from cxaudit.capture.ratings import file as ratings_module
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.records import Record, blank_body
from cxaudit.errors import InputError, NotFound
from cxaudit.model.load import load_audit
from tests.capture.mini import write_mini

GREETING, QUEUE = "front-desk.greeting", "front-desk.queue"
AT = 1_790_000_000_123


@pytest.fixture
def ratings(tmp_path):
    made = AuditorRatings.open(write_mini(tmp_path), "tn")
    made.put(rated("1"))
    made.save()
    return made


def rated(rating, rev=1, key=GREETING, device="phone", at=AT):
    body = blank_body() | {"state": "rated", "observations": [{"rating": rating}]}
    return Record(key, rev, device, at, body)


def standing(ratings):
    return {
        key: (record.rev, record.device, "".join(case["rating"] for case in record.body["observations"]))
        for key, record in ratings.records.items()
    }


def again(ratings):
    return AuditorRatings.open(load_audit(ratings.folder.folder), "tn")


def test_an_old_copy_takes_back_nothing_and_what_was_edited_in_it_counts(ratings):
    ratings.put(rated("2", 1, QUEUE))
    ratings.save()
    old = ratings.path.read_text("utf-8")
    ratings.put(rated("3", 2))
    ratings.put(rated("3", 1, "24-hours.call"))
    ratings.save()
    assert not ratings.is_ahead
    ratings.path.write_text(old.replace("rating: 2", "rating: 0\n    internal: Ask."), "utf-8")
    ratings.refresh()
    wanted = {GREETING: (2, "phone", "3"), QUEUE: (2, "hand", "0"), "24-hours.call": (1, "phone", "3")}
    assert standing(ratings) == wanted
    assert ratings.is_ahead
    ratings.save()
    assert not ratings.is_ahead
    assert standing(again(ratings)) == wanted
    assert "internal: Ask." in ratings.path.read_text("utf-8")


def test_a_file_that_is_gone_blanks_nothing(ratings):
    before, good = standing(ratings), ratings.path.read_bytes()
    ratings.path.unlink()
    for act in (ratings.refresh, ratings.save):
        with pytest.raises(NotFound, match="gone"):
            act()
    assert not ratings.path.exists()
    ratings.path.write_bytes(good)
    ratings.refresh()
    assert standing(ratings) == before


def test_of_two_programs_the_merge_rule_decides(ratings):
    other = again(ratings)
    other.put(rated("0", 2, device="import", at=5))
    other.save()
    ratings.put(rated("3", 2, at=AT + 1))
    ratings.save()
    assert standing(again(ratings)) == {GREETING: (2, "phone", "3")}


def test_each_edit_by_hand_is_an_edit_of_its_own(ratings):
    text = ratings.path.read_text("utf-8")
    for rev, rating in ((2, "2"), (3, "3")):
        ratings.path.write_text(text.replace("rating: 1", f"rating: {rating}"), "utf-8")
        ratings.refresh()
        assert standing(ratings) == {GREETING: (rev, "hand", rating)}


def test_what_a_person_saves_while_we_write_is_read_first(ratings, monkeypatch):
    write, edits = ratings_module.write_durably, iter(["rating: 0"])

    def slow(path, data, **more):
        for edit in edits:
            path.write_text(path.read_text("utf-8").replace("rating: 1", edit), "utf-8")
        return write(path, data, **more)

    monkeypatch.setattr(ratings_module, "write_durably", slow)
    ratings.put(rated("2", 1, QUEUE))
    ratings.save()
    assert standing(again(ratings)) == {GREETING: (2, "hand", "0"), QUEUE: (1, "phone", "2")}


def test_who_never_stops_writing_is_told(ratings, monkeypatch):
    monkeypatch.setattr(ratings_module, "write_durably", lambda *_, **__: None)
    with pytest.raises(InputError, match="does not stop"):
        ratings.save()


def test_a_file_never_grows_so_large_that_nobody_can_read_it(ratings, monkeypatch):
    before = ratings.path.read_bytes()
    monkeypatch.setattr(ratings_module, "MAX_BYTES", 1_000)
    ratings.put(Record(QUEUE, 1, "p", 7, blank_body() | {"note": "x" * 2_000}))
    with pytest.raises(InputError, match="would have more than"):
        ratings.save()
    assert ratings.path.read_bytes() == before


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-23:59", "2500-01-01", "1901-01-01", "yesterday"])
def test_a_clock_far_off_in_the_file_stops_no_save(ratings, at):
    text = ratings.path.read_text("utf-8")
    ratings.path.write_text(re.sub(r"at: '[^']*'", f"at: '{at}'", text), "utf-8")
    os.utime(ratings.path, (99_999_999_999, 99_999_999_999))
    found = again(ratings)
    found.put(rated("2", 1, QUEUE))
    found.save()
    assert set(again(ratings).records) == {GREETING, QUEUE}


def test_a_comment_behind_a_rating_is_kept_beside_as_well(ratings):
    text = ratings.path.read_text("utf-8")
    before = ratings.path.with_name("tn.yaml.before")
    ratings.save()
    assert not before.exists()
    ratings.path.write_text(text.replace("rating: 1", "rating: 1  # ask again"), "utf-8")
    ratings.put(rated("2", 1, QUEUE))
    ratings.save()
    assert "# ask again" in before.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_file_that_becomes_a_link_to_elsewhere_is_not_read(ratings, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "tn.yaml"
    elsewhere.write_bytes(ratings.path.read_bytes())
    ratings.path.unlink()
    ratings.path.symlink_to(elsewhere)
    with pytest.raises(InputError, match="outside"):
        ratings.refresh()
