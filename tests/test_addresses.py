"""Where pages are: every topic has an address that is safe and its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import addresses


@pytest.mark.parametrize(
    ("topic", "segment"),
    [
        ("trade", "trade"),
        ("貿易", "貿易"),
        ("g7-summits", "g7-summits"),
        ("Trade", "trade~"),
        ("<script>", "script~"),
        ("a/b", "a-b~"),
        ("a b", "a-b~"),
        ("..", "~"),
        ("", "~"),
        ("_2", "2~"),
        ("2", "2"),
        ("ｶﾞｽ", "ガス~"),
        ("長" * 300, "長" * 40 + "~"),
        ("trade~", "trade~"),
        ("straße", "strasse~"),
    ],
)
def test_the_address_of_a_topic(topic: str, segment: str) -> None:
    address = addresses.topic("ja", topic)
    assert re.fullmatch(f"ja/topics/{segment}(?<=~)[0-9a-f]{{12}}/index.html", address) or (
        address == f"ja/topics/{segment}/index.html"
    )


TOPICS = st.one_of(
    st.text(max_size=60),
    st.text("aA-_~./é\u0301ガカ\u3099 <２2", max_size=5),
)


@given(TOPICS, TOPICS)
def test_no_two_topics_share_an_address(one: str, other: str) -> None:
    ours, theirs = (addresses.topic("en", topic) for topic in (one, other))
    assert (ours.casefold() == theirs.casefold()) == (one == other)
    folder, segment, file = ours.removeprefix("en/").split("/")
    assert (folder, file) == ("topics", "index.html")
    assert segment
    assert segment[0] not in "_."
    assert segment.isprintable()
    assert len(segment.encode()) <= 255


@given(TOPICS, st.integers(1, 1000))
def test_what_continues_a_topic_is_nobody_elses(topic: str, number: int) -> None:
    index = addresses.continued(addresses.topics("ja"), number)
    assert index != addresses.topic("ja", topic)


@pytest.mark.parametrize(
    ("to", "start", "link"),
    [
        ("ja/topics/貿易/index.html", "ja/index.html", "topics/%E8%B2%BF%E6%98%93/"),
        ("ja/topics/a~12/index.html", "ja/briefs/x/index.html", "../../topics/a~12/"),
        ("ja/briefs/2025/index.html", "ja/briefs/2025/08/index.html", "../"),
    ],
)
def test_links(to: str, start: str, link: str) -> None:
    assert addresses.relative(to, start) == link
