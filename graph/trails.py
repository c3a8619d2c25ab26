"""What bears witness to each change: its acts and what they tell of, as the lists have them now.

A row that somebody edited by hand counts for nothing else, and here it is what one looks for.
"""

from graph.lists import Lists
from graph.register import Register
from graph.showing import WITNESSES
from playbook.records import ChangeRequest
from playbook.verifying import Trail

_READ = {ChangeRequest.KEPT_IN, *(kind.KEPT_IN for kind in WITNESSES)}


async def read_trails(lists: Lists) -> tuple[Trail, ...]:
    """Read the trail of every change anew, in the order of their numbers.

    :raises GraphFault: if any list could not be read to its end
    """
    register = Register()
    for changes in await lists.changes(dict.fromkeys(_READ)):
        register.apply(changes)
    return tuple(register.trails())
