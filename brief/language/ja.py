"""Japanese: soft line breaks, and the contexts in which names stand.

Sources of the tables: the abbreviations and titles are those of Japanese newspapers'
foreign pages; compiled by hand.
"""

from __future__ import annotations

import re

from brief.language.script import SPACELESS

SENTENCE_END = re.compile(r"[。！？!?](?:[」』）)])*|\n")
"""A full stop with the brackets that close after it."""

_TITLES = (
    "大統領|副大統領|前大統領|元大統領|次期大統領|首相|前首相|元首相|副首相|国務長官|国防長官|財務長官|"
    "商務長官|司法長官|長官|外相|財務相|国防相|経済相|内相|外務省|国防省|国務省|財務省|商務省|国防総省|"
    "特使|報道官|大使館|大使|領事館|通商代表部|通商代表|連邦準備|中央銀行|連邦議会|上院|下院|議会|議員|"
    "国会|政府|当局|政権|大統領府|首相府|軍|海軍|空軍|陸軍|海兵隊|国債|株|企業|メディア|紙|誌|テレビ|"
    "通信社|経済|市場|国民|世論|主導|国内|側|両国|製|産|系|国王|女王|皇太子|大手"
)
COUNTRY_BEFORE_TITLE = re.compile(_TITLES)
"""What a one-character country may stand before: 米大統領, 独政府, 英紙, 日系."""

COUNTRY_AFTER = re.compile("(?<![絶反相敵])対|(?<![滞存所現実])在|(?<!背)反|[訪親駐離抗嫌知]")
"""What it may stand after: 対米, 訪日, 在独; not 滞在中, 絶対中立."""

COUNTRY_MAY_FOLLOW = re.compile("[前元現新故期日月年週]")
"""漢字 that end the word before it: 前米大統領, 18日米政府は."""

DAYTIME = re.compile("日中(?![関両首外協貿経友戦国間韓露])")
"""日中 that is the day and not Japan and China."""


def quotes(text: str) -> str:
    """`text`: what Japanese sets quotations in, 「」, is typed as it is."""
    return text


def joint(before: str, after: str) -> str:
    """Nothing beside a Japanese character, else a space (between two Latin words)."""
    return "" if SPACELESS.match(before) or SPACELESS.match(after) else " "
