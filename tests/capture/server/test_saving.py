"""What is kept: records by the merge rule, photos, and what is refused with one sentence and nothing written."""

import errno
import itertools
from pathlib import Path

import pytest
import yaml

from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.records import read_record
from cxaudit.capture.server import photos, saving
from cxaudit.model.load import load_audit
from tests.capture.server.inn import JOIN, PRACTICES, photo_record, picture, record, snapshot

NUMBER = "0123456789abcdef"


def written(audit: Path, auditor: str = "mk") -> dict:
    return yaml.safe_load((audit / "ratings" / f"{auditor}.yaml").read_text("utf-8"))


def test_a_rating_is_in_the_file_when_it_is_acknowledged(client, audit):
    found = client.put(record(rating="3", note="Looked up at once."))
    assert (found.status, found.data) == (200, {})
    assert written(audit)["ratings"][PRACTICES[0]] == {"rating": 3, "note": "Looked up at once."}
    assert load_audit(audit).ratings["mk"][PRACTICES[0]].rating == "3"


def test_what_was_saved_comes_back_as_it_was_sent(client):
    sent = [record(), record(PRACTICES[1], "7.5", cause="staffing"), record(PRACTICES[2], "1", rev=4)]
    for one in sent:
        assert client.put(one).status == 200
    found = {one["id"]: one for one in client.get("/api/mk/records").data["records"]}
    for one in sent:
        assert (found[one["id"]]["rev"], found[one["id"]]["device"]) == (one["rev"], one["device"])
        assert found[one["id"]]["body"] == one["body"]
    assert client.get("/api/tn/records").data == {"records": []}


def test_of_two_devices_the_higher_revision_stands_and_the_other_is_told(client, audit):
    assert client.put(record(rating="2", rev=3, device="laptop")).status == 200
    late = client.put(record(rating="4", rev=2, device="phone"))
    assert late.status == 409
    assert late.data["record"]["body"]["observations"][0]["rating"] == "2"
    assert client.put(record(rating="1", rev=4, device="phone")).status == 200
    assert written(audit)["ratings"][PRACTICES[0]] in (1, {"rating": 1})


def test_nobody_pins_an_answer_for_good_by_counting_far_ahead(client, audit):
    client.put(record(rev=3))
    before = snapshot(audit)
    pinned = client.put(record(rating="0", rev=1_000_000_000))
    assert (pinned.status, pinned.data["message"][:27]) == (422, "This edit counts itself too")
    assert snapshot(audit) == before
    assert client.put(record(rating="0", rev=100_003)).status == 200


def test_the_same_record_again_changes_nothing(client, audit):
    client.put(record())
    before = snapshot(audit), (audit / "ratings" / "mk.yaml").stat().st_mtime_ns
    assert client.put(record()).status == 200
    assert (snapshot(audit), (audit / "ratings" / "mk.yaml").stat().st_mtime_ns) == before


def test_many_that_wait_are_saved_together(client, audit, monkeypatch):
    saves = []
    save = AuditorRatings.save
    monkeypatch.setattr(AuditorRatings, "save", lambda self: (saves.append(1), save(self)))
    revisions = [record(rating=str(rev % 5), rev=rev) for rev in range(1, 41)]
    asked = [client.asking("PUT", f"/api/mk/records/{one['id']}", one, x_join=JOIN) for one in revisions]
    assert {answer.status for answer in client.together(*asked)} <= {200, 409}
    assert 1 <= len(saves) < 20
    assert written(audit)["revisions"][PRACTICES[0]]["rev"] == 40


def test_an_edit_by_hand_meanwhile_is_kept(client, audit):
    client.put(record(rating="2"))
    path = audit / "ratings" / "mk.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data["ratings"][PRACTICES[0]] = 4
    path.write_text(yaml.safe_dump(data), "utf-8")
    found = client.get("/api/mk/records").data["records"]
    assert [one["device"] for one in found] == ["hand"]
    assert found[0]["body"]["observations"][0]["rating"] == "4"
    assert client.put(record(PRACTICES[1], "5")).status == 200
    assert written(audit)["ratings"][PRACTICES[0]] in (4, {"rating": 4})


def test_an_old_copy_that_an_editor_saves_takes_back_nothing(client, audit):
    client.put(record(rating="2"))
    path = audit / "ratings" / "mk.yaml"
    old = path.read_text("utf-8")
    client.put(record(rating="4", rev=2))
    client.put(record(PRACTICES[1], "5"))
    path.write_text(old.replace("rating: 2", "rating: 2\n    internal: Ask."), "utf-8")
    client.get("/api/mk/records")
    assert written(audit)["ratings"] == {PRACTICES[0]: {"rating": 4, "internal": "Ask."}, PRACTICES[1]: {"rating": 5}}


def test_what_another_program_wrote_just_before_is_told(client, audit, monkeypatch):
    lane = client.desk.lanes["mk"]
    check, newer = lane.check, record(rating="0", rev=9, device="import")

    def late(data):
        other = AuditorRatings.open(load_audit(audit), "mk")
        other.put(read_record(newer))
        other.save()
        return check(data)

    monkeypatch.setattr(lane, "check", late)
    found = client.put(record(rating="2"))
    assert (found.status, found.data["record"]["rev"]) == (409, 9)


def test_a_file_that_is_gone_for_a_moment_loses_nothing(client, audit):
    client.put(record(rating="2"))
    path = audit / "ratings" / "mk.yaml"
    good = path.read_bytes()
    path.unlink()
    found = client.put(record(PRACTICES[1], "5"))
    assert (found.status, "gone" in found.message) == (503, True)
    path.write_bytes(good)
    assert client.put(record(PRACTICES[1], "5")).status == 200
    assert written(audit)["ratings"] == {PRACTICES[0]: {"rating": 2}, PRACTICES[1]: {"rating": 5}}


def test_a_file_broken_by_hand_is_named_and_saving_goes_on_when_it_is_mended(client, audit):
    client.put(record())
    path = audit / "ratings" / "mk.yaml"
    good = path.read_text("utf-8")
    path.write_text(good + "\n: [", "utf-8")
    broken = path.read_bytes()
    found = client.put(record(rev=2))
    assert found.status == 503
    assert "ratings/mk.yaml cannot be read now" in found.message
    assert path.read_bytes() == broken
    assert client.put(record(), "tn").status == 200
    path.write_text(good, "utf-8")
    assert client.put(record(rev=2)).status == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"id": "front-desk.nothing"}, "front-desk.nothing"),
        ({"rev": 1_000_000_001}, ""),
        ({"rev": 0}, ""),
        ({"rev": "7"}, ""),
        ({"device": "../../etc"}, ""),
        ({"device": "x" * 17}, ""),
        ({"at": None}, ""),
        ({"body": []}, ""),
        ({"body": record(rating="9")["body"]}, "9"),
        ({"body": record(note="x" * 20_001)["body"]}, ""),
        ({"body": record()["body"] | {"state": "fine"}}, ""),
        ({"body": record()["body"] | {"observations": [{"rating": "2", "at": "", "note": ""}] * 2}}, ""),
        ({"body": record(note="\ud800")["body"]}, ""),
    ],
)
def test_a_record_that_cannot_be_of_this_audit_is_refused_with_one_sentence(client, audit, change, said):
    before = snapshot(audit)
    sent = record() | change
    found = client.put(sent)
    assert found.status == 422
    assert said in found.message
    assert found.message.count("\n") == 0
    assert len(found.message) < 250
    assert snapshot(audit) == before


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 100_000, b"null", b'"x"', b'{"rev": NaN}', b"\xff\xfe", b'{"rev": 1' + b"0" * 5000 + b"}"],
)
def test_what_is_no_record_is_refused(client, audit, body):
    before = snapshot(audit)
    found = client.ask("PUT", f"/api/mk/records/{PRACTICES[0]}", body, x_join=JOIN)
    assert found.status == 422
    assert found.message
    assert snapshot(audit) == before


def test_the_address_and_the_record_name_the_same_practice(client):
    found = client.ask("PUT", f"/api/mk/records/{PRACTICES[1]}", record(), x_join=JOIN)
    assert found.status == 422


@pytest.mark.parametrize(
    "path",
    [
        "/api/xx/records",
        "/api/../records",
        "/api/mk/../tn/records",
        "/api/mk/photos/../../audit.yaml",
        "/api/mk/photos/..",
        "/api/mk/photos/0123456789ABCDEF",
        "/api/mk/photos/0123456789abcdef.jpg",
        "/api/mk\0/records",
        "/audit.yaml",
        "/ratings/mk.yaml",
        "//etc/passwd",
    ],
)
def test_names_lead_nowhere_else(client, audit, path):
    before = snapshot(audit)
    assert client.get(path).status == 404
    assert client.ask("PUT", path, picture(), x_join=JOIN).status in (404, 405)
    assert snapshot(audit) == before


@pytest.mark.parametrize("parts", [1, 7])
def test_too_large_is_said_and_nothing_written(client, audit, parts):
    before = snapshot(audit)
    large = client.ask("PUT", f"/api/mk/records/{PRACTICES[0]}", b"x" * 256_001, x_join=JOIN, parts=parts)
    assert (large.status, "256 kB" in large.message) == (413, True)
    endless = client.ask("PUT", f"/api/mk/records/{PRACTICES[0]}", b"x" * 5_000_000, x_join=JOIN, parts=50)
    assert endless.status == 413
    photo = client.ask("PUT", f"/api/mk/photos/{NUMBER}", b"\xff\xd8" * 6_000_001, x_join=JOIN, parts=parts)
    assert photo.status == 413
    assert snapshot(audit) == before


def test_a_photo_and_its_record(client, audit, connect):
    assert client.put(record()).status == 200
    assert client.ask("PUT", f"/api/mk/photos/{NUMBER}", picture(), x_join=JOIN).status == 200
    assert client.ask("PUT", f"/api/mk/photos/{NUMBER}", picture(), x_join=JOIN).status == 200
    assert client.put(photo_record(NUMBER)).status == 200
    kept = client.get(f"/api/mk/photos/{NUMBER}")
    assert kept.headers["content-type"] == "image/jpeg"
    assert kept.body == (audit / "photos" / f"mk-{NUMBER}.jpg").read_bytes()
    found = {one["id"]: one["body"] for one in client.get("/api/mk/records").data["records"]}
    assert found[f"photo:{NUMBER}"] == photo_record(NUMBER)["body"]
    again = {one["id"]: one for one in connect(audit).get("/api/mk/records").data["records"]}
    assert again[f"photo:{NUMBER}"]["body"] == photo_record(NUMBER)["body"]
    rating = load_audit(audit).ratings["mk"][PRACTICES[0]]
    assert [(part.file, part.caption) for part in rating.evidence] == [(f"photos/mk-{NUMBER}.jpg", "The desk")]
    assert client.get(f"/api/tn/photos/{NUMBER}").status == 404


def test_a_photo_that_was_taken_away_keeps_its_bytes_and_leaves_the_rating(client, audit):
    client.put(record())
    client.ask("PUT", f"/api/mk/photos/{NUMBER}", picture(), x_join=JOIN)
    client.put(photo_record(NUMBER))
    assert client.put(photo_record(NUMBER, rev=2, gone=True)).status == 200
    assert (audit / "photos" / f"mk-{NUMBER}.jpg").is_file()
    assert load_audit(audit).ratings["mk"][PRACTICES[0]].evidence == []


def test_a_record_of_a_photo_waits_for_its_picture(client, audit):
    before = snapshot(audit)
    found = client.put(photo_record(NUMBER))
    assert (found.status, "picture" in found.message) == (422, True)
    assert snapshot(audit) == before


def test_photos_have_a_number_and_a_size(client, monkeypatch):
    monkeypatch.setattr(saving, "MOST", 2)
    gone = [photo_record(f"{number:016x}", gone=True) for number in range(3)]
    assert [client.put(one).status for one in gone] == [200, 200, 422]
    assert client.put(gone[0] | {"rev": 2}).status == 200
    monkeypatch.setattr(photos, "MAX_PIXELS", 1_000)
    found = client.ask("PUT", f"/api/mk/photos/{NUMBER}", picture(40, 30), x_join=JOIN)
    assert (found.status, "megapixels" in found.message) == (422, True)


def test_what_pretends_to_be_a_picture_is_refused(client, audit):
    before = snapshot(audit)
    for pretended in (b"", b"<svg/>", b"\xff\xd8\xff" + b"\0" * 500, b"GIF89a" + b"\xff" * 50, picture()[:200]):
        found = client.ask("PUT", f"/api/mk/photos/{NUMBER}", pretended, x_join=JOIN)
        assert found.status == 422
        assert found.message
    assert snapshot(audit) == before


def test_a_page_that_drains_a_long_queue_is_served_and_one_without_end_is_slowed(client, clock):
    queue = [record(rev=rev) for rev in range(1, 301)]
    asked = [client.asking("PUT", f"/api/mk/records/{one['id']}", one, x_join=JOIN) for one in queue]
    assert {answer.status for answer in client.together(*asked)} <= {200, 409}
    for _ in range(699):
        client.desk.spend("mk", 1)
    assert client.put(record(rev=300)).status == 200
    slowed = client.put(record(rev=301))
    assert (slowed.status, slowed.headers["retry-after"]) == (429, "2")
    assert client.put(record(rev=301), "tn").status == 200
    clock.seconds += 10
    assert client.put(record(rev=301)).status == 200


def test_a_clock_that_goes_backwards_changes_nothing(client, audit, clock):
    import datetime as dt

    assert client.put(record(rating="1", rev=1)).status == 200
    clock.wall -= dt.timedelta(days=3)
    clock.seconds -= 500
    older = record(rating="4", rev=2)
    older["at"] = 5
    assert client.put(older).status == 200
    assert client.ask("PUT", f"/api/mk/photos/{NUMBER}", picture(), x_join=JOIN).status == 200
    assert written(audit)["ratings"][PRACTICES[0]] in (4, {"rating": 4})
    assert client.get("/board.json").status == 200


FAULTS = [errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO]


@pytest.mark.parametrize("number", FAULTS)
def test_what_cannot_be_written_is_not_acknowledged_and_not_remembered(client, audit, monkeypatch, number):
    client.put(record(rating="1"))
    before = snapshot(audit)
    with monkeypatch.context() as patched:

        def fail(_: object) -> None:
            raise OSError(number, "no luck")

        patched.setattr("os.fsync", fail)
        found = client.put(record(rating="4", rev=2))
        assert found.status == 507
        assert ("disk" in found.message) == (number in (errno.ENOSPC, errno.EDQUOT))
        assert found.headers["retry-after"]
        assert client.ask("PUT", f"/api/mk/photos/{NUMBER}", picture(), x_join=JOIN).status == 507
    assert snapshot(audit) == before
    shown = client.get("/api/mk/records").data["records"]
    assert [one["rev"] for one in shown] == [1]
    assert client.put(record(rating="4", rev=2)).status == 200
    assert written(audit)["revisions"][PRACTICES[0]]["rev"] == 2


def test_a_mistake_of_ours_leaves_no_lane_stuck(client, audit, monkeypatch):
    client.put(record())
    with monkeypatch.context() as patched:
        patched.setattr(AuditorRatings, "save", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            client.put(record(rev=2, rating="3"))
    assert [one["rev"] for one in client.get("/api/mk/records").data["records"]] == [1]
    assert client.put(record(rev=2, rating="3")).status == 200


def test_the_first_joining_of_each_auditor_is_told_once(client):
    for auditor, _ in itertools.product(("mk", "tn"), range(3)):
        client.get(f"/api/{auditor}/records")
    assert client.told == [
        "14:02 Maria Keller (mk) joined from 192.0.2.50",
        "14:02 Tomás Núñez (tn) joined from 192.0.2.50",
    ]
