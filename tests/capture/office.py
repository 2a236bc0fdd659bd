"""Edit a workbook in a real LibreOffice and save it in another format: makes tests/examples/workbooks/, run by hand.

Run: python3 tests/capture/office.py tests/examples/workbooks/as-written.xlsx tests/examples/workbooks
with the Python that LibreOffice's UNO bridge belongs to. Tests only read what it made, so they need no LibreOffice.
"""

import subprocess
import sys
import time
from pathlib import Path

EDITS = {
    "desk.greeting": {"Rating": "3 - consistent, SMALL lapses ", "Note": "=Nobody looked up.\nThen two did."},
    "desk.queue": {"Rating": 7.5},
    "desk.signs": {"Rating": "most of them"},
    "desk.prices": {"Rating": "FORMULA:=1+1"},
    "desk.lift": {"Rating": "n/a", "Reason": "The lift is part of the station."},
    "phone.answer": {"Cases": '3; 1 @2026-10-14T11:05 "11 rings; nobody"; 4'},
    "phone.weather": {"Rating": 4, "Cause": "luck", "Note": "+ said twice"},
}
FORMATS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}
PORT = 21987


def main(source: Path, target: Path) -> None:
    """Start LibreOffice, edit, save three times, and stop it."""
    home = target / ".office"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{home.resolve()}",
            f"--accept=socket,host=127.0.0.1,port={PORT};urp;",
        ]
    )
    try:
        desktop = _connect()
        for suffix, kind in FORMATS.items():
            book = desktop.loadComponentFromURL(source.resolve().as_uri(), "_blank", 0, _properties(Hidden=True))
            _edit(book.getSheets().getByName("Ratings"))
            book.calculateAll()
            book.storeToURL((target / f"resaved.{suffix}").resolve().as_uri(), _properties(FilterName=kind))
            book.close(True)
        desktop.terminate()
    finally:
        office.wait(30)


def _edit(sheet) -> None:
    rows = {sheet.getCellByPosition(0, row).getString(): row for row in range(100)}
    columns = {sheet.getCellByPosition(column, 3).getString(): column for column in range(12)}
    sheet.unprotect("")  # as a person may: it has no password
    for key, edits in EDITS.items():
        for name, value in edits.items():
            cell = sheet.getCellByPosition(columns[name], rows[key])
            if isinstance(value, str) and value.startswith("FORMULA:"):
                cell.setPropertyValue("NumberFormat", 0)
                cell.setFormula(value.removeprefix("FORMULA:"))
            elif isinstance(value, str):
                cell.setString(value)
            else:
                cell.setValue(value)


def _connect():
    import uno

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(60):
        try:
            context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # noqa: BLE001 - it is not up yet
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def _properties(**given):
    from com.sun.star.beans import PropertyValue

    made = []
    for name, value in given.items():
        part = PropertyValue()
        part.Name, part.Value = name, value
        made.append(part)
    return tuple(made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
