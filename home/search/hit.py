"""One thing that was found, before and after its words are marked."""

from dataclasses import dataclass, field


@dataclass
class Hit:
    """`titles` and `texts` are plain: Indonesian, then English where there is some. `title` and `passage` are safe HTML."""

    url: str
    titles: list
    texts: list
    facts: list = field(default_factory=list)
    rank: float = 0
    title: str = ""
    passage: str = ""
