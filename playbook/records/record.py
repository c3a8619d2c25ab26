"""What every row has."""

from typing import Annotated, ClassVar

from pydantic import BaseModel

from playbook.fields import Kept, ListOf


class Record(BaseModel, frozen=True, extra="forbid"):
    """A row. `key` is unique in its list and never changes."""

    KEPT_IN: ClassVar[ListOf]
    CALLED: ClassVar[str]
    """What one row is called, where people choose what to add to a list."""
    FACT: ClassVar[bool] = False
    """A fact's row is only ever appended, under its unique key."""

    key: Annotated[str, Kept("Key", "Names the row; it never changes.", indexed=True, unique=True)]


class PlanRow(Record, frozen=True):
    """A row that belongs to one change. `key` begins with the change's."""

    change: Annotated[str, Kept("Change", "Key of the change, such as CHG-0007.", indexed=True)]
