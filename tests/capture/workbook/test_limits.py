"""Small files that would become large: refused before the parser sees them, each with its reason."""

import io
import struct
import zipfile
import zlib

import pytest

from cxaudit.capture.workbook import limits as workbook_limits
from cxaudit.capture.workbook import reading as workbook_reading
from cxaudit.capture.workbook.biff import weigh_xls
from cxaudit.capture.workbook.limits import TooMuch
from cxaudit.capture.workbook.reading import read_workbook
from cxaudit.capture.workbook.xml import weigh_ods, weigh_xlsx
from cxaudit.capture.workbook.zip import pack, unpack
from cxaudit.errors import InputError
from tests.capture.workbooks import EXAMPLES, repacked, terminal, written

SHEET = "xl/worksheets/sheet2.xml"


@pytest.fixture
def data(tmp_path):
    return written(terminal(tmp_path))


def refused(tmp_path, data, suffix="xlsx"):
    path = tmp_path / f"bomb.{suffix}"
    path.write_bytes(data)
    with pytest.raises(InputError) as problem:
        read_workbook(path)
    [issue] = problem.value.issues
    return issue.message


def zipped(parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts:
            packed.writestr(name, part)
    return kept.getvalue()


def test_a_large_file_is_not_even_read(tmp_path, data, monkeypatch):
    monkeypatch.setattr(workbook_reading, "MAX_BYTES", 1_000_000)
    assert "more than 1 MB" in refused(tmp_path, data + b"\0" * 1_000_000)


def test_a_zip_that_unpacks_to_gigabytes_is_refused(tmp_path):
    big = zipped([("xl/workbook.xml", b"<a/>"), (SHEET, bytes(60_000_000))])
    assert len(big) < 100_000
    assert "would unpack to more than 60 MB" in refused(tmp_path, big)


def test_a_directory_that_lies_about_a_size_does_not_help(tmp_path):
    """The directory says ten bytes, the stream holds sixty million: the parser never gets this file."""
    big = bytearray(zipped([(SHEET, bytes(60_000_000))]))
    at = big.rindex(b"PK\x01\x02")
    struct.pack_into("<I", big, at + 24, 10)
    struct.pack_into("<I", big, 22, 10)
    assert "damaged" in refused(tmp_path, bytes(big))


def test_too_many_entries_are_refused(tmp_path):
    many = zipped([(f"xl/{number}.xml", b"") for number in range(1_001)])
    assert "holds 1,001 files" in refused(tmp_path, many)


def test_overlapping_entries_are_counted_each(tmp_path):
    """Many names for one stream: small in the file, large when every name is unpacked."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = stream.compress(bytes(2_000_000)) + stream.flush()
    crc = zlib.crc32(bytes(2_000_000))
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(body), 2_000_000, 1, 0) + b"a" + body
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(body), 2_000_000, 1, 0, 0, 0, 0, 0, 0
    )
    count = 60
    directory = (entry + b"a") * count
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(directory), len(local), 0)
    said = refused(tmp_path, local + directory + end)
    assert "would unpack" in said or "damaged" in said


def test_a_zip_with_a_password_is_refused_for_that(tmp_path, data):
    locked = bytearray(data)
    for head in (b"PK\x01\x02", b"PK\x03\x04"):
        at = locked.index(head)
        flag = at + (8 if head == b"PK\x01\x02" else 6)
        locked[flag] |= 1
    assert "locked with a password" in refused(tmp_path, bytes(locked))


def test_entities_of_a_files_own_are_refused(tmp_path, data):
    bomb = b'<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;">]>'

    def plant(name, part):
        return part.replace(b"<sst", bomb + b"<sst", 1) if name == "xl/sharedStrings.xml" else part

    assert "declares entities of its own" in refused(tmp_path, repacked(data, plant))


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1048576"><v>1</v></c>',
        b'<c r="XFD20000"><v>1</v></c>',
        b'<c r="A30000" t="inlineStr"><is><t>x</t></is></c>',
    ],
)
def test_a_cell_far_away_is_refused(tmp_path, data, cell):
    def plant(name, part):
        row = b"<row>" + cell + b"</row></sheetData>"
        return part.replace(b"</sheetData>", row) if name == SHEET else part

    said = refused(tmp_path, repacked(data, plant))
    assert "something stands in row" in said or "too large to be a list" in said


def test_a_long_text_that_many_cells_share_is_refused(data):
    parts = unpack(data)
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 2000))
    parts[SHEET] = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
    parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    with pytest.raises(TooMuch, match="too large"):
        weigh_xlsx(parts)


ODS = (
    '<office:document-content xmlns:office="o" xmlns:table="t"><table:table table:name="Ratings">'
    '<table:table-row table:number-rows-repeated="{rows}">'
    '<table:table-cell table:number-columns-repeated="{columns}"{kind}/></table:table-row>'
    "</table:table></office:document-content>"
)


def test_repeated_cells_of_an_ods_are_counted_as_many():
    filled = ' office:value-type="float" office:value="1"'
    with pytest.raises(TooMuch, match="row 1,048,576"):
        weigh_ods({"content.xml": ODS.format(rows=1_048_576, columns=16_384, kind=filled).encode()})
    with pytest.raises(TooMuch, match="too large"):
        weigh_ods({"content.xml": ODS.format(rows=1, columns=1_048_576, kind=filled).encode()})
    empty = weigh_ods({"content.xml": ODS.format(rows=1_048_576, columns=16_384, kind="").encode()})
    assert empty["Ratings"].cells == 0


def test_an_xls_with_a_cell_far_away_is_refused(tmp_path):
    data = bytearray((EXAMPLES / "resaved.xls").read_bytes())
    assert weigh_xls(bytes(data))["Ratings"].rows == 17
    at = data.index(struct.pack("<HHH", 0xFD, 10, 3))  # the first text in the fourth row
    struct.pack_into("<HH", data, at + 4, 65_535, 255)
    assert "something stands in row 65,536" in refused(tmp_path, bytes(data), "xls")


def test_an_xls_with_too_many_texts_is_refused(monkeypatch):
    monkeypatch.setattr("cxaudit.capture.workbook.biff.MAX_TEXTS", 50)
    with pytest.raises(TooMuch, match="more than 50 texts"):
        weigh_xls((EXAMPLES / "resaved.xls").read_bytes())


def test_a_chain_in_a_circle_ends(tmp_path):
    data = bytearray((EXAMPLES / "resaved.xls").read_bytes())
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    for sector in range(20):
        struct.pack_into("<I", data, table + 4 * sector, sector)
    assert "damaged" in refused(tmp_path, bytes(data), "xls")


def test_the_parser_gets_only_what_was_looked_at(data):
    parts = unpack(repacked(data, lambda name, part: part))
    fresh = pack(parts)
    with zipfile.ZipFile(io.BytesIO(fresh)) as packed:
        assert packed.namelist() == list(parts)
        assert not any(name.endswith((".vml", ".bin", ".png")) for name in packed.namelist())
        assert packed.read(SHEET) == parts[SHEET]


def test_our_own_workbooks_stay_far_below_the_limits(data):
    largest = max(weigh_xlsx(unpack(data)).values(), key=lambda extent: extent.cells)
    assert largest.cells * 100 < workbook_limits.MAX_CELLS
    assert largest.text * 100 < workbook_limits.MAX_TEXT
