"""The workbook of one auditor with what the ratings file holds by now."""

import datetime as dt

from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.records import blank_body
from cxaudit.capture.workbook.writing import write_workbook
from cxaudit.model.load import AuditFolder


def fill_workbook(folder: AuditFolder, auditor: str, *, file: str, now: dt.datetime) -> bytes:
    """The bytes of an .xlsx with every answer so far, also those that do not count yet.

    Raises: InputError when the ratings cannot be read; NotFound when they stand in audit.yaml.
    """
    ratings = AuditorRatings.open(folder, auditor)
    bodies = {
        key: {**blank_body(), **record.body} for key, record in ratings.records.items() if not key.startswith("photo:")
    }
    evidence = {
        key: [part.file for part in rating.evidence if part.file]
        for key, rating in folder.ratings.get(auditor, {}).items()
    }
    return write_workbook(folder, auditor, bodies, evidence, file=file, now=now)
