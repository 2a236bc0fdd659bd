"""All rules by name, in the order of the reference: the name is what `lint:` in a checklist silences."""

from cxaudit.lint.advice import advice
from cxaudit.lint.balance import balance, reason
from cxaudit.lint.evidence import no_number
from cxaudit.lint.finding import Rule
from cxaudit.lint.journey import stages
from cxaudit.lint.levels import levels_leave_ask, missing_level, same_levels, short_level
from cxaudit.lint.pairs import two_things
from cxaudit.lint.reach import never_counted, never_shown, unused
from cxaudit.lint.silence import IDLE, UNKNOWN
from cxaudit.lint.thresholds import thresholds
from cxaudit.lint.visit import evidence_load, visit_minutes
from cxaudit.lint.wording import long_ask, own_target, unseen_words

RULES = (
    Rule("two-things", "error", "An ask holds more than one thing.", two_things, english=True),
    Rule("long-ask", "warning", "An ask has more than 20 words.", long_ask),
    Rule("unseen-words", "warning", "A word that nobody can see, hear or count.", unseen_words, english=True),
    Rule("own-target", "warning", "The firm's own target is the yardstick.", own_target, english=True),
    Rule("missing-level", "warning", "A level of the scale has no text.", missing_level),
    Rule("same-levels", "error", "Two neighbouring levels say the same.", same_levels),
    Rule("short-level", "warning", "A level is a telegram of one or two words.", short_level, english=True),
    Rule("levels-leave-ask", "hint", "No level shares a word with the ask.", levels_leave_ask, english=True),
    Rule("thresholds", "error", "A value fits two levels, or none.", thresholds, english=True),
    Rule("no-number", "warning", "Nothing says how many cases are looked at.", no_number, english=True),
    Rule("advice", "warning", "Advice is missing, or is not one act that somebody owns.", advice),
    Rule("balance", "warning", "Too much weight in one place, or a weight that does nothing.", reason, balance),
    Rule("stages", "warning", "A stage is empty, or holds over half of the score.", checklist=stages),
    Rule("visit-minutes", "warning", "The touchpoints take longer than the visit.", checklist=visit_minutes),
    Rule("evidence-load", "warning", "More evidence is asked for than a visit can fetch.", checklist=evidence_load),
    Rule("unreachable", "warning", "A part that is never shown or counted.", never_shown, never_counted),
    Rule("unused", "hint", "A fact or dimension that no practice uses.", checklist=unused),
    Rule(UNKNOWN, "error", "A silence names a rule that does not exist."),
    Rule(IDLE, "hint", "A silence silences nothing."),
)
BY_NAME = {rule.name: rule for rule in RULES}
SILENCEABLE = tuple(rule.name for rule in RULES if rule.practice or rule.checklist)
