"""How lists differ from the declarations in what Cutover leaves to people. Pure.

Mending it would take something away that somebody put there, or needs what Graph has not. Labels,
descriptions and the order of choices are people's own, and no difference.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.found import MOST_INDEXES, Found, FoundColumn, FoundList, Repeated
from graph.schema import TITLE, Column, columns_of
from playbook.fields import Kind, ListOf
from playbook.records import LISTS

_MANY = 5
"""So many examples are named of what may be hundreds."""

_HOLDS = {
    "text": "one line of text",
    "choice": "one choice",
    "number": "numbers",
    "dateTime": "dates",
    "boolean": "yes or no",
    "personOrGroup": "people",
    "lookup": "rows of another list",
    "calculated": "the outcome of a formula",
    "currency": "amounts of money",
    "hyperlinkOrPicture": "links",
    "term": "terms",
    "thumbnail": "images",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence: what is so, and who can mend it where.

    `in_the_way` says that Cutover cannot keep its records while it is so.
    """

    sentence: str
    in_the_way: bool = False

    def __str__(self) -> str:
        return self.sentence


def differences(found: Found) -> tuple[Difference, ...]:
    """What people would have to mend, in the order of the lists and their columns."""
    listed = [kept_in for kept_in in LISTS if kept_in in found.lists]
    return tuple(one for kept_in in listed for one in _of_list(found, kept_in))


def _of_list(found: Found, kept_in: ListOf) -> Iterator[Difference]:
    there = found.lists[kept_in]
    for other in found.doubles.get(kept_in, ()):
        yield Difference(
            f"Two lists may be meant by {kept_in.name}: {there.name}, which Cutover uses, and"
            f" {other}. A site owner deletes the one that is not wanted (in Site contents)."
        )
    without_room = there.without_room(kept_in)
    for column in columns_of(kept_in):
        if column.name in without_room:
            yield _without_index(there, column)
        standing = there.columns.get(column.name)
        if standing is not None:
            yield from _of_column(_Place(there, column, standing))


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of ours, as declared and as it stands in its list."""

    kept_in: FoundList
    column: Column
    there: FoundColumn

    def __str__(self) -> str:
        return f"{self.there.label} in {self.kept_in.name}"

    @property
    def clicks(self) -> str:
        return f"the gear, List settings, {self.there.label}"


def _of_column(place: _Place) -> Iterator[Difference]:
    if not place.there.suits(place.column):
        yield _other_type(place)
        return
    repeated = place.kept_in.repeated.get(place.column.name)
    if repeated:
        yield _repeated(place, repeated)
    yield from _refusing(place)
    yield from _harmless(place)


def _other_type(place: _Place) -> Difference:
    return Difference(
        f"{place} holds {_held(place.there)}, and Cutover keeps {_wanted(place.column)} there."
        f" A site owner changes its type ({place.clicks}) or, where that is not offered, deletes"
        " the column; Cutover then makes it anew.",
        in_the_way=True,
    )


def _held(there: FoundColumn) -> str:
    if there.several_lines:
        return "several lines of text"
    if there.several_choices:
        return "several choices"
    return next((words for facet, words in _HOLDS.items() if facet in there.json), "something else")


def _wanted(column: Column) -> str:
    return "several lines of text" if column.kind is Kind.LINES else _HOLDS[column.facet]


def _repeated(place: _Place, repeated: Sequence[Repeated]) -> Difference:
    named = [f"{one.value} in the rows {_listed(one.rows)}" for one in repeated]
    return Difference(
        f"{place} should refuse repeated values, and has {_listed(named, '; ')}. Whoever edits the"
        " list deletes all but one row of each (the column ID shows their numbers).",
        in_the_way=True,
    )


def _refusing(place: _Place) -> Iterator[Difference]:
    """What makes SharePoint refuse a write of ours."""
    if place.there.json.get("readOnly"):
        yield Difference(
            f"{place} cannot be written. No settings show that: whoever made it so by a script"
            " takes it back.",
            in_the_way=True,
        )
    if place.there.unique and not place.column.unique:
        yield Difference(
            f"{place} refuses repeated values, and Cutover writes the same one in several rows."
            f" A site owner sets Enforce unique values to No ({place.clicks}).",
            in_the_way=True,
        )


def _harmless(place: _Place) -> Iterator[Difference]:
    """What people should know of; Cutover does its work all the same, or nearly always."""
    others = [choice for choice in place.there.choices if choice not in place.column.choices]
    if others and place.column.choices:
        yield Difference(
            f"{place} also offers {_listed(others)}, which Cutover does not know: it cannot use"
            " a row that has it, or puts its own choice back. If that is a choice of Cutover's by"
            f" another name, choose Cutover's in those rows; a site owner takes the other away"
            f" ({place.clicks})."
        )
    if place.there.json.get("hidden"):
        yield Difference(
            f"{place} is hidden, so that nobody sees what Cutover writes there. Whoever hid it by a"
            " script shows it again."
        )
    # SharePoint itself makes every Title so.
    if place.there.json.get("required") and place.column.name != TITLE:
        yield Difference(
            f"{place} must be filled in, and Cutover may leave it empty. A site owner sets Require"
            f" that this column contains information to No ({place.clicks})."
        )
    yield from _limits(place)


def _limits(place: _Place) -> Iterator[Difference]:
    formula = (place.there.json.get("validation") or {}).get("formula")
    if formula:
        yield Difference(
            f"{place} is checked by the formula {formula}, which may refuse what Cutover writes. A"
            f" site owner takes it away ({place.clicks}, Column Validation)."
        )
    numbers = place.there.facet("number")
    if numbers.get("minimum") is not None or numbers.get("maximum") is not None:
        yield Difference(
            f"{place} takes only some numbers, and may refuse what Cutover writes. A site owner"
            f" takes the limits away ({place.clicks})."
        )
    if place.there.json.get("defaultValue"):
        yield Difference(
            f"{place} has a default value, which new rows get where Cutover leaves it empty. A site"
            f" owner takes it away ({place.clicks})."
        )
    if place.column.indexed and place.there.several_lines:
        yield Difference(
            f"{place} holds several lines of text, which cannot be indexed: views that filter by it"
            f" fail in a long list. A site owner makes it one line ({place.clicks})."
        )


def _without_index(there: FoundList, column: Column) -> Difference:
    lacks = "cannot refuse repeated values" if column.unique else "has no index"
    return Difference(
        f"{column.label} in {there.name} {lacks}, since the list has its {MOST_INDEXES} indexes"
        " already. A site owner removes one that is not needed (the gear, List settings, Indexed"
        " columns).",
        in_the_way=column.unique,
    )


def _listed(words: Sequence[str], between: str = ", ") -> str:
    rest = len(words) - _MANY
    return between.join(words[:_MANY]) + (f"{between}and {rest} more" if rest > 0 else "")
