"""The part of the report document about photos: where each comes from, and whether it still is what was taken in."""

from typing import Literal

from pydantic import Field

from cxaudit.report.parts import Part


class PhotoPart(Part):
    """A photo that the audit's manifest knows."""

    sha256: str = Field(description="Hash of the file as it was taken into the audit.")
    state: Literal["unchanged", "printed", "changed", "gone"] = Field(
        description="unchanged: the file still has this hash; printed: it is the smaller copy out of a report."
    )
    taken: str | None = Field(None, description="When it was taken, ISO 8601; null where that is not known.")
    added: str = Field(description="When it was taken into the audit, ISO 8601.")
    auditor: str = Field("", description="Name of the auditor who took it in.")
