"""What the words in plan workbooks mean: headings, keys of progress, numbers, several lines in one.

The names are those of the source plan ("TIME", "T I M E", "TIMESCALE") and of the plans that other
councils publish; a column is found by what it is called, never by where it stands.
"""

from __future__ import annotations

import re
import unicodedata

from prevent_desk.plan.model.legend import Legend, Meaning, Stage, Tone
from prevent_desk.plan.model.workbook import BULLET, MEASURED

_FIELDS = {
    "ref": "ref|reference|no|number|id|action no|action number|action ref|action reference|item|"
    "item no|s no",
    "text": "action|actions|activity|activities|task|tasks|action to be taken|actions to be taken|"
    "action required|actions required|key action|key actions|what|what we will do|"
    "what will we do|proposed action|action point|action points|intervention",
    "title": "title|action title|short name|project",
    "leads": "lead|leads|lead officer|lead officers|lead agency|lead agencies|lead partner|"
    "lead partners|lead organisation|lead s|lead person|owner|owners|action owner|responsible|"
    "responsibility|responsible officer|responsible agency|who|by whom|led by|agency|partners",
    "criteria": "success criteria|success criterion|criteria|success measure|success measures|"
    "measure|measures|measure of success|measures of success|outcome|outcomes|outputs|output|"
    "expected outcome|expected outcomes|desired outcome|kpi|kpis|performance measure|"
    "performance measures|how will we know|what success looks like|milestones|evidence",
    "timescale": "time|timescale|timescales|time scale|time frame|timeframe|times|target date|"
    "date|deadline|by when|when|due|due date|completion date|completed by|complete by|timing|"
    "start and end|date due|target completion date",
    "resources": "resource|resources|resources required|resources needed|resourcing|budget|cost|"
    "costs|funding",
    "progress": "progress|rag|rag status|rag rating|status|progress rag|rag progress|"
    "progress status|current status|rating|bragg|brag|brag status",
    "comments": "comment|comments|comments progress|progress comments|update|updates|"
    "progress update|progress updates|latest update|notes|note|commentary|progress notes|"
    "comments update|comments updates|progress to date|action taken|remarks",
    "objective": "objective|objectives|strategic objective|priority|theme|aim|strand|workstream",
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _FIELDS.items() for name in names.split("|")}

_COLOURS = {
    "red": Tone.RED,
    "amber": Tone.AMBER,
    "yellow": Tone.AMBER,
    "orange": Tone.AMBER,
    "green": Tone.GREEN,
    "blue": Tone.BLUE,
    "grey": Tone.GREY,
    "gray": Tone.GREY,
    "white": Tone.GREY,
    "black": Tone.GREY,
}
_KEY_PART = re.compile(
    rf"\b({'|'.join(_COLOURS)})\b[ \t]*(?:[–—:=-]|\bis\b|\bmeans\b)\s*", re.IGNORECASE
)
_MEANINGS: tuple[tuple[str, Meaning], ...] = (
    (r"not (?:yet )?(?:started|begun)|no action", Meaning.NOT_STARTED),
    (r"behind|overdue|late|delayed|missed|not on (?:target|track)|off (?:target|track)|failing|"
     r"significant|not achieved", Meaning.BEHIND),
    (r"risk|slipp|concern|some delay|partial", Meaning.AT_RISK),
    (r"complete|achieved|done|finished|closed|delivered", Meaning.COMPLETED),
    (r"on target|on track|on schedule|to plan", Meaning.ON_TARGET),
    (r"ongoing|on going|in progress|under ?way|started|continuing", Meaning.ONGOING),
)  # fmt: skip
_BY_COLOUR = {
    Tone.RED: Meaning.BEHIND,
    Tone.AMBER: Meaning.AT_RISK,
    Tone.GREEN: Meaning.ON_TARGET,
    Tone.BLUE: Meaning.COMPLETED,
    Tone.GREY: Meaning.NOT_STARTED,
}
_LONGEST_WORD = 40

_ORDINALS = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
)
_NUMBERS = {word: str(number) for words in _ORDINALS for number, word in enumerate(words, 1)}
_OBJECTIVE = re.compile(
    r"^\s*(?:(?:strategic|key|prevent)\s+)?(?:objective|priority|aim|theme|strand|workstream|outcome)"
    r"\s+(?:no\.?\s*|number\s+)?(\d{1,2}|[a-z]{1,6})\b\s*[:.–—-]*\s*",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(r"^\s*(\d{1,2}|[a-z])\s*[).]\s+(?=\S)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[•◦▪·●‣o]\s+|[•◦▪·●‣]|[-–—*]\s+|\(?\d{1,2}[).]\s+)")
_YEARS = re.compile(r"\b(20\d\d)\s*([/–-])\s*((?:20)?\d\d)\b")


def plain(text: str) -> str:
    """Return words for comparison: small letters and single blanks; "T I M E" is "time"."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    parts = re.sub(r"[^\w]+|_", " ", folded).split()
    if len(parts) > 2 and all(len(part) == 1 for part in parts):
        return "".join(parts)
    return " ".join(parts)


def field_of(heading: str) -> str | None:
    """Return which field a column heading names: a name in `_FIELDS`, or None."""
    words = plain(heading)
    if words in _FIELD_OF:
        return _FIELD_OF[words]
    if legend_of(heading):
        return "progress"
    parts = words.split()
    # "LEAD (agency)", "Timescale 2015": the known name first, two words more at most.
    for kept in (len(parts) - 1, len(parts) - 2):
        if kept > 0 and (found := _FIELD_OF.get(" ".join(parts[:kept]))):
            return found
    return None


def tone_of(heading: str) -> str:
    """Return the colour word of a column that is ticked ("Red"), or ""."""
    words = plain(heading)
    return words.capitalize() if words in _COLOURS else ""


def legend_of(text: str) -> Legend | None:
    """Return the key of progress that a text states, such as "Red – behind Blue – ongoing".

    At least two colours with a word each; None where there are not.
    """
    found = list(_KEY_PART.finditer(text))
    stages: dict[str, Stage] = {}
    ends = [part.start() for part in found[1:]] + [len(text)]
    for part, end in zip(found, ends, strict=False):
        said = text[part.end() : end]
        word = re.split(r"[\n;|]", said.strip())[0].strip(" \t,.■●•()[]–—-")
        if not word or len(word) > _LONGEST_WORD:
            continue
        code = re.sub(r"\W+", "_", word.casefold()).strip("_")
        tone = _COLOURS[part[1].casefold()]
        meaning = next((m for words, m in _MEANINGS if re.search(words, word, re.IGNORECASE)), None)
        shown = word[:1].upper() + word[1:]
        if code:
            stages.setdefault(
                code,
                Stage(code, shown, part[1].capitalize(), tone, meaning or _BY_COLOUR[tone]),
            )
    return tuple(stages.values()) if len(stages) >= 2 else None


def objective_of(text: str) -> tuple[str, str] | None:
    """Return number and title of an objective's heading line, or None where it is none."""
    line = text.strip().split("\n")[0]
    match = _OBJECTIVE.match(line)
    if match is None:
        return None
    said = match[1].casefold()
    number = said if said.isdigit() else _NUMBERS.get(said, said if len(said) == 1 else "")
    if not number:
        return None
    return number, line[match.end() :].strip() or line.strip()


def activity_of(text: str) -> tuple[str, str] | None:
    """Return number and heading of "1) Coordinated …", or None where it is none."""
    match = _ACTIVITY.match(text)
    return (match[1], text[match.end() :].strip()) if match else None


def years_of(text: str) -> str:
    """Return the years a title names ("2015/2016"), as it writes them; "" for none."""
    match = _YEARS.search(text)
    return "".join(match.groups()) if match else ""


def lines_of(text: str) -> list[str]:
    """Return the lines of a cell without bullets and without empty ones."""
    found = (_BULLET.sub("", line).strip() for line in text.split("\n"))
    return [line for line in found if line]


def criteria_of(text: str) -> list[str]:
    """Return the criteria in a cell: one a bullet where our own bullets stand, else one a line."""
    if not text.startswith(BULLET):
        return lines_of(text)
    found: list[str] = []
    for line in text.split("\n"):
        if line.startswith(MEASURED):
            continue
        if line.startswith(BULLET):
            found.append(line.removeprefix(BULLET).strip())
        elif line.strip():
            found[-1] = f"{found[-1]}\n{line.strip()}".strip()
    return [one for one in found if one]


def unspaced(text: str) -> str:
    """Return a text that was set letter by letter in a narrow column as the word it is.

    "2 0 1 5 - 2 0 1 6" is "2015-2016"; any other text only loses its line ends.
    """
    parts = text.split()
    if len(parts) > 2 and all(len(part) == 1 for part in parts):
        return "".join(parts)
    return " ".join(parts)
