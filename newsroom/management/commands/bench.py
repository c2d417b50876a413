"""`bench`: what pages cost in this archive, beside a bare Django view and a raw WSGI function."""

import json
import logging
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from articles.models import Article
from newsroom.bench import NAMES, Bench, NothingPublished, can_be_served, chart, table


class Command(BaseCommand):
    """Measure pages of readers and of the desk, and publishing; nothing in the database is changed."""

    help = "Measure what pages cost: queries, CPU time and size, beside a bare Django view. Changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=15, help="How often each page is measured (default: 15).")
        parser.add_argument("--only", nargs="+", choices=NAMES, metavar="NAME", help=f"Some of: {'; '.join(NAMES)}.")
        parser.add_argument(
            "--served", action="store_true", help="Ask a server for the pages of readers, over HTTP (Linux only)."
        )
        parser.add_argument("--json", type=Path, metavar="FILE", help="Write the figures to a file, too.")
        parser.add_argument("--chart", type=Path, metavar="FILE.svg", help="Draw the CPU times into a file.")

    def handle(self, *, rounds, only, served, **options):
        if rounds < 1:
            raise CommandError(_("Choose at least one round."))
        if served and not can_be_served():
            raise CommandError(_("--served needs Linux: its /proc says what each process has used."))
        bench, log = Bench(rounds, only or NAMES, served), logging.getLogger("django.request")
        level = log.level
        log.setLevel(logging.ERROR)  # a 404 is measured, not news
        try:
            figures, baselines = bench.run()
        except NothingPublished as error:
            raise CommandError(_("Nothing is published here. Fill a database first: manage.py fill 5000")) from error
        finally:
            log.setLevel(level)
        articles = Article.objects.count()
        title = _("%(articles)s articles, %(vendor)s, median of %(rounds)s") % {
            "articles": f"{articles:,}",
            "vendor": connection.vendor,
            "rounds": rounds,
        }
        self.stdout.write(title)
        for line in table(figures, baselines):
            self.stdout.write(line)
        for name in bench.missing:
            self.stdout.write(_("%(name)s: none in this archive") % {"name": name})
        if options["json"]:
            content = {"articles": articles, "database": connection.vendor, "rounds": rounds}
            content |= {"pages": [each.as_json() for each in figures], "baselines": [b.as_json() for b in baselines]}
            options["json"].write_text(json.dumps(content, indent=1) + "\n")
        if options["chart"]:
            options["chart"].write_text(chart(figures, baselines, title))
