"""What is measured: who asks for what, beside which floor, within which limit."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from helpdesk.attachments.samples import pdf_of
from helpdesk.tickets.filters import QUICK
from helpdesk.tickets.models.status import STATUS_GROUPS, Status
from home.bench import limits
from home.bench.writing import LETTER, LIST, NEW, Creating, LoggingIn, Replying, Uploading

ROWS, STATIC = "rows", "static"
MIB = 1024 * 1024


@dataclass(frozen=True)
class Action:
    """`who` asks for `path` (""; then `write(person)` gives path, body and kind anew for each request).
    `floor`: ROWS, STATIC, or the name of the example whose bare insert it is measured against; `status`: of its answer."""

    name: str
    who: str
    path: str = ""
    limit: limits.Limit = limits.ONLY_SHOWN
    floor: str = ROWS
    status: int = 200
    write: object = None
    explained: bool = False  # its statements are read by --explain

    @property
    def is_insert(self):
        return self.write is not None and self.floor not in {ROWS, STATIC}


def every_action(facts):
    """In the order in which they are measured: what only reads comes first."""
    return [*queues(facts), *searches(facts), *tickets(facts), *others(facts), *writing(facts)]


def queues(facts):
    for who in ("staff", "admin"):
        yield Action(f"queue ({who})", who, LIST, limits.QUEUE, explained=True)
        deep = f"{LIST}?{urlencode({'kursor': facts.cursors[who]})}"
        yield Action(f"queue, deep page ({who})", who, deep, limits.QUEUE, explained=True)
        yield Action(f"queue, due first ({who})", who, f"{LIST}?urut=due", limits.QUEUE, explained=True)
    filters = {f"status {group}": f"status={group}" for group in STATUS_GROUPS}
    filters |= {f"status exactly {Status.REJECTED}": f"status={quote('=' + Status.REJECTED)}", "department": f"departemen={facts.department}"}
    filters |= {f"only {quick}": f"hanya={quick}" for quick in QUICK}
    for name, query in filters.items():
        for who in ("staff", "admin"):
            yield Action(f"queue, {name} ({who})", who, f"{LIST}?{query}", limits.QUEUE, explained=True)


def searches(facts):
    words = {"common word": facts.words["common"], "rare word": facts.words["rare"]}
    for name, word in words.items():
        for who in ("staff", "admin"):
            yield Action(f"search, {name} ({who})", who, f"{LIST}?{urlencode({'q': word})}", limits.QUEUE, explained=True)
    for name, word in {"number": facts.numbers["searched"], "phrase": facts.words["phrase"]}.items():
        yield Action(f"search, {name} (admin)", "admin", f"{LIST}?{urlencode({'q': word})}", explained=True)


def tickets(facts):
    yield Action("ticket with 20 messages", "talk", f"{LIST}{facts.numbers['talk']}/", limits.TICKET, explained=True)
    yield Action("ticket with 500 messages", "long_talk", f"{LIST}{facts.numbers['long_talk']}/", explained=True)


def others(facts):
    for role in ("superadmin", "admin", "staff", "client"):
        yield Action(f"dashboard ({role})", role, "/helpdesk/", limits.DASHBOARD, explained=True)
    yield Action("client's own tickets", "client", LIST, limits.OWN, explained=True)
    yield Action("empty ticket form", "client", f"{NEW}?layanan={facts.service}", limits.OWN)
    yield Action("client list (admin)", "admin", "/helpdesk/client/")
    proposals = {"layanan": facts.service, "judul": "lupa kata sandi akun"}
    yield Action("FAQ suggestions", "client", f"/helpdesk/faq/usul/?{urlencode(proposals)}")
    yield Action("bare view behind the site's middleware, logged in", "staff", "/bench/framed/")
    yield Action("Beranda", "visitor", "/", limits.PUBLIC, STATIC)
    yield Action("FAQ", "visitor", "/faq/", limits.PUBLIC, STATIC)


def writing(facts):
    """Last, and `create` first: what comes after it finds fresh tickets."""
    paper, spared = pdf_of(MIB, LETTER), (facts.numbers["talk"], facts.numbers["long_talk"])
    create = Creating(facts.service)
    upload = Uploading(facts.people["client"], paper, spared, create)
    replying = Replying(facts.service_department, spared)
    yield Action("login", "visitor", "", limits.LOGIN, ROWS, 302, LoggingIn(facts.logins, facts.password))
    yield Action("create", "client", "", limits.CREATE, "create", 302, create)
    yield Action("reply", "desk", "", limits.REPLY, "reply", 302, replying)
    yield Action("create with a PDF of 1 MiB", "client", "", limits.CREATE_PDF, "create_pdf", 302, Creating(facts.service, paper))
    yield Action("upload of 1 MiB", "client", "", limits.ONLY_SHOWN, "upload", 302, upload)
