"""Items from Wikidata over HTTP, politely: one request at a time, back-off, a name to ask for."""

from __future__ import annotations

import email.utils
import http.client
import json
import platform
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from brief import __version__
from brief.model import BriefError
from brief.terminology.wikidata import Item

URL = "https://www.wikidata.org/w/api.php"
BATCH = 50
"""Items that Wikidata gives in one answer."""

_AGENT = (
    f"brief-site/{__version__} (glossary import; a person runs it) "
    f"Python-urllib/{platform.python_version()}"
)
_ATTEMPTS = 5
_LONGEST_PAUSE = 120.0
_SIZE_LIMIT = 500_000_000
_AGAIN = frozenset({429, 500, 502, 503, 504})
"""Answers after which the same question may well be answered."""
_BUSY = frozenset({"maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryTimeoutError"})
"""The same, as errors in an answer of 200."""


class Unreachable(BriefError):
    """Wikidata does not answer, or not as it should; the text says what to do."""


class _Again(Exception):
    """It may go better next time."""

    def __init__(self, reason: str, pause: float | None = None) -> None:
        super().__init__(reason)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Api:
    """The ``api.php`` of a Wikibase."""

    url: str = URL
    timeout: float = 60.0
    """Seconds for one answer, from the first byte asked to the last byte read."""
    pause: Callable[[float], None] = time.sleep

    def items(self, ids: Collection[str] | None, labels_only: bool = False) -> Iterator[Item]:
        """The items with these `ids`, in as few requests as may be.

        Raises:
            Unreachable: There is no answer, or none that can be used.

        """
        props = "labels" if labels_only else "labels|aliases|descriptions|claims"
        waiting = list(ids or ())
        for start in range(0, len(waiting), BATCH):
            batch = "|".join(waiting[start : start + BATCH])
            yield from self._ask({"ids": batch, "props": props})

    def _ask(self, parameters: Mapping[str, str]) -> list[Item]:
        query = {
            "action": "wbgetentities",
            **parameters,
            "languages": "ja|en|mul",
            "format": "json",
            "maxlag": "5",
        }
        address = f"{self.url}?{urllib.parse.urlencode(query)}"
        pause = 1.0
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._answer(address)
            except _Again as again:
                wait = pause if again.pause is None else again.pause
                if attempt == _ATTEMPTS or wait > _LONGEST_PAUSE:
                    asks = f"; it asks to wait {wait:.0f} s" if wait > _LONGEST_PAUSE else ""
                    tries = f"{attempt} attempt{'' if attempt == 1 else 's'}"
                    message = (
                        f"{self.url} does not answer: {again} ({tries}{asks}); try again later, "
                        "or import a file with --wikidata-dump"
                    )
                    raise Unreachable(message) from again
            self.pause(wait)
            pause *= 2
        raise AssertionError

    def _answer(self, address: str) -> list[Item]:
        """One request.

        Raises:
            _Again: It failed in a way that may pass.
            Unreachable: It failed for good.

        """
        headers = {"User-Agent": _AGENT, "Accept": "application/json", "Accept-Encoding": "gzip"}
        request = urllib.request.Request(address, headers=headers)
        deadline = time.monotonic() + self.timeout
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                data = _body(response, deadline)
                kind = response.headers.get_content_type()
                retry_after = _retry_after(response.headers.get("Retry-After"))
        except urllib.error.HTTPError as error:
            with error:
                reason = f"HTTP {error.code} {error.reason}"
                if error.code in _AGAIN:
                    raise _Again(reason, _retry_after(error.headers.get("Retry-After"))) from error
            message = f"{self.url} answers {reason}; see that --wikidata is the address of api.php"
            raise Unreachable(message) from error
        except (OSError, http.client.HTTPException, zlib.error) as error:
            # URLError wraps what went wrong with the connection.
            reason = str(getattr(error, "reason", None) or error) or type(error).__name__
            raise _Again(reason) from error
        try:
            answer = json.loads(data)
        except (ValueError, RecursionError) as error:
            if kind != "application/json":
                message = (
                    f"{self.url} answers with {kind}, not with JSON; see that --wikidata is the "
                    "address of api.php, and that no sign-in page is in between"
                )
                raise Unreachable(message) from error
            message = f"its JSON is broken ({error})"
            raise _Again(message) from error
        return self._items(answer, retry_after)

    def _items(self, answer: Any, retry_after: float | None) -> list[Item]:
        error = answer.get("error") if isinstance(answer, dict) else None
        if isinstance(error, dict):
            reason = f"{error.get('code')}: {error.get('info')}"
            if error.get("code") in _BUSY:
                raise _Again(reason, retry_after)
            message = f"{self.url} refuses: {reason}"
            raise Unreachable(message)
        entities = answer.get("entities") if isinstance(answer, dict) else None
        if not isinstance(entities, dict):
            message = f"{self.url} answers with JSON that holds no entities; is it a Wikibase?"
            raise Unreachable(message)
        return [item for item in entities.values() if isinstance(item, dict)]


def _body(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The whole answer, unpacked.

    Raises:
        TimeoutError: It comes too slowly; the time-out of a socket starts anew with each byte.
        Unreachable: It is too large.

    """
    unpack = zlib.decompressobj(31) if response.headers.get("Content-Encoding") == "gzip" else None
    pieces, size = [], 0
    while piece := response.read1(1 << 16):
        piece = unpack.decompress(piece, _SIZE_LIMIT) if unpack else piece
        pieces.append(piece)
        size += len(piece)
        if size > _SIZE_LIMIT:
            message = f"the answer has more than {_SIZE_LIMIT / 1e6:.0f} MB"
            raise Unreachable(message)
        if time.monotonic() > deadline:
            message = "the answer takes too long"
            raise TimeoutError(message)
    if response.length:
        raise http.client.IncompleteRead(b"".join(pieces), response.length)
    return b"".join(pieces)


def _retry_after(header: str | None) -> float | None:
    """Seconds to wait: stated as a number or as a date."""
    if not header:
        return None
    if header.isdigit():
        return float(header)
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
