"""What answers a question: all words as they were typed; else as the site itself spells them; else any of them."""

from dataclasses import dataclass, field

from helpdesk.common import finding
from home.search.marks import mark
from home.search.sources import open_sources

IN_A_GROUP = 5
EVERY, ANY = " & ", " | "


@dataclass
class Group:
    """The hits of one kind: those that are shown, and how many there are (at most finding.MOST_FOUND)."""

    source: object
    rows: list
    hits: list = field(default_factory=list)

    @property
    def number(self):
        return len(self.rows)

    @property
    def rest(self):
        return self.number - len(self.hits)

    @property
    def has_more(self):
        """Whether there may be still more than was counted."""
        return self.number >= finding.MOST_FOUND


@dataclass
class Results:
    """`groups` by their best hit. `instead`: the words that were looked for in place of those typed."""

    groups: list = field(default_factory=list)
    instead: str = ""
    is_partial: bool = False

    @property
    def number(self):
        return sum(group.number for group in self.groups)

    @property
    def has_more(self):
        return any(group.has_more for group in self.groups)


def find(query, request, kind=""):
    """Return the Results for what somebody typed; `kind` shows all of one kind and a few of none else."""
    asked = finding.words(query)
    if not asked:
        return Results()
    sources = [source for source in open_sources() if kind in {"", source.code}]
    if results := _look(sources, asked, EVERY, request, kind):
        return results
    spelled = finding.mended(asked, [text for source in sources for text in source.texts()])
    instead = _respelled(query, dict(zip(asked, spelled, strict=True))) if spelled != asked else ""
    results = _look(sources, spelled, EVERY, request, kind) if instead else None
    if not results and len(spelled) > 1 and (results := _look(sources, spelled, ANY, request, kind)):
        results.is_partial = True
    if not results:
        return Results()
    results.instead = instead
    return results


def _look(sources, terms, glue, request, kind):
    groups = [Group(source, finding.best(source.searched(), terms, glue)) for source in sources]
    groups = sorted((group for group in groups if group.rows), key=lambda group: -group.rows[0].rank)
    for group in groups:
        shown = group.rows if kind else group.rows[:IN_A_GROUP]
        group.hits = [group.source.hit(row, request) for row in shown]
    mark([hit for group in groups for hit in group.hits], finding.raw_query(terms, ANY))
    return Results(groups) if groups else None


def _respelled(query, spelling):
    """The question with its words mended, all else as it was typed."""
    return finding.WORD.sub(lambda match: spelling.get(match.group().lower(), match.group()), query)
