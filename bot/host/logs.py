"""Structured logs: one line an event, with the correlation id of the press that caused it."""

import logging
import sys

import structlog


def configure(*, machine: bool) -> None:
    """Send our events and the libraries' warnings to standard error.

    `machine`: one JSON object a line; otherwise a line for people to read.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if machine
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.processors.format_exc_info, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(name)s: %(message)s")
    # Broken HTTP is turned away with a 400; one line of ours is enough for it.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
