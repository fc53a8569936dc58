"""Runs of capitalized English words -> pieces, each a name of a kind or one left open."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from brief.model import EntityKind
from brief.names.lexicon_en import lexicon, plain
from brief.names.runs_en import Joint, Word

_POINT = re.compile(r"[A-Z]\.\Z")
_NUMERAL = re.compile(r"(?:[IVX]+|Jr\.?|Sr\.?)\Z")
_INITIAL = re.compile(r"[A-Z]\.\Z|[A-Z]\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,7}\Z|(?:[A-Z]\.){2,}\Z")
_COMMON_ENDING = re.compile(
    r"\w+(?:ing|\w{3}ly|tion|tions|sion|ment|ments|ness|ists|ers|ities|isms?|ism|\w{3}ed)\Z"
)
_ACRONYMS = re.compile(r"[A-Z]{2,7}s\Z")
_LONGEST_PERSON = 5
_LONGEST_TITLE = 4
_PERSONAL: tuple[Joint, ...] = (" ", "particle")
"""What joins the parts of a person's name."""
_DIRECTIONS = frozenset(
    {"New", "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"}
    | {"Central", "Upper", "Lower", "Greater"}
)
_PLACES_AND_SURNAMES = frozenset(
    {"Park", "Hill", "Hills", "Ward", "Rock", "Temple", "Lake", "Castle"}
)
_NATIONS_AND_SURNAMES = frozenset({"Jordan", "Israel", "Chad", "England", "Holland", "Wales"})


@dataclass(slots=True)
class Piece:
    """A part of a run that may be a name."""

    start: int
    end: int
    text: str
    kind: EntityKind | None = None
    """What its own words show it to be; None: what stands around it has to tell."""
    short: str = ""
    """What stands for it once it has been written in full: a surname, *Toyota*."""
    words: int = 1
    first: bool = False
    heading: bool = False
    is_acronym: bool = False
    looks_personal: bool = False
    """Whether none of its words is one of every day."""
    before_office: bool = False
    """Whether the title of someone in a company comes after it: *Acme Chief Executive*."""
    before_place: bool = False
    """Whether a comma and a place come after it: *Taylor, Texas*."""


def cut(text: str, run: Sequence[Word]) -> Iterator[Piece]:
    """The pieces of `run`, in its order."""
    return _Cutter(text, run).pieces()


class _Cutter:
    """One run on its way; `i` and `j` are indexes of words, spans of them half-open."""

    def __init__(self, text: str, run: Sequence[Word]) -> None:
        self.text = text
        self.run = run
        self.pieces_at: dict[int, Piece] = {}
        self.taken = [False] * len(run)
        """The words that a step before has judged."""
        self.titled = [False] * (len(run) + 1)
        """Whether a title stands right before the word."""
        self.known: dict[int, tuple[int, EntityKind]] = {}
        """Names of the tables: where each begins, to where it ends."""

    def pieces(self) -> Iterator[Piece]:
        """The pieces, each step leaving what it does not judge to the next."""
        self._find_known()
        self._titles()
        if not self.run[0].heading:
            self._around_heads()
        self._around_things()
        if not self.run[0].heading:
            self._around_place_words()
        self._persons()
        self._take_known()
        self._open()
        for i in sorted(self.pieces_at):
            yield self.pieces_at[i]

    # --- words and spans -----------------------------------------------------------------

    def _phrase(self, i: int, j: int) -> str:
        return plain(self.text[self.run[i].start : self.run[j - 1].end])

    def _longest(self, i: int, entries: Container[str], most: int) -> int:
        """Where the longest of `entries` ends that begins at `i`; `i` where there is none."""
        for j in range(min(i + most, len(self.run)), i, -1):
            if self._phrase(i, j) in entries:
                return j
        return i

    def _joined(self, j: int, *joints: Joint) -> bool:
        """Whether there is a word `j` still to be judged that one of `joints` joins to the last."""
        return j < len(self.run) and not self.taken[j] and self.run[j].joint in joints

    def _keep(self, i: int, j: int, kind: EntityKind | None, short: str = "") -> Piece:
        words = self.run[i:j]
        start = words[0].start
        piece = Piece(start, words[-1].end, self._phrase(i, j), kind, short, j - i)
        piece.first, piece.heading = words[0].first, words[0].heading
        self.pieces_at[i] = piece
        self.taken[i:j] = [True] * (j - i)
        return piece

    def _is_nameable(self, i: int) -> bool:
        """Whether the word may be part of a person's name."""
        word = self.run[i].text
        return not self.taken[i] and not any(word in group for group in _words_of_no_person())

    def _is_barred(self, i: int) -> bool:
        """Whether no name of an organization or a place can go on to the word."""
        word = self.run[i]
        table = lexicon()
        return (
            self.taken[i]
            or word.text in table["function"]
            or word.text in table["month"]
            or (word.first and word.text in table["none"] and word.text not in table["subject"])
        )

    # --- steps ---------------------------------------------------------------------------

    def _find_known(self) -> None:
        table, i = lexicon(), 0
        while i < len(self.run):
            j = self._longest(i, table.known, table.longest.get(self.run[i].text.split(" ")[0], 0))
            if self.run[i].first and self.run[i].text in table["everyday"]:
                j = i
            if j > i:
                self.known[i] = j, table.known[self._phrase(i, j)]
            i = max(j, i + 1)

    def _titles(self) -> None:
        i = 0
        while i < len(self.run):
            j = self._title_end(i)
            if j > i:
                self.taken[i:j] = [True] * (j - i)
                self.titled[j] = self._joined(j, *_PERSONAL)
            i = max(j, i + 1)

    def _title_end(self, i: int) -> int:
        """Where the title ends that begins at `i`: *Deputy Prime Minister*; `i` for none."""
        table = lexicon()
        if self.known.get(i, (i, ""))[0] > i + 1:
            return i
        j = i
        while j < len(self.run) and self.run[j].text in table["portfolio"]:
            if j > i and not self._joined(j, " ", "and"):
                break
            j += 1
        for begin in range(j, i - 1, -1):
            end = self._longest(begin, table["title"], _LONGEST_TITLE)
            if end > begin and (begin == i or self._joined(begin, " ", "and")):
                if self._joined(end, " ") and self.run[end].text in table.heads:
                    return i
                return self._title_end(end) if self._joined(end, " ") else end
        return i

    def _around_heads(self) -> None:
        """Organizations by their head: *Ministry of Finance* and *Acme Motor Corp.* are such.

        The last head first, for it may make one name of all before it.
        """
        table = lexicon()
        for i in range(len(self.run) - 1, -1, -1):
            end = self._longest(i, table.heads, 2)
            if end == i or any(self.taken[i:end]) or self._is_in_longer_name(i, end):
                continue
            begin = self._organization_start(i)
            stop = self._organization_end(i, end)
            if begin < i and self.run[begin].text in table.heads:
                stop = max(stop, self._organization_end(begin, begin + 1))
            if self._joined(stop, " ") and self.run[stop].text in table["thing"]:
                self.taken[begin : stop + 1] = [True] * (stop + 1 - begin)
                continue
            of_nation = begin > 0 and self.run[begin].joint == " " and self._is_nation(begin - 1)
            is_office = self._phrase(i, end) in table["office"]
            if (begin, stop) != (i, end) or end - i > 1 or (is_office and of_nation):
                self._keep(begin, stop, "organization", self._short(begin, stop))

    def _around_things(self) -> None:
        """What is something else: *Lisbon Treaty*, *Hurricane Rosa*."""
        table = lexicon()
        for i, word in enumerate(self.run):
            if self.taken[i] or self._is_inside(i):
                continue
            begin, end = i, i + 1
            if word.text in table["thing"]:
                while begin > 0 and self.run[begin].joint == " " and not self._is_barred(begin - 1):
                    begin -= 1
            elif word.text in table["thingfirst"] and self._joined(end, " "):
                end += 1
            if end - begin > 1:
                self.taken[begin:end] = [True] * (end - begin)

    def _is_in_longer_name(self, i: int, end: int) -> bool:
        """Whether a known name of several words holds these, and no head comes after it."""
        return any(
            first <= i
            and end <= stop
            and stop - first > 1
            and not (self._joined(stop, " ") and self.run[stop].text in lexicon().heads)
            for first, (stop, _) in self.known.items()
        )

    def _is_nation(self, i: int) -> bool:
        """Whether the word `i` ends the name of a nation: *Russian*, *U.S.*, *South Korean*."""
        return any(
            first <= i < stop and self._phrase(first, stop) in lexicon().nations
            for first, (stop, _) in self.known.items()
        )

    def _organization_start(self, head: int) -> int:
        table, begin = lexicon(), head
        is_office = self.run[head].text in table["office"]
        while begin > 0 and not self._is_barred(begin - 1):
            joint, before = self.run[begin].joint, self.run[begin - 1]
            gap = self.text[before.end : self.run[begin].start]
            word = self.run[begin].text
            if joint == " ":
                if is_office and self._is_nation(begin - 1):
                    break
            elif joint == "and" and gap != " & ":
                pairs = table["subject"] | table.heads
                opens = begin == 1 or self.run[begin - 1].joint != " "
                if not (word in pairs and before.text in table["subject"]) and not (
                    word in pairs and before.text in pairs and opens
                ):
                    break
            elif joint == "of":
                if before.text not in table.heads:
                    break
            elif joint == "s":
                if before.text not in table["owner"]:
                    break
            elif joint != "particle" and gap != " & ":
                break
            begin -= 1
        return begin

    def _organization_end(self, head: int, end: int) -> int:
        """Where the organization ends whose head stands from `head` to `end`."""
        table = lexicon()
        is_open = self.run[head].text not in table["company"]
        while end < len(self.run) and not self._is_barred(end):
            if self.run[end].joint == " " and self.run[end].text in table.heads:
                end += 1
            elif is_open and self.run[end].joint in ("of", "for"):
                end = self._complement_end(end, self.run[head].text in table["ministry"])
                is_open = False
            else:
                break
        return end

    def _complement_end(self, i: int, of_ministry: bool) -> int:
        """Where what follows *Ministry of* ends: *Economy, Trade and Industry*."""
        subject = lexicon()["subject"]
        if i in self.known:
            return self.known[i][0]
        end = i + 1
        while end < len(self.run) and not self._is_barred(end):
            joint, word = self.run[end].joint, self.run[end].text
            is_subject = word in subject or (of_ministry and self._is_plain_word(end))
            if joint == " " or (joint in ("and", "comma") and is_subject):
                end += 1
            elif joint == "and" and self._joined(end + 1, "of") and not self._is_barred(end + 1):
                end += 2
            else:
                break
        return end

    def _is_plain_word(self, i: int) -> bool:
        """Whether the word `i` stands alone after *and*, and is no name of the tables."""
        return (
            self.run[i].joint == "and"
            and i not in self.known
            and not self._joined(i + 1, *_PERSONAL)
            and self.run[i].text not in lexicon().given
        )

    def _short(self, begin: int, end: int) -> str:
        """What stands for a company: its name without the *Motor Corp.* at its end."""
        table = lexicon()
        stop = end
        while stop > begin + 1 and self.run[stop - 1].text in table["company"]:
            stop -= 1
        short = self._phrase(begin, stop)
        common = short in table["none"] or table.known.get(short) == "place"
        return "" if stop == end or common else short

    def _around_place_words(self) -> None:
        """Places by a word of geography: *Mekong River*, then *Lake Victoria*, *Gulf of Aden*."""
        table = lexicon()
        for i in range(len(self.run) - 1, 0, -1):
            is_head = self.run[i].text in table["placehead"]
            if is_head and self._joined(i, " ") and not self._is_inside(i):
                self._before_place_head(i)
        for i, word in enumerate(self.run):
            if self.taken[i] or self._is_inside(i):
                continue
            if word.text in table["placefirst"]:
                self._after_place_word(i)
            elif (
                word.text in table["placehead"]
                and self._joined(i + 1, "of")
                and not self._is_barred(i + 1)
                and self.run[i + 1].text not in table.heads
            ):
                self._keep(i, self.known.get(i + 1, (i + 2, ""))[0], "place")

    def _is_inside(self, i: int) -> bool:
        return self._is_in_longer_name(i, i + 1)

    def _before_place_head(self, head: int) -> None:
        table, begin = lexicon(), head
        while begin > 0 and self.run[begin].joint in _PERSONAL and not self._is_barred(begin - 1):
            before = self.run[begin - 1].text
            if before in table.people or "." in before:
                break
            begin -= 1
        only = self.run[begin].text
        of_person = self.run[head].text in _PLACES_AND_SURNAMES and only in table.given
        if begin < head and not (of_person and head - begin == 1):
            self._keep(begin, head + 1, "place")

    def _after_place_word(self, i: int) -> None:
        continues = i > 0 and self.run[i].joint in _PERSONAL and self._is_nameable(i - 1)
        if i + 1 == len(self.run) or self._is_barred(i + 1) or continues:
            return
        joint = self.run[i + 1].joint
        end, kind = self.known.get(i + 1, (i + 2, ""))
        if self.run[i].text in _DIRECTIONS:
            if joint == " " and kind == "place":
                self._keep(i, end, "place")
        elif joint in (" ", "of", "particle") and kind != "organization":
            self._keep(i, end, "place")

    def _persons(self) -> None:
        i = 0
        while i < len(self.run):
            end = self._person_end(i)
            if end > i:
                piece = self._keep(i, end, "person", self._surname(i, end))
                before = self.run[i - 1] if i and self.titled[i] else None
                if before and self.run[i].joint == "particle":
                    piece.start = before.end + 1
                    piece.text = plain(self.text[piece.start : piece.end])
                    piece.short = piece.short and piece.text
            i = max(end, i + 1)

    def _person_end(self, i: int) -> int:
        """Where the person's name ends that begins at `i`; `i` where its words show none."""
        table = lexicon()
        word = self.run[i]
        if self.taken[i] or word.text in table["function"] or word.text in table["month"]:
            return i
        stop, kind = self.known.get(i, (i, ""))
        if stop > i + 1 or (stop > i and word.text not in table.given and not self.titled[i]):
            return i
        if stop > i and kind == "place" and not self._joined(i + 1, *_PERSONAL):
            return i
        end = self._name_end(i)
        following = self.run[i + 1].text if end > i + 1 else ""
        if word.text in table.given or _INITIAL.match(word.text):
            return end if end > i + 1 or self.titled[i] else i
        if not self._is_nameable(i):
            return i
        if self.titled[i] and not word.heading:
            return end
        if word.text in table["family"] and following:
            return end
        if following in table.given or following in table["family"] or _POINT.match(following):
            return end
        return i

    def _name_end(self, i: int) -> int:
        """Where a name of a person ends that goes on from `i`."""
        table = lexicon()
        end = i + 1
        while end < len(self.run) and end - i < _LONGEST_PERSON and not self.taken[end]:
            word = self.run[end]
            if word.joint not in _PERSONAL:
                break
            after_given = self.run[end - 1].text in table.given or _INITIAL.match(
                self.run[end - 1].text
            )
            is_known = end in self.known and word.text not in table.given | table["surname"]
            if is_known and not (
                after_given
                and self.known[end][0] == end + 1
                and word.text not in table.people
                and (word.text not in table.nations or word.text in _NATIONS_AND_SURNAMES)
            ):
                break
            if not self._is_nameable(end) and not (
                after_given
                and word.text not in table["function"]
                and not word.heading
                and not _COMMON_ENDING.match(word.text)
            ):
                break
            end += 1
        return end

    def _surname(self, i: int, end: int) -> str:
        """What stands for the person from now on: *Ueda* of *Ueda Kazuo* and of *Kazuo Ueda*."""
        table, words = lexicon(), [word.text for word in self.run[i:end]]
        while len(words) > 1 and _NUMERAL.match(words[-1]):
            words.pop()
        if len(words) == 1:
            return words[0]
        family_first = words[0] in table["family"] and words[0] not in table.given
        given_last = words[0] not in table.given and words[-1] in table.given
        return words[0] if family_first or given_last else words[-1]

    def _take_known(self) -> None:
        for i, (end, kind) in self.known.items():
            if any(self.taken[i:end]):
                continue
            start = self.run[i].start
            if self._phrase(i, end) in lexicon()["article"]:
                is_place = self.text[max(0, start - 4) : start].lower() == "the "
                kind = "place" if is_place else "organization"
            self._keep(i, end, kind)

    def _open(self) -> None:
        """The rest: what only the text around it can tell."""
        i = 0
        while i < len(self.run):
            end = i
            while end < len(self.run) and not self.taken[end] and self._is_part_of_open(i, end):
                end += 1
            if end > i:
                self._keep_open(i, end)
            i = max(end, i + 1)

    def _is_part_of_open(self, i: int, j: int) -> bool:
        table, word = lexicon(), self.run[j]
        if word.text in table["function"] or word.text in table["month"]:
            return False
        if word.text.replace(".", "") in table["acronym"] or _ACRONYMS.match(word.text):
            return False
        if word.text.endswith("s") and word.text[:-1] in table.people:
            return False
        if word.first and (word.text in table["none"] or _COMMON_ENDING.match(word.text)):
            return False
        return j == i or word.joint in _PERSONAL

    def _keep_open(self, i: int, end: int) -> None:
        table = lexicon()
        words = [word.text for word in self.run[i:end]]
        if words[-1] in table["thing"] or all(
            word in table["none"] or word in table["subject"] or word in table.heads
            for word in words
        ):
            return
        acronyms = [bool(_ACRONYM.match(word)) for word in words]
        if len(words) > 1 and all(acronyms):
            return
        piece = self._keep(i, end, None)
        piece.is_acronym = len(words) == 1 and acronyms[0]
        piece.looks_personal = words[0] not in table["placefirst"] and not any(
            word in table["none"]
            or word in table["subject"]
            or word in table.heads
            or _COMMON_ENDING.match(word)
            or any(character.isdigit() for character in word)
            or (_ACRONYM.match(word) and not _INITIAL.match(word))
            for word in words
        )
        if end < len(self.run):
            after = self.run[end]
            piece.before_office = (
                after.joint == " " and self.taken[end] and after.text in table["business"]
            )
            stop, kind = self.known.get(end, (end, ""))
            piece.before_place = (
                after.joint == "comma"
                and kind == "place"
                and self._phrase(end, stop) not in table.people
                and self.text[after.end : after.end + 1] not in ("’", "'")
            )


@cache
def _words_of_no_person() -> tuple[Container[str], ...]:
    table = lexicon()
    own = table.given | table["family"]
    groups = (
        *(table[name] for name in ("function", "month", "none", "acronym", "thing", "placehead")),
        table.heads,
        table.people,
    )
    return tuple(frozenset(group) - own for group in groups)
