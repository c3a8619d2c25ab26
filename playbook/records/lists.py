"""The lists that the business sees, in the order in which a newcomer should meet them.

Record types that are read together share a list, with a column that says which is which
(docs/decisions/0013-twenty-lists.md).
"""

from playbook.fields import ListOf

CHANGE_REQUESTS = ListOf(
    "Change requests", "One row for each change: what is asked, and where it stands."
)
DECISIONS = ListOf(
    "Decisions", "Who approved or declined which version, on which conditions, and what was added."
)
STAKEHOLDERS = ListOf("Stakeholders", "Who is affected, how much, and what they need to hear.")
COMMUNICATIONS = ListOf("Communications", "Who is told what, when, where and by whom.")
WAVES = ListOf("Waves", "Who changes when, and what they are told.")
TRAINING = ListOf("Training plan", "Who learns what, how and when, and who helps them.")
RISKS = ListOf("Risks", "What could disrupt the business, and what is done.")
ROLLBACKS = ListOf("Rollback plans", "When and how each change is taken back.")
MEASURES = ListOf("Measures", "What is measured, by whom, and from where it began.")
CONCERNS = ListOf("Questions and problems", "What people asked and reported.")
ITEMS = ListOf("Action items", "Who does what by when.")
SURVEYS = ListOf("Surveys", "Which surveys were asked where, and until when.")
ANSWERS = ListOf("Survey answers", "What each person answered.")
REVIEWS = ListOf("Reviews", "What was measured and found once people work the new way.")
CALENDAR = ListOf("Calendar", "Days on which the office is closed, and days without changes.")
SETTINGS = ListOf("Settings", "Who, which channel and which approval counts for every change.")
PEOPLE = ListOf("People", "Everybody whom Cutover talks to, and where.")
HISTORY = ListOf("History", "What was done or tried, by whom, and when. Rows are only ever added.")
POSTS = ListOf("Posts", "Every message that Cutover sent or means to send.")
MAILINGS = ListOf("Mailings", "Who was told what one to one, fifty people a row.")
