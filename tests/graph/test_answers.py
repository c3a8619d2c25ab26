"""Nothing foreign gets past the seam (graph.errors)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import azure.core.exceptions
import httpx
import kiota_http._exceptions
import pytest
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError
from azure.identity import CredentialUnavailableError
from kiota_abstractions.api_error import APIError

from graph.answers import (
    FOREIGN,
    Answer,
    fault_of,
    is_changed,
    is_taken,
    retry_after,
    translated,
)
from graph.errors import Forbidden, GraphFault, NotFound, Rejected, Unavailable


def classes_of(*modules: object) -> Iterator[type[Exception]]:
    for module in modules:
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, Exception):
                yield found


ALL_FOREIGN = sorted(
    {*classes_of(httpx, azure.core.exceptions, kiota_http._exceptions), APIError},  # noqa: SLF001
    key=lambda found: f"{found.__module__}.{found.__qualname__}",
)


def error_of(kind: type[Exception]) -> Exception:
    error = kind.__new__(kind)
    Exception.__init__(error, "gone")
    if isinstance(error, APIError):
        error.message, error.response_status_code, error.response_headers = "gone", 503, None
    # azure-core's own errors are made from a response, and read it to say what they are.
    vars(error).update(message="gone", _error_format="")
    return error


@pytest.mark.parametrize("kind", ALL_FOREIGN, ids=lambda kind: kind.__name__)
def test_every_exception_of_the_libraries_becomes_a_fault_of_ours(kind: type[Exception]) -> None:
    assert issubclass(kind, FOREIGN)
    assert isinstance(translated(error_of(kind)), GraphFault)


@pytest.mark.parametrize(
    ("error", "perhaps_done"),
    [
        (httpx.ConnectError("refused"), False),
        (httpx.ConnectTimeout("slow"), False),
        (httpx.PoolTimeout("crowded"), False),
        (ServiceRequestError("issuer unreachable"), False),
        (httpx.ReadTimeout("slow"), True),
        (httpx.ReadError("reset"), True),
        (httpx.WriteError("reset"), True),
        (httpx.RemoteProtocolError("disconnected"), True),
        (TimeoutError(), True),
        (ConnectionResetError(), True),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_was_perhaps_done_is_told_apart(error: Exception, perhaps_done: bool) -> None:
    fault = translated(error)
    assert isinstance(fault, Unavailable)
    assert fault.perhaps_done is perhaps_done


@pytest.mark.parametrize("kind", [ClientAuthenticationError, CredentialUnavailableError])
def test_a_credential_that_is_refused_is_forbidden(kind: type[Exception]) -> None:
    assert isinstance(translated(kind("no")), Forbidden)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Rejected), (401, Forbidden), (403, Forbidden), (404, NotFound), (409, Rejected),
        (413, Rejected), (423, Unavailable), (429, Unavailable), (500, Unavailable),
        (501, Rejected), (502, Unavailable), (503, Unavailable), (504, Unavailable),
    ],
)  # fmt: skip
def test_a_refusal_is_the_fault_that_its_status_says(status: int, kind: type[GraphFault]) -> None:
    assert type(fault_of(Answer(status))) is kind


def test_only_a_throttled_request_was_certainly_not_carried_out() -> None:
    faults = {status: fault_of(Answer(status)) for status in (429, 500, 503, 504)}
    told = {s: f.perhaps_done for s, f in faults.items() if isinstance(f, Unavailable)}
    assert told == {429: False, 500: True, 503: True, 504: True}


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2),
        ({"retry-after": "2.128"}, 2.128),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "5", "ratelimit-reset": "31"}, 31),
        ({"ratelimit-reset": "3"}, 3),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00"}, 0),
        ({}, None),
    ],
)
def test_the_wait_is_read_in_whole_seconds_in_fractions_and_as_a_date(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry_after(headers) == seconds


def test_a_date_to_come_is_a_wait_until_then() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    wait = retry_after({"retry-after": date})
    assert wait is not None
    assert 3000 < wait <= 3600


def said(status: int, code: str, message: str = "") -> Answer:
    return Answer(status, body={"error": {"code": code, "message": message}})


def test_a_unique_violation_is_known_by_both_its_wordings() -> None:
    words = "One or more fields with unique constraints already has the provided value."
    assert is_taken(said(400, "invalidRequest", words))
    assert is_taken(said(409, "nameAlreadyExists", "duplicate values were found in the field"))
    assert not is_taken(said(400, "invalidRequest", "The field name is not recognized."))
    assert not is_taken(Answer(400, body="<html>"))


def test_a_changed_row_is_known_by_all_its_shapes() -> None:
    assert is_changed(said(412, "resourceModified"))
    assert is_changed(said(409, "resourceModified"))
    assert is_changed(said(404, "itemNotFound"))
    assert not is_changed(said(409, "nameAlreadyExists"))
