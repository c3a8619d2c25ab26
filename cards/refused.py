"""Refusals in words: why nothing was changed, who can act, and what the person can do."""

from cards.phases import names_of
from cards.words import _, count
from playbook.outcome import Reason, Refusal
from playbook.records import Phase


def title(refusal: Refusal) -> str:
    """What the refusal is about, in one line; never an accusation."""
    match refusal.reason:
        case Reason.NO_SUCH_RECORD:
            return _("This is not in the lists any more")
        case Reason.NOT_ACCEPTED:
            return _("This could not be saved")
        case Reason.REASON_MISSING:
            return _("A reason is still needed")
        case Reason.COMMENT_TOO_LONG:
            return _("The comment is too long")
        case Reason.VERSION_CHANGED | Reason.BEING_REWORKED:
            return _("The request was edited in the meantime")
        case Reason.ALREADY_DECIDED | Reason.NOT_WAITING | Reason.NOT_NEEDED | Reason.BEFOREHAND:
            return _("No decision is waiting here")
        case Reason.NOT_YOUR_TURN:
            return _("You are asked a little later")
        case Reason.EXPIRED:
            return _("The time for a decision is over")
        case Reason.CANCELLED:
            return _("This change was cancelled")
        case Reason.NOTHING_TO_WITHDRAW:
            return _("There is no decision of yours here")
        case Reason.RESTED_UPON:
            return _("Others have acted on your decision")
        case Reason.REVIEW_OWED:
            return _("Somebody has to look back first")
        case Reason.NOTHING_TO_REVIEW:
            return _("There is nothing to look back at")
        case Reason.A_TEMPLATE:
            return _("This is a template")
        case Reason.NOT_IN_DOUBT:
            return _("This was settled already")
        case Reason.NO_SUCH_STEP:
            return _("The change stands somewhere else now")
        case Reason.NOT_READY:
            return _("Something is still missing")
        case Reason.NOT_FROM_HERE:
            return _("The wave stands somewhere else now")
        case Reason.WAVE_GONE:
            return _("This wave is not in the plan any more")
        case Reason.TEXT_MISSING:
            return _("Nothing was written yet")
        case Reason.TEXT_TOO_LONG:
            return _("That is too long")
        case Reason.ALREADY_ANSWERED:
            return _("This was answered already")
        case Reason.SURVEY_NOT_OPEN:
            return _("The survey is not open yet")
        case Reason.SURVEY_CLOSED:
            return _("The survey is closed")
        case _:
            return _("This is for somebody else to do")


def sentences(refusal: Refusal, since: str = "") -> tuple[str, str]:
    """Why, who can act, and that nothing was lost. `since` is when a survey closed or opens."""
    told = _why(refusal).format(
        who=names_of(refusal.can_act) or _("the coordinator"),
        phase=_(refusal.phase or Phase.DRAFT),
        limit=count(refusal.limit),
        change=refusal.change,
        since=since or _("another day"),
    )
    return told[:1].upper() + told[1:], _("Nothing was changed.")


def _why(refusal: Refusal) -> str:
    match refusal.reason:
        case Reason.NOT_AN_APPROVER | Reason.VERSION_CHANGED | Reason.BEING_REWORKED:
            return _about_decisions(refusal.reason)
        case Reason.NOT_WAITING | Reason.ALREADY_DECIDED:
            return _about_decisions(refusal.reason)
        case Reason.NOT_YOUR_TURN | Reason.NOT_NEEDED | Reason.EXPIRED | Reason.CANCELLED:
            return _about_time(refusal.reason)
        case Reason.DELEGATION_OVER | Reason.LEFT | Reason.OWN_REQUEST:
            return _about_deciders(refusal.reason)
        case Reason.NOT_YOURS_TO_HAND_OVER:
            return _about_deciders(refusal.reason)
        case Reason.NOTHING_TO_WITHDRAW | Reason.RESTED_UPON:
            return _about_withdrawals(refusal.reason)
        case Reason.REVIEW_OWED | Reason.NOT_YOURS_TO_REVIEW | Reason.NOTHING_TO_REVIEW:
            return _about_hindsight(refusal.reason)
        case Reason.BEFOREHAND:
            return _(
                "It follows a template that {who} approved beforehand, so nobody decides on it any"
                " more."
            )
        case Reason.A_TEMPLATE:
            return _(
                "Nothing is rolled out from a template. Start a change from it, and that one can"
                " go on."
            )
        case Reason.NOT_READY | Reason.NOT_YOURS_TO_PAUSE | Reason.NOT_FROM_HERE:
            return _about_waves(refusal.reason)
        case Reason.WAVE_GONE:
            return _about_waves(refusal.reason)
        case Reason.TEXT_MISSING | Reason.TEXT_TOO_LONG:
            return _about_words(refusal.reason)
        case Reason.NOT_YOURS_TO_ANSWER | Reason.ALREADY_ANSWERED:
            return _about_words(refusal.reason)
        case Reason.SURVEY_NOT_OPEN | Reason.SURVEY_CLOSED:
            return _about_surveys(refusal.reason)
        case _:
            return _about_rows(refusal)


def _about_rows(refusal: Refusal) -> str:
    """What somebody wanted to write, and may not, or not like this."""
    about_row = bool(refusal.about)
    return {
        Reason.NOT_YOURS_TO_EDIT: _(
            "This request can be edited by {who}. Tell them what should change."
        ),
        Reason.NOT_YOURS_TO_MOVE: _("This can be done by {who}. Tell them what you need.")
        if about_row
        else _("This change can be moved on by {who}. Tell them what you need."),
        Reason.REASON_MISSING: _(
            "Please say in a few words why, then press again. Others will act on it."
        ),
        Reason.COMMENT_TOO_LONG: _("{limit} characters fit. Shorten it, then press again."),
        Reason.NO_SUCH_STEP: _(
            "It stands at “{phase}”, and this cannot be done from there. Open it again to see"
            " what can."
        ),
        Reason.NO_SUCH_RECORD: _("This was removed from the list. Perhaps {who} knows why.")
        if about_row
        else _("{change} was removed from the list. Perhaps {who} knows why."),
        Reason.NOT_YOURS_TO_RESOLVE: _("{who} can say whether this message arrived."),
        Reason.NOT_YOURS_TO_SET_UP: _(
            "{who} can change who does what here. Tell them what should change."
        ),
        Reason.NOT_IN_DOUBT: _("Somebody has said already what became of this message."),
        Reason.NOT_ACCEPTED: _(
            "The list did not accept it as it was. Please do it once more; if it happens again,"
            " tell whoever looks after Cutover."
        ),
        Reason.OUTSIDER: _(
            "Cutover is for people of this organisation. Ask {who} to name you in a change."
        ),
    }[refusal.reason]


def _about_decisions(reason: Reason) -> str:
    match reason:
        case Reason.NOT_AN_APPROVER:
            return _("The decision belongs to {who}.")
        case Reason.VERSION_CHANGED:
            return _(
                "Your card showed an earlier version, so nothing was decided. The version that"
                " stands now has a card of its own."
            )
        case Reason.BEING_REWORKED:
            return _(
                "{who} is still working on it. You are asked again as soon as the new version"
                " is sent."
            )
        case Reason.NOT_WAITING:
            return _("The change stands at “{phase}”. {who} can send it for a decision.")
        case _:
            return _(
                "You decided on this version before, and that decision stands. To change course,"
                " ask {who} to send a new version."
            )


def _about_time(reason: Reason) -> str:
    match reason:
        case Reason.NOT_YOUR_TURN:
            return _("{who} decides first. You get a message of your own when it is your turn.")
        case Reason.NOT_NEEDED:
            return _("It was decided by the others before you pressed, and that decision stands.")
        case Reason.EXPIRED:
            return _(
                "Nobody decided by the last day that was chosen, so it is a draft again. {who} can"
                " choose another day and send it once more."
            )
        case _:
            return _("There is nothing to decide on any more. {who} can reopen it.")


def _about_deciders(reason: Reason) -> str:
    match reason:
        case Reason.DELEGATION_OVER:
            return _(
                "You decide in the place of {who} only on the days that were agreed, and today is"
                " none of them."
            )
        case Reason.OWN_REQUEST:
            return _(
                "You asked for this change yourself, so you do not decide on it in somebody else’s"
                " place. {who} decides."
            )
        case Reason.NOT_YOURS_TO_HAND_OVER:
            return _("Who decides for {who} is for {who} to say. Tell them what you need.")
        case _:
            return _(
                "Somebody who has left the organisation does not decide any more. {who} can name"
                " somebody else."
            )


def _about_withdrawals(reason: Reason) -> str:
    match reason:
        case Reason.NOTHING_TO_WITHDRAW:
            return _("You have not decided on this version, so there is nothing to take back.")
        case _:
            return _(
                "The change has gone on since, so your decision stays on the record. {who} can"
                " pause it or send a new version."
            )


def _about_hindsight(reason: Reason) -> str:
    match reason:
        case Reason.REVIEW_OWED:
            return _(
                "It was approved as an emergency, and {who} has yet to look back at it. After that"
                " it can be closed."
            )
        case Reason.NOT_YOURS_TO_REVIEW:
            return _("Looking back at this emergency is for {who}.")
        case _:
            return _("There is no emergency here that anybody has to look back at.")


def _about_waves(reason: Reason) -> str:
    match reason:
        case Reason.NOT_READY:
            return _("Nobody can be told of this wave before this is there:")
        case Reason.NOT_YOURS_TO_PAUSE:
            return _(
                "It was agreed beforehand that {who} decides on this. Tell them what you have seen;"
                " they can do it at once."
            )
        case Reason.NOT_FROM_HERE:
            return _("The wave has moved on since your card was drawn. This is how it stands now.")
        case _:
            return _(
                "Somebody removed the wave that this card was about. {who} can tell you what"
                " counts now."
            )


def _about_words(reason: Reason) -> str:
    match reason:
        case Reason.TEXT_MISSING:
            return _("Please write a few words, then send it.")
        case Reason.TEXT_TOO_LONG:
            return _("{limit} characters fit. Shorten it, then send it again; nothing is lost.")
        case Reason.NOT_YOURS_TO_ANSWER:
            return _("{who} can answer this. Tell them what you know.")
        case _:
            return _("{who} answered before you, and that answer was sent.")


def _about_surveys(reason: Reason) -> str:
    match reason:
        case Reason.SURVEY_NOT_OPEN:
            return _("On {since} it opens. Please come back then.")
        case _:
            return _("On {since} it closed. What you still want to say, tell {who}.")
