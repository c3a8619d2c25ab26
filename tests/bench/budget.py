"""Three times the ceiling demanded of Graph for a simulated hour.

The sandbox is the real one, over loopback; only the seconds are simulated, its minutes among them.
The ceiling is the lowest that there may be, about a quarter of the default, so that an hour's
rows can be written in two minutes of real time. Batches are as large as ever, and weigh the more.
"""

from tests.bench.rows import Row, at_most, told
from tests.graph.overload import overloaded

MINUTES = 60
CEILING = 200
TIMES = 3.0


def measure() -> list[Row]:
    """The rows of the overload; takes some two minutes of real time."""
    hour = overloaded(MINUTES, ceiling=CEILING, times=TIMES)
    what = f"{TIMES:g} times {CEILING} units a minute for a simulated hour"
    return [
        told("lists", f"{what}: rows demanded", hour.demanded, "rows"),
        at_most("lists", f"{what}: lost", hour.lost, "rows", 0),
        at_most("lists", f"{what}: doubled", hour.doubled, "rows", 0),
        at_most("lists", f"{what}: saved out of order", hour.disordered, "commands", 0),
        at_most("lists", f"{what}: worst minute", hour.worst_minute, "units", CEILING),
        at_most("lists", f"{what}: answered with 429", hour.throttled, "times", 0),
        at_most("lists", f"{what}: slowest word to a person", hour.slowest, "s", 3),
        told("lists", f"{what}: presses told “not yet saved”", hour.kept, "presses"),
        told("lists", f"{what}: of so many", hour.presses, "presses"),
        told("lists", f"{what}: oldest reading of the lists", hour.oldest_reading, "s"),
        told("lists", f"{what}: until all was saved", hour.minutes, "minutes"),
    ]
