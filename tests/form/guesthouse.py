"""A small audit with every kind of practice, for the browser: two auditors, four touchpoints, eleven practices."""

from pathlib import Path

CHECKLIST = """
cxaudit: checklist/1
id: guesthouse
title: Guest house
version: "1.0"
language: en
scale: practice
scales:
  practice:
    levels:
      0: Absent or harmful
      1: Sporadic, depends on the person
      2: In place, uneven
      3: Consistent
      4: Consistent and improved
  yes-no: {levels: {0: "No", 1: "Yes"}}
  share: {levels: {none: {points: 0}, some: {points: 0.25}, half: {points: 0.5}, most: {points: 1}}}
  ten: {levels: {0: {}, 1: {}, 2: {}, 3: {}, 4: {}, 5: {}, 6: {}, 7: {}, 8: {}, 9: {}, 10: {}}}
  wait: {unit: minutes, best: 1, worst: 10}
stages: {arrive: Arrive and settle in, stay: Stay}
touchpoints:
  front-desk:
    title: Front desk
    stage: arrive
    channel: in person
    moment_of_truth: yes
    practices:
      greeting:
        title: Greeted at once
        ask: Is every guest greeted within 30 seconds of reaching the desk?
        why: The first half minute sets the tone of the stay.
        look_for: Watch at least three arrivals; time them.
        evidence: timed observations
        critical: yes
        anchors: {0: Ignored or turned away, 2: Greeted when free, 4: "Greeted at once, by name when booked"}
      queue: {title: Short queue, ask: "How long does the last guest in the queue wait?", scale: wait}
      luggage: {title: Luggage, ask: Is help with luggage offered without being asked?}
      lift: {title: Lift works, ask: "Is the lift clean, lit and working?", scale: yes-no}
  call:
    title: Reservations by phone
    stage: arrive
    channel: phone
    practices:
      answer: {title: Answered, ask: "Is the call answered by a person within 20 seconds?", rate: case}
      price: {title: Full price, ask: "Is the full price told before a card number is asked for?", critical: yes}
  room:
    title: Guest room
    stage: stay
    practices:
      clean: {title: Clean, ask: How many of the ten points of the room list are met?, scale: ten}
      works: {title: Works, ask: In how many of the rooms visited does everything work?, scale: share}
      fault: {title: Fault put right, ask: Is a reported fault put right within 30 minutes?}
      surprise: {title: Thoughtful touch, ask: Is there one unexpected kindness?, advisory: yes, scale: yes-no}
  leaving:
    title: Check-out
    stage: stay
    practices:
      bill: {title: Bill, ask: "Is the bill right at the first time?", scale: yes-no}
"""
AUDIT = """
cxaudit: audit/1
id: guesthouse-2026
title: Guest experience audit, autumn 2026
checklist: checklist.yaml
date: 2026-10-14
language: LANGUAGE
subject: {client: Harbour House, site: Hamburg}
auditors:
  mk: {name: Maria Keller, role: lead auditor}
  tn: {name: Tomás Núñez, role: auditor}
"""
PRACTICES = 11
LEVELS = {  # one for each practice
    "front-desk": {"greeting": "3", "queue": "4", "luggage": "2", "lift": "1"},
    "call": {"answer": "3", "price": "4"},
    "room": {"clean": "9", "works": "most", "fault": "2", "surprise": "0"},
    "leaving": {"bill": "1"},
}
GREETING, QUEUE, LUGGAGE, LIFT = (f"front-desk.{name}" for name in ("greeting", "queue", "luggage", "lift"))
ANSWER, CLEAN, WORKS = "call.answer", "room.clean", "room.works"


def make_audit(folder: Path, language: str = "en") -> Path:
    """The folder of the audit, written anew."""
    folder.mkdir(parents=True)
    (folder / "checklist.yaml").write_text(CHECKLIST, "utf-8")
    (folder / "audit.yaml").write_text(AUDIT.replace("LANGUAGE", language), "utf-8")
    return folder
