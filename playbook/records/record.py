"""What every row has."""

from typing import Annotated, ClassVar

from pydantic import BaseModel

from playbook.fields import Kept, ListOf


class Record(BaseModel, frozen=True, extra="forbid"):
    """A row. `key` is unique in its list and never changes."""

    KEPT_IN: ClassVar[ListOf]
    key: Annotated[str, Kept("Key", indexed=True, unique=True)]


class PlanRow(Record, frozen=True):
    """A row that belongs to one change. `key` begins with the change's."""

    change: Annotated[str, Kept("Change", indexed=True)]
