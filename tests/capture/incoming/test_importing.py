"""What comes back from people: read, compared with what was given, merged, and refused as a whole where it is wrong."""

import dataclasses
import datetime as dt

import pytest
from PIL import Image

from cxaudit.capture.incoming.importing import Change, Incoming, take_in
from cxaudit.capture.incoming.merging import same_answer
from cxaudit.capture.incoming.opening import find_audit, open_incoming
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.records import blank_body
from cxaudit.capture.workbook.filling import fill_workbook
from cxaudit.errors import InputError, NotFound
from cxaudit.model.load import load_audit
from tests.capture.workbooks import EXAMPLES, NOW, edited, filled, repacked, terminal


@pytest.fixture
def folder(tmp_path):
    return terminal(tmp_path)


@pytest.fixture
def bring(tmp_path, folder):
    """Import a workbook: what was filled in, into the audit as it stands now."""

    def act(data, photos=None, **options):
        path = tmp_path / "tn.xlsx"
        path.write_bytes(data)
        now = load_audit(folder.folder)
        return take_in(now, open_incoming(path, photos=photos).bring(now), now=NOW, **options)

    return act


@pytest.fixture
def sheet(folder):
    """The workbook of tn as it is written now, with some cells filled in."""

    def act(answers=None, who="tn"):
        data = fill_workbook(load_audit(folder.folder), who, file="tn.xlsx", now=NOW)
        return filled(data, answers) if answers else data

    return act


def problems(problem):
    return [f"{issue.file.rpartition('/')[2]}: {issue.message}" for issue in problem.value.issues]


def bodies(folder):
    records = AuditorRatings.open(load_audit(folder.folder), "tn").records
    return {key: {**blank_body(), **record.body} for key, record in records.items()}


def test_what_libreoffice_saved_is_taken_once(folder):
    path = EXAMPLES / "resaved.ods"
    first = take_in(folder, open_incoming(path).bring(folder), now=NOW)
    assert [change.practice for change in first.changes] == [
        "desk.greeting",
        "desk.queue",
        "desk.signs",
        "desk.prices",
        "desk.lift",
        "phone.answer",
        "phone.weather",
    ]
    assert first.changes[1] == Change("desk.queue", "4.5", "7.5")
    assert first.conflicts == []
    rated = load_audit(folder.folder).ratings["tn"]
    assert rated["desk.greeting"].rating == "3"
    assert rated["desk.greeting"].note == "=Nobody looked up.\nThen two did."
    assert rated["desk.greeting"].internal == "Ask the owner first."
    assert rated["desk.signs"].rating == "most"
    assert rated["desk.lift"].not_applicable == "The lift is part of the station."
    assert [case.rating for case in rated["phone.answer"].observations] == ["3", "1", "4"]
    assert rated["phone.answer"].observations[1].note == "11 rings; nobody"
    for suffix in ("ods", "xls", "xlsx"):
        now = load_audit(folder.folder)
        again = take_in(now, open_incoming(EXAMPLES / f"resaved.{suffix}").bring(now), now=NOW)
        assert (again.changes, again.conflicts, again.skipped) == ([], [], [])


def test_a_workbook_nobody_touched_changes_nothing(bring, sheet, folder):
    before = {path: path.read_bytes() for path in folder.folder.rglob("*.yaml")}
    outcome = bring(sheet())
    assert (outcome.changes, outcome.conflicts) == ([], [])
    assert {path: path.read_bytes() for path in folder.folder.rglob("*.yaml")} == before


def test_a_dry_run_says_the_same_and_writes_nothing(bring, sheet, folder):
    data = sheet({"desk.prices": {"Rating": 3}})
    before = (folder.folder / "ratings" / "tn.yaml").read_bytes()
    planned = bring(data, write=False)
    assert (folder.folder / "ratings" / "tn.yaml").read_bytes() == before
    assert bring(data).changes == planned.changes == [Change("desk.prices", "-", "3 - Consistent, small lapses")]


def test_both_sides_are_compared_with_what_was_given(bring, sheet, folder):
    """Changed only in the workbook: taken. Only in the file: kept. In both: a conflict. The same in both: nothing."""
    data = sheet({"desk.queue": {"Rating": 9}, "desk.greeting": {"Rating": 1}, "desk.prices": {"Rating": 3}})
    ratings = AuditorRatings.open(folder, "tn")
    changed = bodies(folder)
    for key, rating in (("desk.greeting", "4"), ("desk.prices", "3"), ("phone.lounge", "2")):
        body = {**changed.get(key, blank_body()), "state": "rated", "observations": [{"rating": rating}]}
        ratings.answer(key, body, device="phone", at=1)
    ratings.save()
    outcome = bring(data)
    assert [change.practice for change in outcome.changes] == ["desk.queue"]
    [conflict] = outcome.conflicts
    assert conflict.practice == "desk.greeting"
    assert conflict.before == "4 - Consistent, evidenced and improved"
    assert conflict.after == "1 - Sporadic, depends on the person"
    rated = load_audit(folder.folder).ratings["tn"]
    assert (rated["desk.greeting"].rating, rated["phone.lounge"].rating) == ("4", "2")
    decided = bring(data, prefer="import")
    assert [change.practice for change in decided.changes] == ["desk.greeting"]
    assert load_audit(folder.folder).ratings["tn"]["desk.greeting"].rating == "1"


def test_an_emptied_cell_clears_the_answer(bring, sheet, folder):
    outcome = bring(sheet({"desk.queue": {"Rating": None}, "desk.greeting": {"Note": None}}))
    assert {change.practice: change.after for change in outcome.changes} == {
        "desk.queue": "-",
        "desk.greeting": "2 - In place, uneven; no note",
    }
    rated = load_audit(folder.folder).ratings["tn"]
    assert rated.get("desk.queue") is None or rated["desk.queue"].rating is None
    assert rated["desk.greeting"].note is None


def test_every_wrong_cell_is_named_at_once_and_nothing_is_taken(bring, sheet, folder):
    data = sheet(
        {
            "desk.greeting": {"Rating": 7, "Cause": "c" * 301},
            "desk.queue": {"Rating": dt.date(2026, 3, 2)},
            "desk.prices": {"Rating": "=1+1"},
            "desk.lift": {"Rating": "n/a", "Reason": "yes"},
            "phone.answer": {"Rating": 3},
            "phone.weather": {"Rating": 3},
            "phone.delay": {"Rating": "n/a", "Cases": "3"},
        }
    )
    before = (folder.folder / "ratings" / "tn.yaml").read_bytes()
    with pytest.raises(InputError) as problem:
        bring(data)
    assert problems(problem) == [
        "tn.xlsx > Ratings!H7: this text has 301 characters; at most 300 are kept",
        "tn.xlsx > Ratings!D7: '7' is not on the scale of this practice",
        "tn.xlsx > Ratings!D8: a date stands here (2026-03-02), not a rating",
        "tn.xlsx > Ratings!D10: a formula without a result stands here",
        "tn.xlsx > Ratings!E11: 'yes' is no reason",
        "tn.xlsx > Ratings!D14: a rating and cases stand in this row",
        "tn.xlsx > Ratings!D16: 'not applicable' and cases stand in this row",
    ]
    assert (folder.folder / "ratings" / "tn.yaml").read_bytes() == before


def test_a_missing_reason_is_taken_as_a_draft_with_a_warning(bring, sheet, folder):
    outcome = bring(sheet({"desk.prices": {"Rating": "not observed"}}))
    assert [change.after for change in outcome.changes] == ["not observed: (reason missing)"]
    assert [issue.message for issue in outcome.warnings] == [
        "'not observed' has no reason yet, so 'desk.prices' counts as not rated"
    ]
    assert outcome.warnings[0].file.endswith("tn.xlsx > Ratings!D10")
    assert bodies(folder)["desk.prices"]["state"] == "not_observed"


def test_a_reason_may_stand_behind_the_words(bring, sheet, folder):
    bring(
        sheet(
            {
                "desk.lift": {"Rating": "N/A: part of the station"},
                "desk.prices": {"Rating": "not seen", "Reason": "Fog"},
            }
        )
    )
    rated = load_audit(folder.folder).ratings["tn"]
    assert rated["desk.lift"].not_applicable == "part of the station"
    assert rated["desk.prices"].not_observed == "Fog"


def test_another_audit_or_auditor_is_refused(bring, sheet, folder):
    def other(book):
        book["_meta"]["B2"] = "other-audit"

    def nobody(book):
        book["_meta"]["B3"] = "zz"

    with pytest.raises(InputError, match="belong to the audit 'other-audit', not to 'quay-2026'"):
        bring(edited(sheet(), other))
    with pytest.raises(InputError, match="'zz' is not an auditor"):
        bring(edited(sheet(), nobody))


def test_another_state_of_the_checklist_is_refused_with_a_list_or_reconciled(bring, sheet, folder):
    data = sheet({"desk.prices": {"Rating": 3}, "desk.queue": {"Rating": 9}})
    path = folder.folder / "checklist.yaml"
    text = path.read_text("utf-8").replace("      prices:", "      fares:").replace('version: "1.3"', 'version: "1.4"')
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as problem:
        bring(data)
    assert problems(problem) == [
        (
            "tn.xlsx: this file was made for another state of the checklist (quay 1.3; the audit has quay 1.4); "
            "it lacks desk.fares"
        ),
        "tn.xlsx > Ratings!D10: this audit does not ask 'desk.prices'",
    ]
    outcome = bring(data, reconcile=True)
    assert outcome.skipped == [("desk.prices", "this audit does not ask it")]
    assert [change.practice for change in outcome.changes] == ["desk.queue"]


def test_a_practice_that_the_checklist_lacks_is_a_problem(bring, sheet):
    def add(book):
        book["Ratings"]["A10"] = "desk.price"
        book["Ratings"]["D10"] = 3

    with pytest.raises(InputError) as problem:
        bring(edited(sheet(), add))
    [issue] = problem.value.issues
    assert (issue.message, issue.hint) == ("this audit does not ask 'desk.price'", "did you mean 'desk.prices'?")


def test_answers_without_a_given_state_never_write_over_others(folder):
    """As a table brings them: an empty place is taken, an imported answer replaced, any other one a conflict."""
    rated = {**blank_body(), "state": "rated", "observations": [{"rating": "1"}]}
    answers = {"desk.prices": rated, "desk.greeting": rated}
    outcome = take_in(folder, Incoming("a.csv", auditor="tn", answers=answers), now=NOW)
    assert [change.practice for change in outcome.changes] == ["desk.prices"]
    assert [change.practice for change in outcome.conflicts] == ["desk.greeting"]
    better = {"desk.prices": {**rated, "observations": [{"rating": "2"}]}}
    later = take_in(load_audit(folder.folder), Incoming("b.csv", auditor="tn", answers=better), now=NOW)
    assert [change.after for change in later.changes] == ["2 - In place, uneven"]


def test_photos_named_in_the_workbook_are_taken_from_the_folder_that_is_named(bring, sheet, folder, tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    Image.new("RGB", (40, 30), "teal").save(inbox / "desk.jpg")
    Image.new("RGB", (40, 30), "red").save(tmp_path / "outside.jpg")
    data = sheet({"desk.greeting": {"Evidence": "desk.jpg; ../outside.jpg; log.pdf; desk.jpg"}})
    missing = bring(data)
    assert [issue.message for issue in missing.warnings] == [
        "there is no photo 'desk.jpg'",
        "there is no photo '../outside.jpg'",
        "'log.pdf' is no picture, so it is left out",
    ]
    taken = bring(data, photos=inbox)
    assert taken.changes == [Change("desk.greeting", "-", "photo desk.jpg")]
    assert len(list((folder.folder / "photos").glob("tn-*.jpg"))) == 1
    assert bring(data, photos=inbox).changes == []
    kept = [part.file for part in load_audit(folder.folder).ratings["tn"]["desk.greeting"].evidence]
    assert len(kept) == 1
    assert kept[0].startswith("photos/tn-")


def test_a_photo_that_is_none_refuses_the_file(bring, sheet, folder, tmp_path):
    (tmp_path / "desk.jpg").write_bytes(b"\xff\xd8\xff no picture")
    data = sheet({"desk.greeting": {"Evidence": "desk.jpg", "Rating": 4}})
    with pytest.raises(InputError) as problem:
        bring(data, photos=tmp_path)
    assert problems(problem)[0].startswith("tn.xlsx > Ratings!I7: 'desk.jpg' is damaged")
    assert load_audit(folder.folder).ratings["tn"]["desk.greeting"].rating == "2"
    assert list((folder.folder / "photos").glob("tn-*")) == []


def test_a_failing_formula_in_a_note_is_no_empty_note(bring, sheet):
    data = sheet({"desk.queue": {"Note": "=-nobody"}})

    def fail(name, part):
        text = part.replace(b"<f>-nobody</f><v />", b"<f>-nobody</f><v>#NAME?</v>")
        return text.replace(b'<c r="F8"', b'<c t="e" r="F8"')

    with pytest.raises(InputError, match="a formula that failed stands here"):
        bring(repacked(data, fail))


def test_an_audit_is_found_near_the_file(tmp_path, folder):
    near = [tmp_path / "elsewhere", folder.folder / "photos"]
    near[0].mkdir()
    file = tmp_path / "tn.xlsx"
    assert find_audit(file, "quay-2026", near) == folder.folder.resolve()
    assert find_audit(file, "quay-2026", [tmp_path]) == folder.folder.resolve()
    with pytest.raises(NotFound, match="of the audit 'other', which is not near"):
        find_audit(file, "other", near)
    terminal(tmp_path / "elsewhere")
    with pytest.raises(NotFound, match="is here 2 times"):
        find_audit(file, "quay-2026", [tmp_path, tmp_path / "elsewhere"])


def test_another_kind_of_file_is_named(tmp_path):
    path = tmp_path / "answers.docx"
    path.write_bytes(b"PK")
    with pytest.raises(InputError, match="this kind of file is not read"):
        open_incoming(path)
    with pytest.raises(NotFound, match="no such file"):
        open_incoming(tmp_path / "none.docx")


def test_an_answer_is_the_same_whatever_is_left_out():
    one = {**blank_body(), "state": "rated", "observations": [{"rating": "2", "at": "", "note": ""}], "note": "a\r\nb"}
    assert same_answer(one, {"state": "rated", "observations": [{"rating": "2"}], "note": "a\nb"})
    timed = [{**one, "observations": [{"rating": "2", "at": f"2026-10-14T11:05{rest}"}]} for rest in ("", ":00")]
    assert same_answer(*timed)
    assert not same_answer(one, timed[0])
    assert same_answer(one, timed[0], by_case=False)
    assert not same_answer(one, {**one, "observations": [{"rating": "3"}]})
    assert dataclasses.asdict(Change("a", "b", "c")) == {"practice": "a", "before": "b", "after": "c"}
