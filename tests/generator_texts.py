"""Phrases of an invented hotel, from which tests/generator.py makes checklists and audits of any size."""

from typing import NamedTuple

STAGES = {
    "find": "Find the hotel",
    "book": "Book a stay",
    "arrive": "Arrive and check in",
    "room": "Settle into the room",
    "eat": "Eat and drink",
    "enjoy": "Use the house",
    "leave": "Leave and pay",
    "after": "After the stay",
}

DIMENSIONS = {
    "care": "Guests are valued as people",
    "communication": "Guests know where they stand",
    "ease": "Getting what one needs takes little effort",
    "competence": "People know what they are doing",
    "accountability": "Somebody answers for the result",
    "recovery": "What went wrong is put right",
}

OWNERS = {
    "find": "Head of marketing",
    "book": "Reservations manager",
    "arrive": "Front office manager",
    "room": "Head housekeeper",
    "eat": "Restaurant manager",
    "enjoy": "Guest services manager",
    "leave": "Front office manager",
    "after": "General manager",
}


class Place(NamedTuple):
    """A touchpoint: `where` completes a title or a sentence, `physical` says whether one can stand there."""

    id: str
    title: str
    where: str
    stage: str
    channel: str
    physical: bool


def _places(stage: str, channel: str, physical: bool, *rows: tuple[str, str, str]) -> list[Place]:
    return [Place(key, title, where, stage, channel, physical) for key, title, where in rows]


PLACES = [
    *_places(
        "find",
        "web",
        False,
        ("website", "Website", "on the website"),
        ("listing", "Search listing", "in the listing"),
        ("brochure", "Brochure", "in the brochure"),
        ("enquiry-mail", "Enquiry by mail", "by mail"),
        ("enquiry-call", "Enquiry by phone", "by phone"),
    ),
    *_places(
        "book",
        "web",
        False,
        ("booking-page", "Booking page", "on the booking page"),
        ("booking-call", "Booking call", "on a booking call"),
        ("groups", "Group bookings", "for group bookings"),
        ("confirmation", "Confirmation", "in the confirmation"),
        ("changes", "Changed bookings", "when plans change"),
    ),
    *_places(
        "arrive",
        "in person",
        True,
        ("directions", "The way to the house", "on the way here"),
        ("car-park", "Car park", "in the car park"),
        ("entrance", "Entrance", "at the entrance"),
        ("front-desk", "Front desk", "at the front desk"),
        ("luggage", "Luggage room", "at the luggage room"),
    ),
    *_places(
        "room",
        "in person",
        True,
        ("corridor", "Corridors and lifts", "in the corridor"),
        ("bedroom", "Bedroom", "in the bedroom"),
        ("bathroom", "Bathroom", "in the bathroom"),
        ("room-service", "Room service", "at room service"),
        ("housekeeping", "Housekeeping", "at housekeeping"),
    ),
    *_places(
        "eat",
        "in person",
        True,
        ("breakfast", "Breakfast", "at breakfast"),
        ("restaurant", "Restaurant", "in the restaurant"),
        ("bar", "Bar", "at the bar"),
        ("terrace", "Terrace", "on the terrace"),
        ("banquet", "Banquets and receptions", "at a banquet"),
    ),
    *_places(
        "enjoy",
        "in person",
        True,
        ("pool", "Pool", "at the pool"),
        ("gym", "Gym", "in the gym"),
        ("sauna", "Sauna", "in the sauna"),
        ("meeting-room", "Meeting rooms", "in meeting rooms"),
        ("concierge", "Concierge", "at the concierge"),
    ),
    *_places(
        "leave",
        "in person",
        True,
        ("checkout", "Checkout", "at checkout"),
        ("bill", "Bill", "with the bill"),
        ("farewell", "Farewell", "at the farewell"),
        ("transfer", "Transfer to the station", "on the transfer"),
        ("lost-property", "Lost property", "for lost property"),
    ),
    *_places(
        "after",
        "mail",
        False,
        ("thank-you", "Thank-you note", "in the thank-you note"),
        ("survey", "Guest survey", "in the survey"),
        ("reviews", "Review sites", "on review sites"),
        ("complaint", "Complaints", "in a complaint"),
        ("regulars", "Regular guests", "for regular guests"),
    ),
]


class Aspect(NamedTuple):
    """What is asked of a touchpoint; `what` completes `in three of ten cases ...`."""

    id: str
    title: str
    dimension: str
    ask: str
    what: str
    first: str
    then: str
    kind: str = "levels"  # levels, yes-no, wait or case
    physical: bool = False


ASPECTS = [
    Aspect(
        "welcome",
        "A prompt welcome",
        "care",
        "Is every guest acknowledged within one minute of making contact {where}?",
        "somebody looked up and spoke first within a minute",
        "Agree a rota so that one person always faces the guests {where}.",
        "Time ten arrivals a week {where} and show the times in the team meeting.",
    ),
    Aspect(
        "names",
        "Names used",
        "care",
        "Is a guest who has given a name addressed by that name {where}?",
        "the guest's name was used at least once",
        "Show the guest's name on the screen that is open {where}.",
        "Let each shift practise the three hardest names of the day {where}.",
    ),
    Aspect(
        "plain-words",
        "Plain words",
        "communication",
        "Is what a guest needs to know {where} said in words understood at once?",
        "the guest understood at the first reading",
        "Rewrite the five texts that guests meet most often {where}.",
        "Let two guests a month read the texts {where} aloud and mark each stumble.",
    ),
    Aspect(
        "honest-times",
        "Honest times",
        "communication",
        "Does the time that guests are told {where} match the time that they then wait?",
        "the time given and the time kept were within five minutes",
        "Give guests {where} a time only from the board, never from memory.",
        "Compare times given and times kept {where} every Friday.",
    ),
    Aspect(
        "price",
        "Full price shown",
        "communication",
        "Is the full price, with every charge and tax, shown {where} before the guest decides?",
        "the price shown was the price paid",
        "Print every charge and tax beside the price {where}.",
        "Check ten bills a month against the price that was shown {where}.",
    ),
    Aspect(
        "one-owner",
        "One owner",
        "accountability",
        "Does one named person see each request {where} through to its end?",
        "one person took the request and finished it",
        "Write a name beside every open request {where}.",
        "Read the list of open requests {where} aloud at each change of shift.",
    ),
    Aspect(
        "no-repeat",
        "Not asked twice",
        "ease",
        "Can a guest get help {where} without giving the same details twice?",
        "no detail had to be given again",
        "Carry the guest's details over into the form that is used {where}.",
        "Remove one field a month from the form {where}.",
    ),
    Aspect(
        "promises",
        "Promises kept",
        "accountability",
        "Is what was promised to a guest {where} done by the hour that was named?",
        "the promise was kept to the hour",
        "Log every promise made {where} with the hour it is due.",
        "Ring the guest {where} before the hour passes whenever a promise will be late.",
    ),
    Aspect(
        "easy-to-find",
        "Easy to find",
        "ease",
        "Can a first-time guest find what is needed {where} without asking anybody?",
        "a first-time guest found it without help",
        "Walk the way of a new guest {where} and move three signs.",
        "Ask five first-time guests a month what they looked for {where}.",
    ),
    Aspect(
        "access",
        "Step-free use",
        "ease",
        "Can a guest with limited sight or mobility do everything {where} without a helper?",
        "the task could be done alone",
        "Clear the step-free way {where} and mark it.",
        "Invite a guest with a wheelchair to try everything {where} twice a year.",
        physical=True,
    ),
    Aspect(
        "in-order",
        "Clean and in order",
        "competence",
        "Is everything that a guest sees or touches {where} clean, complete and in working order?",
        "all things seen were clean, complete and working",
        "Walk the list of things to check {where} twice a day.",
        "Photograph the three worst corners {where} each Monday.",
        physical=True,
    ),
    Aspect(
        "needs",
        "Needs asked",
        "care",
        "Is every guest asked about special needs {where}, and are the answers acted upon?",
        "needs were asked for and met",
        "Put one open question about needs into the script {where}.",
        "Pass each need that is told {where} on to the next shift in writing.",
    ),
    Aspect(
        "wait",
        "Wait",
        "ease",
        "How many minutes does a guest wait {where} for somebody's full attention?",
        "the wait was under five minutes",
        "Open a second position {where} from 17:00 to 19:00.",
        "Tell waiting guests {where} how long it will be, and offer a seat.",
        "wait",
    ),
    Aspect(
        "answers",
        "Right answers",
        "competence",
        "Are three ordinary questions that guests ask {where} answered correctly by whoever is there?",
        "all three answers were right",
        "Write the twenty questions that guests ask {where} on one page.",
        "Ask one colleague a day one of the twenty questions {where}.",
    ),
    Aspect(
        "authority",
        "Help on the spot",
        "recovery",
        "Can the person on duty {where} put a small fault right without a manager?",
        "the first person put it right",
        "Give everybody who works {where} a sum to spend without asking.",
        "Tell the team each week what was put right {where} and at what cost.",
    ),
    Aspect(
        "apology",
        "A real apology",
        "recovery",
        "After a fault {where}, does somebody say sorry for that very thing?",
        "the apology named what had gone wrong",
        "Practise three apologies {where} that name the fault.",
        "Read the apologies that were written {where} once a month.",
        "case",
    ),
    Aspect(
        "news",
        "News unasked",
        "communication",
        "Does a guest who waits for something {where} hear how it stands before having to ask?",
        "news came before the guest asked",
        "Give every open request {where} a time for the next news.",
        "Count how often guests {where} had to ask, and show the number.",
    ),
    Aspect(
        "discretion",
        "Discretion",
        "care",
        "Are names, room numbers and payments {where} kept from strangers?",
        "nothing private could be heard or read",
        "Turn the screens and lower the voices {where}.",
        "Stand as a stranger {where} for an hour a month and note what can be overheard.",
    ),
    Aspect(
        "languages",
        "Languages",
        "competence",
        "Can a guest who speaks only one of the three commonest languages be served {where}?",
        "the guest was served in a language of the guest",
        "List who speaks which language {where} on each shift.",
        "Translate the ten sentences that are needed most {where}.",
    ),
    Aspect(
        "busy-hours",
        "Busy hours",
        "competence",
        "Is a guest at the busiest hour {where} served as well as at a quiet one?",
        "the busy hour was as good as the quiet one",
        "Move one shift {where} to the busiest hour.",
        "Compare the busiest hour {where} with the quietest one each month.",
        physical=True,
    ),
    Aspect(
        "handover",
        "A clean handover",
        "accountability",
        "Does the next colleague know what a guest has told somebody else {where} before?",
        "the next colleague knew",
        "Write each handover {where} in the one log that all open.",
        "Read three handovers {where} a week and ask what was missing.",
    ),
    Aspect(
        "safety",
        "Safety notice",
        "competence",
        "Is the notice with the emergency number and the way out in sight {where}?",
        "the notice was in sight",
        "Hang the notice {where} at eye height.",
        "Check {where} each quarter that the notice is there.",
        "yes-no",
        physical=True,
    ),
    Aspect(
        "kind-close",
        "A kind close",
        "care",
        "Does every contact {where} end by asking whether more is needed?",
        "the contact ended with a question and thanks",
        "Agree on one closing question {where}.",
        "Listen to five endings {where} a week.",
    ),
    Aspect(
        "feedback",
        "Feedback heard",
        "recovery",
        "Is what guests say about their time {where} written down and answered within two days?",
        "the remark was logged and answered",
        "Put the log for remarks {where} beside the till.",
        "Tell guests {where} what was changed because of what they said.",
        "case",
    ),
    Aspect(
        "thoughtful",
        "A thoughtful touch",
        "care",
        "Is there one thing {where} that guests did not expect and will remember?",
        "guests named something unexpected",
        "Let the team {where} choose one surprise a month.",
        "Keep the surprise {where} that guests mention most.",
    ),
]

WHY = [
    "Guests judge the whole house by moments like this one, and they tell others about it.",
    "A guest who has to ask feels like a burden; one who is told feels looked after.",
    "What happens here decides whether a small fault is forgotten or becomes the story of the stay.",
    "Nothing that comes later makes up for the feeling of having been overlooked.",
    "Guests pay for not having to think about it; each doubt costs a little of their trust.",
]

LOOK_FOR = [
    "Watch at least ten cases spread over morning, midday and evening; log the time of each.",
    "Try it yourself as a guest, then ask three guests who have just done the same.",
    "Take the last ten entries of the log and compare them with what the guests say.",
    "Stand where a guest stands for half an hour at the busiest time, and count.",
    "Make three test contacts on different days, one of them in the last hour of service.",
]

EVIDENCE = [
    "log of ten timed cases",
    "pictures of what a guest sees",
    "three test contacts with date and hour",
    "copies of the last ten entries, names removed",
    "notes of five short talks with guests",
]

LOW = [
    "A guest waited beside the counter while two colleagues discussed the rota, and left without having been asked.",
    "The form of last year is still in use, and nobody we asked could say who is to replace it.",
    "One guest told us that she had stopped asking, since each person sent her to another.",
    "The log has no entries after the 3rd, although there were plainly cases on every later day.",
    "We asked twice and were told both times, kindly enough, that this was somebody else's task.",
]
MIDDLE = [
    "It works when the early shift is in charge and hardly ever does after eight in the evening.",
    "Where it was missed, the reason was each time that one person had to be in two places.",
    "Colleagues know what is wanted; what they lack is a moment to do it between two other calls.",
    "The newer members of the team did it without fail, the others when they thought of it.",
    "At the quiet hour we found nothing to remark; at the busy one it was left to chance.",
]
HIGH = [
    "One receptionist remembered a remark of the evening before and had already acted on it.",
    "Two guests mentioned it to us of their own accord before we had asked anything.",
    "The team measures it every week, and the curve of the last six months hangs on the wall.",
    "Even when a coach party arrived early, nobody was left to wonder what would happen next.",
    "Asked why it works, three colleagues independently named the same two rules of the house.",
]

CAUSES = ["people", "process", "policy", "system", "training", "staffing", "premises", "supplier", "template"]
NOT_APPLICABLE = [
    "The house does not offer this at the moment.",
    "No guest had occasion for it in the three days of the visit.",
    "This is run by another firm under its own name.",
]
NOT_OBSERVED = [
    "The visit ended at 21:00, before the case could come up.",
    "The log that we asked for had not reached us by the end.",
    "Nobody who could have shown it was on duty.",
]
REPLIES = [
    "Agreed. The rota has been changed from the first of next month.",
    "We see this differently, but will watch it for a quarter and report.",
    "Thank you. The page has been rewritten since, and two guests have read it.",
]
