"""The same browser that the page's tests use, for looking at the icons."""

from tests.browser.conftest import browser

__all__ = ["browser"]
