"""The words people read: one seam for translation, numbers and dates.

Every string that a person sees passes through `_` (or `counted`). English is the message id;
another language is a catalogue `locale/<language>/LC_MESSAGES/cutover.mo` beside this module.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

ENGLISH = "en-CA"
_DOMAIN = "cutover"
_LOCALE_DIR = Path(__file__).parent / "locale"
_YEAR = re.compile(r",? ?y+")
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language (`fr-CA`) inside the block; an empty one changes nothing.

    Where its words are not translated, English is spoken with English dates, not a mixture.
    """
    token = _language.set(_spoken(language) if language else _language.get())
    try:
        yield
    finally:
        _language.reset(token)


def language() -> str:
    """The language being spoken, as a BCP 47 tag."""
    return _language.get()


def _(message: str) -> str:
    """The message in the language being spoken."""
    return _catalogue(_language.get()).gettext(message)


def counted(one: str, many: str, number: int) -> str:
    """The form of the message that goes with a number; `{n}` in it becomes the number."""
    return _catalogue(_language.get()).ngettext(one, many, number).format(n=count(number))


def count(number: int) -> str:
    """A number, grouped as people write it: 1,204."""
    return format_decimal(number, locale=_locale(_language.get()))


def day(when: date, today: date) -> str:
    """A day in words: "Thursday, March 5", with the year where it is not this year."""
    locale = _locale(_language.get())
    pattern = str(locale.date_formats["full"])
    if when.year == today.year:
        pattern = _YEAR.sub("", pattern)
    return format_date(when, pattern, locale=locale)


def brief(when: date, today: date) -> str:
    """A day in few words: "March 5", with the year where it is not this year."""
    locale = _locale(_language.get())
    if when.year == today.year:
        return format_skeleton("MMMMd", when, locale=locale)
    return format_date(when, "long", locale=locale)


def days(first: date, last: date, today: date) -> str:
    """Days in a row, in few words: "March 9 to March 13"; one day is "March 9"."""
    if first == last:
        return brief(first, today)
    return _("{first} to {last}").format(first=brief(first, today), last=brief(last, today))


def moment(when: datetime, zone: str, now: datetime) -> str:
    """A day and time in words: "Thursday, March 5 at 9:00 a.m."; `zone` is an IANA name."""
    here = when.astimezone(ZoneInfo(zone))
    time = format_time(here, "short", tzinfo=here.tzinfo, locale=_locale(_language.get()))
    return _("{day} at {time}").format(
        day=day(here.date(), now.astimezone(ZoneInfo(zone)).date()),
        time=" ".join(time.split()),
    )


def window(first: date | None, last: date | None) -> str:
    """A window of days in words, with its year: "Monday, April 13 to Friday, April 24, 2026"."""
    if first is None or last is None:
        known = first or last
        return day(known, date.min) if known else ""
    if first == last:
        return day(last, date.min)
    return _("{first} to {last}").format(
        first=day(first, today=last), last=day(last, today=date.min)
    )


def listed(names: list[str]) -> str:
    """Names as one reads them out: "Julie Chen, Alex Novak or Marie Tremblay"."""
    if len(names) < 2:
        return "".join(names)
    return _("{all_but_last} or {last}").format(all_but_last=", ".join(names[:-1]), last=names[-1])


@cache
def _spoken(language: str) -> str:
    """The language itself where it has a catalogue, then its base language, then English."""
    for tag in (language, language.partition("-")[0]):
        if gettext.find(_DOMAIN, _LOCALE_DIR, [tag.replace("-", "_")]):
            return tag
    return ENGLISH


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _LOCALE_DIR, [language.replace("-", "_")], fallback=True)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")
