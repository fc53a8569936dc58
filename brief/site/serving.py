"""Previewing: the site at an address of this machine, following its files until interrupted."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
import webbrowser
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from brief import workers
from brief.model import BriefError, Finding, Place, UnusableInput
from brief.progress import Progress
from brief.site import configuration, plan
from brief.site.configuration import shown
from brief.site.preview import Preview
from brief.site.server import Server
from brief.site.watching import Watcher

_SETTLE = 0.15
"""Seconds in which a file that cannot be read may still be on its way to the disk."""

Tell = Callable[[Sequence[Finding]], None]
"""Is given findings when they are new."""


def serve(
    config_file: str | None,
    address: str | None,
    progress: Progress,
    tell: Tell,
    *,
    open_browser: bool = False,
) -> None:
    """Preview the site of a configuration until interrupted; nothing is written but the store.

    Raises:
        BriefError: The configuration, or the address, cannot be used.

    """
    config = configuration.load(config_file)
    host, port = config.dev_addr if address is None else _host_and_port(address)
    with _listening(host, port) as server, workers.pool(workers.cores()) as executor:
        if executor is not None:
            executor.submit(os.getpid).result()  # The workers begin before there are threads.
        server.mount = urlsplit(str(config.site_url or "")).path.rstrip("/") + "/"
        url = server.url(server.mount)
        server.preview = Preview(config_file, url, progress, executor, tell)
        if others := plan.others(config):
            names = ", ".join(others)
            progress.say(f"What {names} adds to pages is shown by mkdocs serve, and not here")
        watcher = Watcher()
        watcher.follow(*server.preview.followed())
        server.preview.show(server.preview.load(()))
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        _end_as_interrupted()
        try:
            progress.say(f"Serving on {url} until you press Ctrl-C")
            if open_browser:
                webbrowser.open(url)
            server.preview.warm_up()
            gc.collect()
            gc.freeze()  # What is there now mostly stays, and would be looked through ever again.
            while True:
                _follow(server.preview, watcher, progress)
        finally:
            watcher.close()
            server.shutdown()
            server.preview.close()


def _end_as_interrupted() -> None:
    """Leave nothing behind when the terminal is closed, or the process ended, either."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no terminal to be closed.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def _follow(preview: Preview, watcher: Watcher, progress: Progress) -> None:
    """Wait for a change, and show what the files say then."""
    try:
        changed = watcher.wait()
    except OSError as error:
        message = f"the files cannot be followed: {error}"
        advice = "ask for them to be polled: WATCHFILES_FORCE_POLLING=true brief serve"
        raise UnusableInput(
            [Finding("preview", "error", Place(shown(Path.cwd())), message, advice)]
        ) from error
    began = time.perf_counter()
    state = preview.load(changed)
    while state.faults and (more := watcher.wait(_SETTLE)):
        changed |= more
        state = preview.load(more)
    folders, files = preview.followed()
    preview.show(state)
    progress.say(_account(changed, time.perf_counter() - began, len(state.findings)))
    followed = {path.resolve() for path in (*folders, *files)}
    if not changed.isdisjoint(followed) or any(path.is_symlink() for path in changed):
        watcher.follow(*preview.followed())
        preview.show(preview.load(()))


def _account(changed: Collection[Path], seconds: float, found: int) -> str:
    """``10:31:07 content/briefs/talks.ja.md: shown in 0.06 s, 2 findings``."""
    first = shown(min(changed))
    names = first if len(changed) == 1 else f"{first} and {len(changed) - 1} more"
    findings = f", {found} finding{'' if found == 1 else 's'}" if found else ""
    return f"{time.strftime('%H:%M:%S')} {names}: shown in {seconds:.2f} s{findings}"


@contextmanager
def _listening(host: str, port: int) -> Iterator[Server]:
    """A server at an address.

    Raises:
        BriefError: It cannot be used.

    """
    try:
        server = Server(host, port)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _unusable(f"{host}:{port} cannot be used: {reason}") from error
    with server:
        yield server


def _host_and_port(address: str) -> tuple[str, int]:
    """What ``HOST:PORT`` names; ``[::1]:8000`` is an address of the sixth version."""
    host, colon, port = address.rpartition(":")
    if not colon or not host or not port.isdecimal():
        raise _unusable(f"{address!r} is no address: a host, a colon and a port")
    return host.strip("[]"), int(port)


def _unusable(message: str) -> BriefError:
    return BriefError(f"{message}; name another one: brief serve --address 127.0.0.1:8001")
