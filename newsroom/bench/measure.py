"""Measuring: pages are asked for in this process, through WSGI, as a server does it; or from a server.

CPU time is that of this process: SQLite works in it, PostgreSQL does not (its share is in the milliseconds by the
clock). Every round asks for every page once, so that a slow neighbour hits all alike; the median of the rounds counts.
"""

import gc
import io
import statistics
import time
import uuid
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.http import HttpRequest

from articles.models import Article, Generation, Kind
from newsroom.bench.constant import constant_function, constant_view
from newsroom.bench.pages import NAMES, PUBLISHING, READERS, Page, Pages
from newsroom.bench.served import FUNCTION_PATH, VIEW_PATH, ServedSite
from newsroom.bench.work import Work

# A sample asks again until so much CPU time is spent (s), because a single answer of a fast page varies much; from a
# server with its threads it varies more.
SAMPLE, SERVED_SAMPLE = 0.01, 0.05
VIEW, WSGI = "a bare Django view", "a raw WSGI function"


@dataclass
class Figures:
    """What a page costs: the medians of the rounds.

    `work` are steps of SQLite's virtual machine or rows that PostgreSQL read. None stands for what there is not.
    """

    name: str
    path: str
    queries: int | None
    work: int | None
    cpu_ms: float
    ms: float
    bytes: int | None
    times_view: float = 0
    times_wsgi: float = 0

    @property
    def per_second(self):
        """How many of these one CPU can answer in a second."""
        return 1000 / self.cpu_ms

    def as_json(self):
        return asdict(self) | {"per_second": self.per_second}


class Bench:
    """Measures pages of the archive in `rounds`; `names` are some of `NAMES`, or all.

    `missing` are those names of which the archive has no page. Where it is `served`, the pages of readers are asked for
    over HTTP, and CPU time is that of the server's processes.
    """

    def __init__(self, rounds, names=NAMES, served=False):
        self.rounds, self.served = rounds, served
        self.names = [name for name in names if name in READERS] if served else names
        self.site = WSGIHandler()
        self.cookie = self.user = None
        self.samples, self.counted, self.missing = {}, {}, []

    def run(self):
        """Return (figures of the pages in their order, those of a bare view and of a raw function)."""
        with connection_kept() if connection.in_atomic_block else nullcontext():
            return self._run()

    def _run(self):
        finder = Pages(Generation.objects.moment(), lambda path: self._ask(path)[0] == HTTPStatus.OK)
        self.article = finder.long_article if PUBLISHING in self.names else None
        found = {name: finder.find(name) for name in self.names}
        self.missing = [name for name, page in found.items() if page is None]
        pages = list(filter(None, found.values()))
        readers, desk = [p for p in pages if not p.is_desk], [p for p in pages if p.is_desk]
        size = self._ask(finder.article.path)[1]
        for page in readers:
            self._count(page)
        with self._at_the_desk():
            for page in desk:
                self._count(page)
        if self.served:
            self._sample_served(readers, size)
        else:
            self._sample_here(readers, desk, size)
        view, function = (self._figures(name, "", None, None, size) for name in (VIEW, WSGI))
        figures = [self._figures(page.name, page.path, *self.counted[page.name]) for page in pages]
        for each in [*figures, view, function]:
            each.times_view, each.times_wsgi = each.cpu_ms / view.cpu_ms, each.cpu_ms / function.cpu_ms
        return figures, [view, function]

    def _sample_here(self, readers, desk, size):
        """Take the samples of all rounds in this process."""
        view, function = constant_view(size), constant_function(size)
        asks = {VIEW: partial(respond, view, "/"), WSGI: partial(respond, function, "/")}
        asks |= {page.name: partial(self._answer, page) for page in readers}
        desk_asks = {page.name: partial(self._answer, page) for page in desk}
        for _ in range(self.rounds):
            self._sample(asks, time.process_time, SAMPLE)
            with self._at_the_desk():
                self._sample(desk_asks, time.process_time, SAMPLE)

    def _sample_served(self, readers, size):
        """Take the samples of all rounds from a server."""
        pages = [Page(VIEW, VIEW_PATH), Page(WSGI, FUNCTION_PATH), *readers]
        with ServedSite(size) as server:
            asks = {page.name: partial(check_status, page, server.ask) for page in pages}
            for _ in range(self.rounds):
                self._sample(asks, server.cpu, SERVED_SAMPLE)

    def _ask(self, path):
        """Return (status, size) of the answer to a GET."""
        return respond(self.site, path, self.cookie)

    def _answer(self, page):
        """Ask for a page and return the size of the answer; or publish, and return None."""
        if page.name == PUBLISHING:
            return self._publish()
        return check_status(page, self._ask)

    def _publish(self):
        """Publish an article, and undo it."""
        with transaction.atomic():
            Article.objects.get(pk=self.article.pk).publish(self.user, Kind.UPDATE, later="keep")
            transaction.set_rollback(True)

    def _count(self, page):
        """Ask for a page twice, the second time counting its queries and what the database does for them."""
        self._answer(page)
        with Work() as work:
            size = self._answer(page)
        self.counted[page.name] = work.queries, work.amount(), size

    def _sample(self, asks, cpu, least):
        """Take a sample, of at least so much CPU time, of each page; `cpu` returns the time used so far (s)."""
        for name, ask in asks.items():
            gc.collect()
            count, cpu_begun, begun = 0, cpu(), time.perf_counter()
            while not count or cpu() - cpu_begun < least:
                ask()
                count += 1
            seconds, clock = cpu() - cpu_begun, time.perf_counter() - begun
            self.samples.setdefault(name, []).append((seconds * 1000 / count, clock * 1000 / count))

    def _figures(self, name, path, queries, work, size):
        cpu_ms, ms = (statistics.median(times) for times in zip(*self.samples[name], strict=True))
        return Figures(name, path, queries, work, cpu_ms, ms, size)

    @contextmanager
    def _at_the_desk(self):
        """Log a superuser in who never existed: the transaction is rolled back."""
        with transaction.atomic(), connection_kept():
            self.user = User.objects.create_superuser(f"bench-{uuid.uuid4()}")
            request = HttpRequest()
            request.session = SessionStore()
            login(request, self.user, "django.contrib.auth.backends.ModelBackend")
            request.session.save()
            self.cookie = f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"
            yield
            self.cookie = self.user = None
            transaction.set_rollback(True)


@contextmanager
def connection_kept():
    """Keep requests from closing the connection, as they do between them: the transaction would be lost."""
    signals = [signal for signal in (request_started, request_finished) if signal.disconnect(close_old_connections)]
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def check_status(page, ask):
    """Ask for a page and return the size of the answer; an error page must not be measured in its place."""
    status, size = ask(page.path)
    expected = HTTPStatus.NOT_FOUND if page.name == "404" else HTTPStatus.OK
    if status != expected:
        raise RuntimeError(f"{page.path} answered {status}.")
    return size


def respond(application, path, cookie=None):
    """Ask a WSGI application for a page; return (status, size of its body)."""
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443" if settings.HTTPS else "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": settings.HOST,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "https" if settings.HTTPS else "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }
    if cookie:
        environ["HTTP_COOKIE"] = cookie
    statuses = []
    body = application(environ, lambda status, headers, exc_info=None: statuses.append(int(status[:3])))
    try:
        size = sum(map(len, body))
    finally:
        if hasattr(body, "close"):
            body.close()
    return statuses[0], size
