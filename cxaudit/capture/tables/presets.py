"""How form programs name the columns of their exports: our own form in Kobo and ODK, questions elsewhere."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cxaudit.capture.tables.answers import plain
from cxaudit.capture.xlsform.names import AUDIT, AUDITOR, CHECKLIST, END, START, VERSION, Part, field_of
from cxaudit.model.checklist import Checklist

Kind = Part | Literal["auditor", "audit", "checklist", "version", "date", "time", "sent", "refused", "ignored", ""]
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\](?: \([0-9]+\))?$")
_PATH = re.compile(r"(?:[A-Za-z0-9_]+[-/.:])*([A-Za-z0-9_]+)")
_CODE = re.compile(r"([A-Za-z][A-Za-z0-9_]*)(?:\[(\w+)\])?(?:[.:;, ].*)?", re.DOTALL)
_OUR_OWN: dict[str, Kind] = {
    AUDIT: "audit",
    CHECKLIST: "checklist",
    VERSION: "version",
    AUDITOR: "auditor",
    START: "date",
    END: "ignored",
}


@dataclass(frozen=True, slots=True)
class Use:
    """What a column holds; `kind` is empty for one that nothing is known of. `case` counts from 1."""

    kind: Kind
    practice: str = ""
    case: int | None = None


@dataclass(frozen=True)
class Preset:
    """How one program names the columns of its export, and what its own columns hold."""

    name: str
    title: str
    find: Callable[[str, Checklist], Use]
    own: dict[str, Kind]
    hint: str
    unanswered: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def _of_our_form(heading: str, checklist: Checklist) -> Use:  # noqa: ARG001  (every preset is asked alike)
    """A column of our own XLSForm: the last part of `front_desk/front_desk__queue`, with any sign between."""
    found = _PATH.fullmatch(heading)
    name = found[1] if found else ""
    if name.endswith("__photo_URL"):  # Kobo's second column for a photo
        return Use("ignored")
    if name in _OUR_OWN:
        return Use(_OUR_OWN[name])
    field = field_of(name)
    return Use(field.part, field.practice, field.case) if field else Use("")


def _of_a_title(heading: str, checklist: Checklist) -> Use:
    """A question that ends with `[front-desk.queue]`, `[front-desk.queue note]` or `[auditor]`, or is our own."""
    if found := _IN_BRACKETS.search(heading):
        words = found[1].split()
        if words == ["auditor"]:
            return Use("auditor")
        if words and re.fullmatch(r"[a-z0-9-]+\.[a-z0-9-]+", words[0]):
            case = next((int(word) for word in words[1:] if word.isdecimal()), None)
            part = next((word for word in words[1:] if word in ("note", "reason")), "rating")
            return Use(part, words[0], case)  # type: ignore[arg-type]
    asked = {plain(practice.ask): key for key, practice in checklist.practices().items()}
    return Use("rating", asked[plain(heading)]) if plain(heading) in asked else Use("")


def _of_a_code(heading: str, checklist: Checklist) -> Use:
    """A question code: the letters and digits of the id, at most 20, as `frontdeskqueue`; `…[comment]` is the note."""
    if (use := _of_a_title(heading, checklist)).kind:
        return use
    found = _CODE.fullmatch(heading)
    code, inside = (found[1].lower(), found[2]) if found else ("", None)
    if code == "auditor":
        return Use("auditor" if inside is None else "ignored")
    keys = [key for key in checklist.practices() if re.sub(r"[^a-z0-9]", "", key)[:20] == code.replace("_", "")]
    if len(keys) != 1:
        return Use("")
    return Use({None: "rating", "comment": "note"}.get(inside, "ignored"), keys[0])  # type: ignore[arg-type]


def _names(kind: Kind, names: str) -> dict[str, Kind]:
    return dict.fromkeys(names.casefold().split(), kind)


_KOBO_OWN = _names(
    "ignored",
    "start end today username deviceid phonenumber _id _uuid _notes _status _submitted_by __version__ _tags _index "
    "_attachments _geolocation _xform_id_string _bamboo_dataset_id meta/instanceID meta/instanceName meta/rootUuid "
    "formhub/uuid instanceID instanceName rootUuid",
)
_ODK_OWN = _names(
    "ignored",
    "start end today username deviceid phonenumber KEY SubmitterID SubmitterName AttachmentsPresent "
    "AttachmentsExpected Status DeviceID Edits FormVersion meta-instanceID meta-instanceName instanceID "
    "instanceName isValidated meta-entity-label",
)
_LIME_OWN = _names(
    "ignored",
    "id lastpage startlanguage seed token ipaddr refurl firstname lastname email datestamp interviewtime startdate",
)
PRESETS = {
    preset.name: preset
    for preset in (
        Preset(
            "kobo",
            "KoboToolbox",
            _of_our_form,
            {**_KOBO_OWN, "_submission_time": "sent", "_validation_status": "refused"},
            "export the form of 'cxaudit export xlsform' as CSV with 'XML values and headers'; "
            "for any other form write a map",
        ),
        Preset(
            "odk",
            "ODK Central",
            _of_our_form,
            {**_ODK_OWN, "submissiondate": "sent", "reviewstate": "refused"},
            "download the answers to the form of 'cxaudit export xlsform' as CSV; for any other form write a map",
        ),
        Preset(
            "google",
            "Google Forms",
            _of_a_title,
            {
                **dict.fromkeys(("timestamp", "zeitstempel", "horodateur", "marca temporal"), "date"),
                **dict.fromkeys(("score", "username", "email address", "email"), "ignored"),
            },
            "end each question with the id of its practice, such as [front-desk.queue], or write a map",
        ),
        Preset(
            "limesurvey",
            "LimeSurvey",
            _of_a_code,
            {**_LIME_OWN, "submitdate": "date"},
            "export with answer codes and question codes, where a code is the practice's id without its signs, "
            "such as frontdeskqueue; or write a map",
            ("N/A",),
            {"na": "not_applicable", "ns": "not_observed"},  # its codes are letters and digits, at most five
        ),
    )
}
