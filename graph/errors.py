"""What can go wrong between us and Microsoft Graph.

    GraphFault
    ├── Unavailable   throttled, busy, unreachable or too slow: later, the same may work
    ├── Forbidden     the app lacks a permission or a grant
    │   └── NoToken   the app has no valid credential
    ├── NotFound      there is no such site, list, row, person or app
    │   └── NoList    the site has not the list that records of a type are kept in
    └── Rejected      Graph refused this request, and would refuse it again

What is expected to happen in normal use, such as a row that somebody else changed meanwhile, is
a value (`graph.lists.Result`), not a fault. Exceptions of httpx, kiota and azure-identity are
translated into these in one place, `graph.answers`, and get no further.
"""


class GraphFault(Exception):
    """Graph did not do what it was asked."""


class Unavailable(GraphFault):
    """Graph cannot do it now.

    `after` is the number of seconds that Graph asked us to wait (docs/platform.md#throttling),
    None where it named none. `perhaps_done` says that the request may have been carried out
    all the same, as after a timeout or a 504.
    """

    def __init__(
        self, reason: str, *, after: float | None = None, perhaps_done: bool = False
    ) -> None:
        super().__init__(reason)
        self.after = after
        self.perhaps_done = perhaps_done


class Forbidden(GraphFault):
    """Graph knows us, or does not, and lets us do no such thing."""


class NoToken(Forbidden):
    """Entra gives us no token: tenant, app id or secret are wrong."""


class NotFound(GraphFault):
    """There is nothing at that address."""


class NoList(NotFound):
    """A list is not there: it was never provisioned, or somebody deleted it."""


class Rejected(GraphFault):
    """Graph refused the request itself: `status`, and `code` and `message` of its error body."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code
        self.message = message
