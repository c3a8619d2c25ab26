"""2,000 people told one to one in simulated time, on a good day and on bad ones.

The worker, its journal and the pace are the product's; Teams is hand-written, keeps the windows
of docs/platform.md#rates, and answers after some tenths of a second.
"""

from random import Random

from structlog import configure, make_filtering_bound_logger

from tests.bench.rows import Row, at_least, at_most, told
from tests.delivery.soak import Soak, soaked
from tests.delivery.teams import BAD

PEOPLE = 2000
BAD_DAYS = 3
LIVES = 8
"""Processes that are ended on each bad day, before one that lives on."""
ERROR = 40


def measure() -> list[Row]:
    """The rows of the soak; takes half a minute of real time."""
    configure(wrapper_class=make_filtering_bound_logger(ERROR))
    good = soaked(PEOPLE, seed=0, met=PEOPLE)
    bad = [_bad_day(seed) for seed in range(BAD_DAYS)]
    return [
        at_least("main", "2,000 people, simulated: told a second", good.rate, "people", 45),
        at_most("main", "2,000 people, simulated: answered with 429", good.throttled, "times", 0),
        *_wronged("2,000 people, simulated", [good]),
        *_wronged(f"{BAD_DAYS} bad days of 2,000 people, simulated", bad),
        told("main", "bad days: listed as in doubt", sum(day.unknown for day in bad), "people"),
        told("main", "bad days: refused by Teams", sum(day.refused for day in bad), "people"),
    ]


def _bad_day(seed: int) -> Soak:
    random = Random(seed)  # noqa: S311 - makes days, guards nothing
    kills = [random.uniform(0, 1.5), *(random.uniform(0, 12) for _ in range(LIVES - 1))]
    return soaked(PEOPLE, seed=seed, met=PEOPLE // 2, weather=BAD, kills=kills)


def _wronged(what: str, days: list[Soak]) -> list[Row]:
    return [
        at_most("main", f"{what}: {name}", sum(counts), "people", 0)
        for name, counts in (
            ("neither told, refused nor in doubt", [day.missing for day in days]),
            ("told twice", [day.doubled for day in days]),
            ("told according to the lists alone", [day.lost for day in days]),
        )
    ]
