"""Wikidata: what an item gives, and a server that answers well, slowly, wrongly, not at all."""

from __future__ import annotations

import bz2
import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest

from brief import glossary
from brief.model import BriefError, Entity, Place, Role, UnusableInput
from brief.terminology import wikidata
from brief.terminology.nodes import Read
from brief.terminology.wikidata_api import Api, Unreachable
from brief.terminology.wikidata_dump import Dump
from tests.conftest import MakeSite

Json = dict[str, Any]


def texts(**by_language: str) -> Json:
    return {code: {"language": code, "value": value} for code, value in by_language.items()}


def item(qid: str, **labels: str) -> Json:
    return {
        "type": "item",
        "id": qid,
        "labels": texts(**labels),
        "aliases": {},
        "descriptions": {},
        "claims": {},
    }


def statement(value: Any, rank: str = "normal", **qualifiers: Any) -> Json:
    return {
        "mainsnak": {"snaktype": "value", "datavalue": {"value": value}},
        "rank": rank,
        "qualifiers": {prop: [snak] for prop, snak in qualifiers.items()},
    }


def moment(text: str, precision: int = 11, model: str = "Q1985727") -> Json:
    value = {
        "time": f"+{text}T00:00:00Z",
        "precision": precision,
        "calendarmodel": f"http://www.wikidata.org/entity/{model}",
    }
    return {"snaktype": "value", "datavalue": {"value": value}}


def person(qid: str = "Q1", **labels: str) -> Json:
    found = item(qid, **(labels or {"ja": "山田花子", "en": "Yamada Hanako"}))
    found["claims"]["P31"] = [statement({"id": "Q5"})]
    return found


OFFICES = [
    item("Q90", ja="首相", en="Prime Minister"),
    item("Q91", ja="大臣", en="Minister"),
    item("Q92", en="Mayor"),
]


def read(*items: Json, known: glossary.Glossary | None = None) -> Read:
    everything = {found["id"]: found for found in (*items, *OFFICES)}

    def source(ids: Any, _labels_only: bool) -> Iterator[Json]:
        yield from (everything[qid] for qid in ids if qid in everything)

    ids = [found["id"] for found in items]
    return wikidata.read(source, ids, known or glossary.Glossary())


def test_an_item() -> None:
    found = person()
    found["aliases"] = {
        "ja": [{"value": "山田"}, {"value": "山田花子"}],
        "mul": [{"value": "Yamada"}],
    }
    found["descriptions"] = texts(ja="政治家", en="politician")
    found["claims"]["P1814"] = [statement("ヤマダ　ハナコ")]
    found["claims"]["P39"] = [
        statement({"id": "Q90"}, P580=moment("2021-10-04"), P582=moment("2024-10-01")),
        statement({"id": "Q91"}, "preferred", P580=moment("2012-12-26")),
        statement({"id": "Q91"}, "deprecated"),
    ]
    (entity,) = read(found).entities
    assert entity == Entity(
        id="yamada-hanako",
        kind="person",
        name={"ja": "山田花子", "en": "Yamada Hanako"},
        place=Place("Q1"),
        reading="やまだ・はなこ",
        aliases={"ja": ("山田",), "en": ("Yamada",)},
        roles=(
            Role({"ja": "大臣", "en": "Minister"}, date(2012, 12, 26)),
            Role({"ja": "首相", "en": "Prime Minister"}, date(2021, 10, 4), date(2024, 10, 1)),
        ),
        summary={"ja": "政治家", "en": "politician"},
        wikidata="Q1",
    )


@pytest.mark.parametrize(
    ("classes", "kind"),
    [(["Q5"], "person"), (["Q999999", "Q7278"], "organization"), (["Q6256"], "place"), (["Q198"], "event"), (["Q571"], "work"), (["Q999999"], "term"), ([], "term")],
)  # fmt: skip
def test_kinds(classes: list[str], kind: str) -> None:
    found = item("Q1", ja="甲乙", en="A")
    found["claims"]["P31"] = [statement({"id": qid}) for qid in classes]
    result = read(found)
    assert [entity.kind for entity in result.entities] == [kind]
    assert bool(result.notes) == (kind == "term")


def with_claims(**claims: Any) -> Json:
    found = person()
    found["claims"] |= claims
    return found


def changed(**values: Any) -> Json:
    return person() | values


@pytest.mark.parametrize(
    ("found", "said", "left"),
    [
        (person(en="Nobody"), "Nobody has no Japanese label: it is left out", 0),
        (person(ja="誰", mul="Nobody"), "", 1),
        (item("Q1"), "the item has no Japanese and no English label", 0),
        (person(ja="あ", en="A"), "'あ' is one kana, which stands in every text: the item is left out", 0),
        (changed(claims={"P31": [statement({"id": "Q4167410"})]}), "the item is a Wikimedia disambiguation page: it is left out", 0),
        (changed(missing=""), "Wikidata has no such item: it is left out", 0),
        (changed(aliases={"ja": [{"value": "い"}, {"value": "\u200b"}, 7, None]}), "'い' is one kana, which stands in every text: the alias is left out", 1),
        (changed(descriptions=texts(en="someone")), "the description is there in English only: it is left out", 1),
        (with_claims(P1814=[statement("Hanako")]), "the name in kana 'Hanako' is none: it is left out", 1),
        (with_claims(P39=[statement({"id": "Q92"})]), "the position Q92 Mayor has no Japanese label: it is left out", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P582={"snaktype": "somevalue"})]), "it is over, and nobody knows since when", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P580=moment("1560-05-01", model="Q1985786"))]), "is not in the Gregorian calendar", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P580=moment("1900-00-00", 7))]), "is not known by year", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P580=moment("2021-02-30"))]), "is not in the calendar", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P580=moment("2021-00-00", 9))]), "begins on a day known by the year: taken for 2021-01-01", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P582=moment("2024-02-00", 10))]), "ends on a day known by the month: taken for 2024-02-29", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P580=moment("2021-01-01"), P582=moment("2020-01-01"))]), "before it begins", 1),
        (with_claims(P39=[statement({"id": "Q90"}), statement({"id": "Q90"}, P580=moment("2021-01-01"))]), "without dates as well: left out", 1),
        (with_claims(P39=[statement({"id": "Q90"}, P580=moment("2020-01-01")), statement({"id": "Q90"}, P580=moment("2021-01-01"))]), "held twice at once: made one", 1),
        (with_claims(P39=[{"mainsnak": {"snaktype": "somevalue"}}]), "a position held is not known by name", 1),
        (changed(labels=[], claims=7, aliases="x"), "has no Japanese and no English label", 0),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(found: Json, said: str, left: int) -> None:
    result = read(found)
    assert len(result.entities) == left
    assert any(said in str(note) for note in result.notes) or not said


def test_ids() -> None:
    known = glossary.of(
        [
            Entity("hanako", "person", {"ja": "別名", "en": "Other"}, Place("x"), wikidata="Q1"),
            Entity("springfield", "place", {"ja": "春野", "en": "Springfield"}, Place("x")),
        ]
    )
    found = read(
        person("Q1"),
        person("Q2", ja="春", en="Springfield"),
        person("Q3", ja="漢字", en="漢字"),
        person("Q4", ja="甲乙", en="Łódź’s “Ø”"),
        known=known,
    )
    assert [entity.id for entity in found.entities] == ["hanako", "springfield-q2", "q3", "lodzs-o"]


# --- a server ------------------------------------------------------------------------

Answer = Callable[["Handler", list[str]], None]


@dataclass
class Server:
    url: str
    answers: list[Answer] = field(default_factory=list)
    """What is done with the next requests; after them, all goes well."""
    asked: list[Json] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    busy: int = 0
    most_at_once: int = 0

    def api(self, timeout: float = 5) -> Api:
        return Api(self.url, timeout, self.pauses.append)


class Handler(BaseHTTPRequestHandler):
    state: ClassVar[Server]

    def do_GET(self) -> None:
        state = self.state
        state.busy += 1
        time.sleep(0.01)  # A second request at the same time would meet this one here.
        state.most_at_once = max(state.most_at_once, state.busy)
        state.busy -= 1
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        state.asked.append({**query, "agent": self.headers["User-Agent"]})
        ids = query["ids"].split("|")
        answer = state.answers.pop(0) if state.answers else well
        with suppress(OSError):  # The client may have hung up.
            answer(self, ids)

    def send(
        self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def items_of(ids: list[str]) -> Json:
    return {"entities": {qid: item(qid, ja=f"第{qid}項", en=f"Item {qid}") for qid in ids}}


def well(handler: Handler, ids: list[str]) -> None:
    handler.send(gzip.compress(json.dumps(items_of(ids)).encode()), Content_Encoding="gzip")


def status(code: int, **headers: str) -> Answer:
    return lambda handler, _ids: handler.send(b"<html>", code, "text/html", **headers)


def body(text: str, kind: str = "application/json", **headers: str) -> Answer:
    return lambda handler, _ids: handler.send(text.encode(), 200, kind, **headers)


def silence(_handler: Handler, _ids: list[str]) -> None:
    time.sleep(1)


def drip(handler: Handler, ids: list[str]) -> None:
    handler.send_response(200)
    handler.end_headers()
    for byte in json.dumps(items_of(ids)).encode():
        handler.wfile.write(bytes([byte]))
        time.sleep(0.1)


def half(handler: Handler, _ids: list[str]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"entities')


def hang_up(handler: Handler, _ids: list[str]) -> None:
    handler.connection.close()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    state = Server("")
    handler = type("OwnHandler", (Handler,), {"state": state})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        state.url = f"http://127.0.0.1:{running.server_port}/w/api.php"
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield state
        running.shutdown()
        thread.join()


def test_batches_one_at_a_time_by_name(server: Server) -> None:
    ids = [f"Q{number}" for number in range(1, 121)]
    assert [found["id"] for found in server.api().items(ids)] == ids
    assert [len(query["ids"].split("|")) for query in server.asked] == [50, 50, 20]
    assert server.most_at_once == 1
    assert all(query["agent"].startswith("brief-site/") for query in server.asked)
    assert server.asked[0]["props"] == "labels|aliases|descriptions|claims"


MAXLAG = '{"error": {"code": "maxlag", "info": "Waiting for a server"}}'


@pytest.mark.parametrize(
    ("answers", "pauses"),
    [
        ([status(500), status(503)], [1, 2]),
        ([status(429, Retry_After="7")], [7]),
        ([body(MAXLAG, Retry_After="5")], [5]),
        ([body('{"entities": ')], [1]),
        ([half, hang_up], [1, 2]),
    ],
)
def test_wrong_at_first_and_then_well(
    server: Server, answers: list[Answer], pauses: list[float]
) -> None:
    server.answers += answers
    assert [found["id"] for found in server.api().items(["Q1"])] == ["Q1"]
    assert server.pauses == pauses


def test_a_date_to_wait_for(server: Server) -> None:
    from datetime import UTC, datetime, timedelta

    moment = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    server.answers += [status(503, Retry_After=moment), status(503, Retry_After="soon")]
    assert list(server.api().items(["Q1"]))
    assert 25 < server.pauses[0] <= 30
    assert server.pauses[1:] == [2]


@pytest.mark.parametrize("answer", [silence, drip])
def test_too_slow(server: Server, answer: Answer) -> None:
    server.answers += [answer] * 5
    with pytest.raises(Unreachable, match=r"does not answer: .*5 attempts.*--wikidata-dump"):
        list(server.api(0.15).items(["Q1"]))
    assert server.pauses == [1, 2, 4, 8]


@pytest.mark.parametrize(
    ("answer", "said", "requests"),
    [
        (status(404), "answers HTTP 404 Not Found; see that --wikidata is the address of api.php", 1),
        (status(403), "answers HTTP 403", 1),
        (status(500), "does not answer: HTTP 500 .* \\(5 attempts\\)", 5),
        (status(503, Retry_After="3600"), "1 attempt; it asks to wait 3600 s", 1),
        (body("<html>Sign in</html>", "text/html"), "answers with text/html, not with JSON", 1),
        (body("{"), "its JSON is broken", 5),
        (body("[]"), "JSON that holds no entities", 1),
        (body('{"error": {"code": "no-such-entity", "info": "gone"}}'), "refuses: no-such-entity: gone", 1),
    ],
)  # fmt: skip
def test_wrong_for_good(server: Server, answer: Answer, said: str, requests: int) -> None:
    server.answers += [answer] * 5
    with pytest.raises(Unreachable, match=said):
        list(server.api().items(["Q1"]))
    assert len(server.asked) == requests


def test_nobody_there() -> None:
    api = Api("http://127.0.0.1:9/api.php", 1, lambda _: None)
    with pytest.raises(BriefError, match=r"http://127.0.0.1:9/api.php does not answer: .*refused"):
        list(api.items(["Q1"]))


def test_the_command(server: Server, make_site: MakeSite) -> None:
    site = make_site()
    done = site.brief("glossary", "import", "Q7", "Q8", "--wikidata", server.url)
    assert done.returncode == 0, done.stderr
    assert "2 entries added" in done.stdout
    assert "Q7:1:1: wikidata: what it is is not known here" in done.stderr
    assert "item-q7:\n  kind: term\n" in (site.content / "glossary/terms.yml").read_text(
        encoding="utf-8"
    )
    server.answers.append(status(404))
    done = site.brief("glossary", "import", "Q9", "--wikidata", server.url)
    assert done.returncode == 2
    assert "answers HTTP 404" in done.stderr
    done = site.brief("glossary", "import", "Q7", "Q8", "--wikidata", server.url)
    assert "0 entries added, 0 extended, 2 as before" in done.stdout


# --- files ---------------------------------------------------------------------------

SAVED = [person("Q1"), person("Q2", ja="鈴木", en="Suzuki"), item("Q90", ja="首相", en="PM")]
SAVED[0]["claims"]["P39"] = [statement({"id": "Q90"}, P580=moment("2021-10-04"))]


def lines(separator: str) -> str:
    return separator.join(
        json.dumps(found, ensure_ascii=False, separators=(",", ":")) for found in SAVED
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("dump.json", f"[\n{lines(',' + chr(10))}\n]\n".encode()),
        ("dump.json.gz", gzip.compress(f"[\n{lines(',' + chr(10))}\n]\n".encode(), mtime=0)),
        ("dump.json.bz2", bz2.compress(f"[\n{lines(',' + chr(10))}\n]\n".encode())),
        ("lines.json", lines("\n").encode()),
        ("answer.json", b"\xef\xbb\xbf" + json.dumps({"entities": {found["id"]: found for found in SAVED}}).encode()),
        ("pretty.json", json.dumps({"entities": {found["id"]: found for found in SAVED}}, indent=2).encode()),
        ("list.json", json.dumps(SAVED, indent=2).encode()),
    ],
)  # fmt: skip
def test_saved_items(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = wikidata.read(Dump(path, name).items, ["Q1", "Q3"], glossary.Glossary())
    assert [entity.id for entity in found.entities] == ["yamada-hanako"]
    assert found.entities[0].roles[0].title == {"ja": "首相", "en": "PM"}
    assert [str(note) for note in found.notes] == [
        "Q3:1:1: wikidata: the item is not there: it is left out"
    ]
    everything = wikidata.read(Dump(path, name).items, None, glossary.Glossary())
    assert [entity.id for entity in everything.entities] == ["yamada-hanako", "suzuki", "pm"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.json", b"", "x.json:1:1: wikidata: the file is empty"),
        ("x.json", b"<html>", "x.json:1:1: wikidata: not valid JSON: Expecting value"),
        ("x.json", lines("\n").encode() + b"\n{", "x.json:4:1: wikidata: not valid JSON"),
        ("x.json", b"{\n" * 100_000, "not valid JSON"),
        ("x.json.gz", b"{}", "cannot be unpacked"),
        ("x.json.gz", gzip.compress(lines("\n").encode(), mtime=0)[:100], "cannot be unpacked"),
        ("x.json", "[\n\u3042".encode("cp932"), "not valid JSON"),
    ],
)  # fmt: skip
def test_files_that_are_none(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnusableInput) as caught:
        list(Dump(path, name).items(None))
    assert said in str(caught.value)
