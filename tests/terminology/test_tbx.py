"""TBX: both styles and the older one, what is refused, and the way there and back."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from brief.model import Entity, Place, UnusableInput
from brief.terminology import tbx
from brief.terminology.nodes import Read
from brief.terminology.yaml_text import plain
from tests.terminology.strategies import entities

DCA = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>A sample.</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <conceptEntry id="c5">
      <descrip type="subjectField">finance</descrip>
      <langSec xml:lang="en-US">
        <descripGrp>
          <descrip type="definition">What a bank <hi>lends</hi> at.</descrip>
          <admin type="source">a book</admin>
        </descripGrp>
        <termSec><term>lending rate</term><termNote type="partOfSpeech">noun</termNote></termSec>
        <termSec>
          <term>prime rate</term>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
        </termSec>
      </langSec>
      <langSec xml:lang="en-GB"><termSec><term>lending rate</term></termSec></langSec>
      <langSec xml:lang="JA_jp">
        <descrip type="definition">銀行が貸し出す利率。</descrip>
        <termSec>
          <term>貸出し金利</term>
          <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
        </termSec>
        <termSec><term>貸出金利</term></termSec>
      </langSec>
      <langSec xml:lang="de"><termSec><term>Zinssatz</term></termSec></langSec>
    </conceptEntry>
    <conceptEntry id="c6"><langSec xml:lang="en"><termSec><term>yield</term></termSec></langSec></conceptEntry>
  </body></text>
</tbx>
"""

DCT = """\
<tbx style="dct" type="TBX-Basic" xml:lang="ja" xmlns="urn:iso:std:iso:30042:ed-2"
     xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:min="http://www.tbxinfo.net/ns/min">
  <tbxHeader/><text><body><conceptEntry id="c1">
    <min:subjectField>外交</min:subjectField>
    <langSec xml:lang="ja"><basic:definition>国と国の約束。</basic:definition>
      <termSec><term>条約</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
    <langSec xml:lang="en"><basic:definition>A promise of states.</basic:definition>
      <termSec><term>pact</term></termSec>
      <termSec><term>treaty</term>
        <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
  </conceptEntry></body></text>
</tbx>
"""

MARTIF = """\
<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="1"><langSet xml:lang="en"><tig><term>bank</term></tig></langSet>
  <langSet xml:lang="ja"><ntig><termGrp><term>銀行</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet></termEntry>
<termEntry id="2"><descrip type="definition">The side of a river.</descrip>
  <langSet xml:lang="en"><tig><term>bank</term></tig></langSet>
  <langSet xml:lang="ja"><tig><term>川岸</term></tig></langSet></termEntry>
</body></text></martif>
"""


def read(folder: Path, text: str | bytes) -> Read:
    path = folder / "x.tbx"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return tbx.read(path, "x.tbx")


def test_categories_as_attributes(tmp_path: Path) -> None:
    found = read(tmp_path, DCA)
    (entity,) = found.entities
    assert (entity.id, entity.kind, entity.topics) == ("prime-rate", "term", ("finance",))
    assert entity.spellings("en") == ("prime rate", "lending rate")
    assert entity.spellings("ja") == ("貸出金利", "貸出し金利")
    assert entity.summary == {"ja": "銀行が貸し出す利率。", "en": "What a bank lends at."}
    assert (entity.place.line, entity.place.column) == (5, 5)
    assert [str(note) for note in found.notes] == [
        "x.tbx:29:5: glossary-import: the concept 'yield' has no Japanese term: it is left out; add the term, or the entry by hand",
        "x.tbx:1:1: glossary-import: a glossary entry has no place for these, which are left out: language de (1), partOfSpeech (1), source (1)",
    ]


def test_categories_as_elements(tmp_path: Path) -> None:
    (entity,) = read(tmp_path, DCT).entities
    assert (entity.id, entity.topics) == ("treaty", ("外交",))
    assert entity.spellings("en") == ("treaty", "pact")
    assert entity.summary["en"] == "A promise of states."


def test_the_format_before(tmp_path: Path) -> None:
    found = read(tmp_path, MARTIF)
    assert [(e.id, e.name["ja"]) for e in found.entities] == [("bank", "銀行"), ("bank-2", "川岸")]
    assert "definition (1)" in str(found.notes)


def test_a_definition_in_one_language_is_named(tmp_path: Path) -> None:
    found = read(
        tmp_path, DCT.replace("<basic:definition>A promise of states.</basic:definition>", "")
    )
    assert "the definition of 'treaty' is there in one language: it is left out" in str(
        found.notes[0]
    )
    assert not found.entities[0].summary


BOMB = '<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n'
OUTSIDE = '<!DOCTYPE tbx [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BOMB + DCT.replace("条約", "&b;"), "x.tbx:1:27: glossary-import: the file uses the XML entity 'a' of its own"),
        (OUTSIDE + DCT, "the XML entity 'a' of its own"),
        (MARTIF.replace("川岸", "&kawa;"), "the XML entity 'kawa' of its own"),
        (DCT.replace("</text>", ""), "x.tbx:12:3: glossary-import: not well-formed XML: mismatched tag"),
        (DCT[:300], "not well-formed XML"),
        ("", "x.tbx:1:1: glossary-import: not well-formed XML: no element found"),
        ("<html/>", "x.tbx:1:1: glossary-import: expected a TBX file, whose outermost element is tbx or martif; found html"),
        ("<tbx>" + "<p>" * 1000, "nested too deeply"),
        (DCT.replace("条約", "あ"), "x.tbx:6:16: glossary-import: 'あ' is one kana"),
        (DCT.replace("条約", "条\u202e約"), "holds U+202E, a control character"),
        (DCT.replace("<min:subj", "<note>kind: thing</note><min:subj"), "x.tbx:4:5: glossary-import: expected one of person"),
        (DCT.replace("<min:subj", "<note>kind: term</note><note>role: 大臣</note><min:subj"), "lacks the key 'en'"),
        ("<?xml version='1.0' encoding='Shift_JIS'?>" + DCT, "save it as UTF-8"),
    ],
)  # fmt: skip
def test_faults(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        read(tmp_path, text)
    assert expected in str(caught.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(glossary=entities())
def test_there_and_back(tmp_path: Path, glossary: list[Entity]) -> None:
    found = read(tmp_path, tbx.write(glossary))
    assert not found.notes
    assert [(e.id, plain(e)) for e in found.entities] == [(e.id, plain(e)) for e in glossary]


def test_what_is_written() -> None:
    entity = Entity("7-up", "work", {"ja": "甲乙", "en": "A & B"}, Place("here"))
    root = ET.fromstring(tbx.write([entity]))
    assert root.attrib["style"] == "dca"
    concept = root.find(".//{*}conceptEntry")
    assert concept is not None
    assert concept.attrib == {"id": "_7-up"}
    assert [term.text for term in root.findall(".//{*}term")] == ["甲乙", "A & B"]


def test_what_xml_cannot_hold_is_named() -> None:
    entity = Entity(
        "a", "term", {"ja": "甲乙", "en": "A"}, Place("here", 3), summary={"ja": "\x07", "en": "x"}
    )
    with pytest.raises(UnusableInput, match="here:3:1: glossary-export: 'a' holds U\\+0007"):
        tbx.write([entity])
