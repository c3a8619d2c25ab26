"""Which connector addresses the bot believes in (docs/platform.md#proactive)."""

from dataclasses import dataclass

MICROSOFT = (
    "https://smba.trafficmanager.net/",
    "https://smba.infra.gcc.teams.microsoft.com/",
    "https://smba.infra.gov.teams.microsoft.us/",
)


@dataclass(frozen=True, slots=True)
class ServiceUrls:
    """An allow-list of address prefixes, asked before an address is believed or given a token.

    A stored address may have been edited by hand in a list, so sending asks as well as receiving.

    Raises:
        ValueError: a prefix that does not end its host with a slash, and so would also
            allow `https://host.evil.example/`.
    """

    prefixes: tuple[str, ...] = MICROSOFT

    def __post_init__(self) -> None:
        for prefix in self.prefixes:
            scheme, _, rest = prefix.partition("://")
            if scheme not in {"http", "https"} or not rest.endswith("/") or rest == "/":
                raise ValueError(f"a service address must look like https://host/, not {prefix!r}")

    def allow(self, service_url: str) -> bool:
        """Whether the bot may talk to this address."""
        return f"{service_url.rstrip('/')}/".startswith(self.prefixes)
