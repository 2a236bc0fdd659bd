"""As much grammar as the rule of one thing needs: is a word an act or a state, or the name of a thing?"""

from cxaudit.lint.text import Token
from cxaudit.lint.words import words_in

AUXILIARIES = words_in("is are was were be been do does did has have had can could will would may must should")
NEGATIONS = words_in("no not never without nor neither nobody nothing none free")
DETERMINERS = words_in(
    "a an the this that these those each every any some their his her its our your my what which who whom how "
    "whether when where why it them him us me customers guests callers"
)
PREPOSITIONS = words_in(
    "of in on at by to for from with without within into before after during under over about as than beside "
    "behind until through against"
)
# A clause that opens the ask, as `When a guest calls, ...`: its comma makes no list.
OPENERS = words_in(
    "when while after before if once where wherever whenever at in on during for by within until since as upon "
    "between without with from given because whatever whoever"
)
# What may stand after a comma without adding a thing.
ASIDES = words_in(
    "also even including such where when if whoever whatever whichever wherever while before after for in at on "
    "by without within as from unless until so with not though although who which that rather only instead during "
    "regardless except especially among like"
)
# The ask compares the two, so they are one thing.
RELATIONS = words_in(
    "same match matches matching agree agrees differ equal alike identical together compare compared beside apart "
    "between tally tallies"
)
_PAIRS = (
    "terms conditions, food drink, bed breakfast, health safety, name address, names addresses, name number, date "
    "time, time date, day night, day hour, black white, time place, up running, lost found, back forth, wear "
    "tear, questions answers, meet greet, hours days, food beverage, room board, arrival departure, research "
    "development, pros cons, in out, old new, more less, sooner later, mother child, parent child, parents "
    "children, heating cooling, ladies gentlemen, men women, tea coffee, salt pepper, sale return, call "
    "click, yes no, first last, towels linen, loss damage, delivery collection, profit loss, here there, now "
    "then, one another, one all, left right, rules regulations, do don't, name role, name title, street number, "
    "weekdays weekends, phone email, phone e-mail, phone mail, email phone, person phone, spoken written, knife "
    "fork, cup saucer, goods services, product service, products services, check balance, checks balances, friend "
    "family, friends family, hot cold, inside outside, before after, start end, beginning end, open close, "
    "opening closing, name date"
)
FIXED = frozenset((pair.split()[0], pair.split()[1]) for pair in _PAIRS.split(", "))

_ADJECTIVES = words_in(
    "clean clear safe visible warm polite working quick easy friendly correct complete plain accurate respectful "
    "honest available tidy dry quiet fresh hot cold right full empty legible readable current true short simple "
    "ready able willing calm personal useful lawful specific realistic secure comfortable intact undamaged bright "
    "dark lit loud prompt fair free awkward common legal valid unhurried awake present kind consistent whole neat "
    "proper fast slow early late open closed aware stocked odourless spotless flat smooth level stable wide tall "
    "high low"
)
_PARTICIPLES = words_in(
    "kept told shown given made met sent found heard put read seen paid held written known built begun done gone "
    "lit brought taken left led sold lost set cut said rung spoken understood caught taught bought drawn driven "
    "hung laid shut stuck swept thrown torn worn spent won chosen broken frozen hidden swept"
)
_VERBS = words_in(
    "explain apologise apologize greet listen confirm introduce recommend acknowledge thank inform tell say give "
    "take make keep get go come find know understand let bring send write read see hear speak meet pay choose "
    "receive follow include remain become propose decide describe provide ensure remove solve respond reply fix "
    "carry wash repair replace collect escort accompany invite suggest agree apply accept refuse reject leave sit "
    "stand"
)
_NOUNS = words_in(
    "need bed seed feed speed shed building morning evening parking lighting opening booking meeting training "
    "ceiling clothing heating bedding cleaning packing wording setting string spring thing something anything "
    "everything nothing king ring wing listing ticketing pricing billing spending marketing advertising catering "
    "wedding railing seating landing offering housing hearing feeling being saying warning drawing painting "
    "earring cooling dining closing reading cutting washing screening boarding shipping handling filling rating "
    "finding family reply supply assembly anomaly july italy ally belly jelly fly hundred breed weed"
)


def is_adjective(word: str) -> bool:
    """Whether the word names a state that something can be in."""
    return word in _ADJECTIVES


def is_act(said: list[Token], position: int) -> bool:
    """Whether the word at a position of an ask is a verb, a participle, an adverb or an adjective."""
    word = said[position].word
    if word in _NOUNS or word in DETERMINERS or word in PREPOSITIONS:
        return False
    if word in _ADJECTIVES or word in _PARTICIPLES or word in _VERBS or word in AUXILIARIES:
        return True
    if len(word) > 4 and word.endswith(("ed", "ing", "ly")):
        return True
    following = said[position + 1].word if position + 1 < len(said) else ""
    return following in DETERMINERS
