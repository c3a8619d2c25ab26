"""How people ask for a tool in English."""

import re

from playbook.why.products import PRODUCTS
from playbook.why.tongue import Tongue
from playbook.why.wording import END, spaced, words


def _pattern(told: str) -> re.Pattern[str]:
    return spaced(rf"(?:{told}){END}")


_WHO = (
    r"(?:we(?: all)?|i|they|everyone|everybody|management|sales|accounting|operations|production"
    r"|finance|reception|dispatch|purchasing|marketing"
    r"|(?:the|our|my) (?:\w{1,20} )?(?:office|company|team|staff|business|client|owner|boss"
    r"|management|department|branch|clinic|shop|store|firm|warehouse|users?|employees))"
)
_SURELY = r"(?: (?:really|just|also|now|all|urgently|desperately|clearly|definitely|badly))?"
_GET = (
    r"(?:get|buy|purchase|acquire|have|install|implement|deploy|adopt|introduce|roll out|use"
    r"|start using|replace|upgrade|upgrade to|modernize|change|invest in|set up|put in(?: place)?"
    r"|bring in|go with|subscribe to|try|build|develop|launch|standardi[sz]e on"
    r"|(?:move|migrate|switch|transition|convert|go)"
    r"(?: (?:everything|everyone|(?:the|our|all) \w{1,20}))?(?: over)? (?:to|onto|into))"
)
_GETTING = (
    r"(?:getting|buying|purchasing|acquiring|installing|implementing|deploying|adopting"
    r"|introducing|rolling out|replacing|upgrading(?: to)?|modernizing|investing in|setting up"
    r"|bringing in|subscribing to|building|launching|standardi[sz]ing on"
    r"|(?:moving|migrating|switching|transitioning|converting|going)"
    r"(?: (?:everything|everyone|(?:the|our|all) \w{1,20}))?(?: over)? (?:to|onto|into))"
)
_TOOLS = (
    r"(?:software|systems?|platforms?|tools?|apps?|applications?|crm|erp|mrp|pos|servers?|laptops?"
    r"|computers?|pcs?|workstations?|printers?|scanners?|tablets?|phones?|licen[cs]es?"
    r"|subscriptions?|solutions?|technolog(?:y|ies)|tech|portals?|databases?|websites?|cloud|ai"
    r"|chatbots?|dashboards?|intranet|firewalls?|vpn|antivirus|mfa|sso|modules?|plug-?ins?"
    r"|hardware|wi-?fi|voip|switches|routers?|automation|bots?)"
)
_MODAL = (
    r"(?:(?:needs?|wants?|has|have|had better|plans?|hopes?|wish|ought|decided|have decided"
    r"|are going|are planning|are looking|am going|am planning|would like|'d like|would love) to"
    r"|should|must|will|'ll|could|can|had better|'d better)"
)

_LEAD_IN = spaced(
    r"(?:(?:so|well|ok|okay|hi|hello|basically|honestly|frankly|simply put|in short|because|first"
    r"|now|currently|right now|going forward|moving forward|obviously|clearly"
    r"|(?:this|next) (?:year|quarter|spring|summer|fall|winter|month)|in 20\d\d"
    r"|as a (?:company|team|business)|at the end of the day|to be honest)\b,?"
    r"|(?:i|we) (?:think|believe|feel|know)(?: that)?"
    r"|it (?:is|'s) (?:important|worth)(?: to)? (?:note|noting|mention)(?: that)?"
    r"|it should be noted that"
    r"|(?:the|our|my) (?:main |first )?(?:reason|goal|objective|plan|idea|aim|purpose|priority)"
    r"(?: (?:of|for|behind) (?:this|the) (?:project|change|request))?"
    rf" is(?: (?:that|because|to))?){END}\s{{0,9}}"
)
_WISH = _pattern(
    rf"{_WHO}{_SURELY}(?: |(?='))"
    r"(?:needs?|wants?|would like|would love|'d like|requires?|could use|must have|should have"
    r"|(?:are|am|'re|'m) looking for|deserves?)"
    r"|(?:please )?(?:get|give) us|time for|it(?: is|'s) time for|in need of|need"
    r"|there(?: is|'s) an? (?:\w{1,15} )?need for"
)
_ACQUIRING = _pattern(
    rf"{_WHO}{_SURELY}(?: |(?=')){_MODAL}{_SURELY} {_GET}"
    rf"|{_WHO}(?: are| am|'re|'m| plan on| are (?:planning|thinking) (?:on|of|about))"
    rf"{_SURELY} {_GETTING}"
    rf"|(?:it is |it's |it would be |would be |it's about )?(?:high |about )?"
    rf"(?:time|great|good|nice|best|better|helpful|important|necessary)"
    rf"(?: for us)? to(?: finally)? {_GET}"
    r"|(?:please |let's )?(?:get|put) (?:everyone|everybody|everything|us all|the \w{1,20})"
    r" (?:on|onto|in)"
    rf"|(?:please |let's |let us )?{_GET}"
    rf"|{_GETTING}"
    r"|(?:the |a |an |our )?(?:implementation|purchase|acquisition|deployment|adoption|rollout"
    r"|roll-out|installation|introduction|replacement|upgrade) of"
    r"|(?:the |a |our )?(?:move|migration|switch|transition|upgrade) to"
)
_TOOL = re.compile(rf"(?:(?i:{_TOOLS})|{PRODUCTS})(?!\w)")
_PROMISE = re.compile(
    rf"(?i:an?|the|some) (?i:new|better|modern|proper|real)(?: [\w-]{{1,20}}){{0,2}}?"
    rf" (?i:{_TOOLS})(?: [\w-]{{1,20}})?? (?i:will|would|could|can|is going to)(?!\w)"
    rf"|(?:{PRODUCTS}) (?i:will|would|could|can) (?i:let|allow|give|help|enable|make|save|solve"
    r"|bring|provide|be)(?!\w)"
)
_STOP = words(
    """
    to of in for on with from at by that who which and when so because how what where why if
    than about into onto before after until is are was were will would can instead since
    through without under over not
    """
)
_KNOWN = words("the our this these those that my your their")
_NEW = words(
    """
    new newer better modern another different proper faster real own bigger second
    """
)
_CONDITION = re.compile(
    r"\s{1,9}to (?:work|be|stay|run|stop|start|sync|open|load|keep|print|last|hold|talk|connect"
    r"|send|respond|answer|remain|show)(?!\w)"
)
_COST = spaced(
    r"(?: (?!because|that|which|who|and|so|since|as)[\w'-]{1,20}){0,4}"
    rf" (?:takes?|took|costs?|means?|fails?|failed|breaks?|loses?){END}"
)

ENGLISH = Tongue(
    lead_in=_LEAD_IN,
    wish=_WISH,
    acquiring=_ACQUIRING,
    promise=_PROMISE,
    tool=_TOOL,
    stop=_STOP,
    known=_KNOWN,
    new=_NEW,
    condition=_CONDITION,
    cost=_COST,
)
