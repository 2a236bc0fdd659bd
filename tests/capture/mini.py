"""A small audit with every kind of practice, in a folder of its own."""

from pathlib import Path

from cxaudit.model.load import AuditFolder, load_audit

CHECKLIST = """
cxaudit: checklist/1
id: mini
title: Mini
version: "2.3"
scales:
  practice: {levels: {0: Never, 1: Rarely, 2: "Usually, with gaps", 3: Always}}
  coverage: {levels: {none: {points: 0}, so me: {points: 0.5}, all: {points: 1}}}
  wait: {unit: minutes, best: 1, worst: 10}
  share: {unit: "%", best: 100, worst: 0}
facts: {lift: Is there a lift?}
touchpoints:
  front-desk:
    title: "Front <desk> & 'door'"
    practices:
      greeting: {title: Greeted, ask: Is every guest greeted?, why: It sets the tone., look_for: "=1+1 guests, ${all}"}
      queue: {ask: Is the queue short?, anchors: {0: "Over ten", 3: None}}
      wait: {title: Wait, ask: How long is the wait?, scale: wait}
      cover: {title: Covered, ask: How much is covered?, scale: coverage}
      lift: {ask: Does the lift work?, only_if: lift}
  24-hours:
    practices:
      call: {title: Calls, ask: Is the call answered?, rate: case}
      hold: {title: Hold, ask: How long on hold?, rate: case, scale: wait}
      share: {title: Share, ask: Which share is solved?, scale: share}
"""
AUDIT = """
cxaudit: audit/1
id: mini-2026
title: Mini audit
checklist: mini.yaml
date: 2026-10-14
subject: {client: Mini & Sons}
auditors:
  mk: {name: Maria Keller, role: lead auditor}
  tn: {name: Tomás Núñez}
"""


def write_mini(folder: Path, audit: str = AUDIT) -> AuditFolder:
    """The audit, unrated."""
    (folder / "mini.yaml").write_text(CHECKLIST.lstrip(), "utf-8")
    (folder / "audit.yaml").write_text(audit.lstrip(), "utf-8")
    return load_audit(folder)
