"""The word lists of the rules, as data. English only."""


def words_in(text: str) -> frozenset[str]:
    """The words of a text that lists them."""
    return frozenset(text.split())


# One kind of word, and what the author can write instead.
_TIMES = "say by when: within so many minutes, hours or working days"
_COUNTS = "say a number: how many of how many, or 'at least half'"
_MANNER = "say which act shows it: what was said or done"
_QUALITY = "say what one sees: a number, a time or an act"
_COURT = "only a court can say that: name what was done or missing"

UNSEEN = {
    _TIMES: "fast prompt promptly quick quickly speedily speedy swift swiftly timely",
    _COUNTS: "frequently generally largely mainly mostly occasionally often predominantly rarely regularly seldom "
    "sometimes usually",
    _MANNER: "attentive attentively calm calmly compassionate courteous courteously dismissive empathetic empathically "
    "friendly genuine genuinely helpful helpfully impolite kindly neutral polite politely professionally respectful "
    "respectfully rude rudely sincere sincerely sincerity sympathetic unfriendly vague warm warmly welcoming distrust",
    _QUALITY: "acceptable acceptably adequate adequately appropriate appropriately attractive bad badly clear clearly "
    "comfortable competent competently consistent consistently convenient conveniently easily easy effective "
    "effectively efficient efficiently effortless excellent fair fairly good great high-quality inappropriate "
    "inadequate intuitive meaningful nice optimal pleasant poor poorly proper properly reasonable reasonably "
    "relevant safely satisfactorily satisfactory satisfied seamless seamlessly smoothly sound sufficient sufficiently "
    "suitable"
    "suitably unclear unsafe useful user-friendly well-trained",
    _COURT: "illegal illegally lawful lawfully legal legally unlawful unlawfully",
}
INSTEAD = {word: hint for hint, listed in UNSEEN.items() for word in listed.split()}

# Where one of those words is harmless. Each is a regular expression that is blanked out before the list is read.
HARMLESS = (
    r"ma(?:ke|kes|de|king) good",
    r"good (?:morning|afternoon|evening|day|night|faith|friday)",
    r"(?:for|as) good as",
    r"how (?:\w+ly|often|fast|quick|easy|clear|good|well)",
    r"(?:as|too) often",
    r"more often than not|most often",
    r"fast (?:food|lane|track|charg\w+|forward)",
    r"quick[- ](?:guide|reference|start|check)\w*",
    r"easy[- ]read",
    r"(?:trade|job|book) fairs?|fair[- ]trade|fun fair",
    r"warm (?:water|meals?|food|foods|drinks?|plates?|room|rooms|air|shower|blankets?|dish\w*|enough)",
    r"(?:voice|screen|on-screen) prompt",
    r"legal (?:notice|notices|advice|guardian|minimum|department|team|rights?|entity|protection|expenses|form|age|aid)",
    r"clear (?:of|glass|plastic|bags?|space|floor|width|away|by)",
    r"great(?:er|est)? (?:part|deal|majority)",
    r"relevant (?:field|box|form|line|page|person|column|row)s?",
    r"neutral (?:ground|person|body|party|colou?r|zone)",
    r"(?:suitable|appropriate) for (?:a |an )?(?:vegan|vegetarian|wheelchair)s?",
    r"warm(?:ed)? up",
    r"sound(?! (?:sampling|methods?|advice|judge?ments?|process\w*|evidence|basis|reasons?))",
    r"comfortable (?:chair|seat|shoes)s?",
)
FREE_WAYS = (
    r"\b(?:path|way|exit|route|floor|aisle|corridor|entrance|door|doorway|stair|staircase|pavement|view|ramp)s?\b"
)

# A mind, where an auditor sees only what people do.
PERSONS = r"(?:customer|guest|caller|visitor|patient|client|passenger|member|buyer|shopper|user|people|person)s?"
MINDS = (
    rf"\b{PERSONS} "
    r"(?:really |truly |always )?(?:feels?|felt|believes?|thinks?|enjoys?|trusts?|likes?|appreciates?)\b"
)
WOULD = (
    r"(?<!what )(?<!how )(?<!which )(?<!when )(?<!who )(?<!that )(?<!as )(?<!than )(?<!and )"
    r"\bwould (?:the|a|an|every|each|any|most|you|they|customers|guests|people|visitors|callers|patients|clients)\b"
)

STOP_WORDS = words_in(
    "a an and any are as at be been before but by can could did do does each every for from had has have he her "
    "him his how if in into is it its may might more must no nor not of off on one or other our she should so "
    "some than that the their them then there these they this those to up was were what when where which while "
    "who whom whose will with within without would you your after all also only same such too very out over under "
    "until"
)
_FROM_ZERO = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS = {word: float(value) for value, word in enumerate(_FROM_ZERO.split())} | {
    "thirty": 30.0,
    "forty": 40.0,
    "fifty": 50.0,
    "sixty": 60.0,
    "hundred": 100.0,
    "dozen": 12.0,
}

# Said of a level, these are no step: take them away, and two levels must still differ.
DEGREES = words_in(
    "very mostly fully quite rather really somewhat fairly largely completely totally extremely highly generally "
    "usually slightly entirely absolutely truly somehow mainly wholly thoroughly reasonably pretty"
)
FILLERS = words_in("a an the is are was were be been it they there that this")
