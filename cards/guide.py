"""What Cutover is for, and what one can say or press."""

from cards import build
from cards.build import CardJson
from cards.payloads import OpenForm, ShowHome
from cards.words import _


def draw(post: str = "") -> CardJson:
    first = _("What Cutover does")
    return build.card(
        first,
        build.heading(first),
        build.text(
            _(
                "Cutover takes an IT change from a request to a decision, tells people of it wave"
                " by wave, and asks how it goes. Every step is a row in your own SharePoint lists."
            )
        ),
        build.text(_("You can press a button, or say it in your own words:"), bold=True),
        build.text(
            _("“We need to move to Microsoft 365” starts a request."), small=True, close=True
        ),
        build.text(_("“Yes” brings up what waits for your decision."), small=True, close=True),
        build.text(
            _("“CHG-0001” or “status” shows where a change stands."), small=True, close=True
        ),
        build.text(_("“Calendar” shows what is coming."), small=True, close=True),
        build.text(_("Anything else brings up your overview."), small=True, close=True),
        build.text(_("Words alone never decide anything; buttons do."), small=True, close=True),
        build.buttons(
            build.button(_("My overview"), ShowHome(post=post), primary=True),
            build.opener(_("Start a change"), OpenForm(post=post)),
        ),
    )
