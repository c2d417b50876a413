"""`quickstart`: from an empty folder to a running site with the demonstration and an account for each role."""

import json
import os
import platform
import secrets
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext

import django
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Image, Section, fact_models
from newsroom.command_line import DATABASE_SILENT, INTERRUPTED
from newsroom.demo import FIXTURE, PICTURES
from newsroom.roles import ROLES

HOST = "127.0.0.1"
STOPPED = gettext_lazy("\nStopped. Run the same command to start again; nothing is lost.")
START_TIMEOUT = 15  # seconds
DOMAIN = "@quickstart.invalid"  # can never receive mail (RFC 2606), so it tells these accounts from people's
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look alike: i, l, 1, o, 0


class Command(BaseCommand):
    """Migrate, load the demonstration, create the accounts and serve; whatever exists already is left as it is."""

    help = "Set up a site with the demonstration and an account for each role, and serve it here."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="The port to serve on (default: 8000).")
        parser.add_argument("--no-serve", action="store_true", help="Set everything up without starting a server.")

    def handle(self, port, no_serve, **options):
        try:
            self.set_up_and_serve(None if no_serve else port, f"http://{HOST}:{port}")
        except KeyboardInterrupt:
            self.print(STOPPED)
            sys.exit(INTERRUPTED)

    def set_up_and_serve(self, port, site):
        """Do everything in turn, and serve until Ctrl+C unless the port is None."""
        if port is not None:
            check_port(port)
        self.print(
            _("Python %(python)s and Django %(django)s are ready.")
            % {"python": platform.python_version(), "django": django.get_version()}
        )
        refuse_foreign_data()
        self.print(_("Bringing the database up to date (%(vendor)s)…") % {"vendor": connection.vendor})
        call_command("migrate", verbosity=0, interactive=False)
        # It takes a second to start, and meanwhile the rest is done.
        with nullcontext() if port is None else serving(port) as server:
            self.load_demo()
            passwords = {} if accounts_exist() else self.create_accounts()
            self.print_next_steps(site, passwords)
            if server:
                wait_for(server, port)
                self.print(_("Serving. Press Ctrl+C to stop."))
                self.wait_for_ctrl_c(server)

    def wait_for_ctrl_c(self, server):
        """Return when the server ends, or on Ctrl+C."""
        try:
            server.wait()
        except KeyboardInterrupt:
            self.print(STOPPED)

    def print(self, line):
        """Write a line and flush it, so that it keeps its place among the server's own lines."""
        self.stdout.write(line)
        self.stdout.flush()

    def load_demo(self):
        """Load the demonstration into a site without articles."""
        if Article.objects.exists():
            self.print(_("The demonstration is already loaded. It was left as it is, changes included."))
            return
        self.print(_("Loading the demonstration…"))
        store_pictures()
        call_command("loaddata", "demo", verbosity=0)
        count = Article.objects.count()
        self.print(_("The demonstration is loaded: %(count)s articles with their pictures.") % {"count": count})

    def create_accounts(self):
        """Create the accounts and say so; return their passwords by name."""
        self.print(_("Creating an account for each role…"))
        return create_accounts()

    def print_next_steps(self, site, passwords):
        """Print the addresses, the accounts and what to try first."""
        lines = ["", f"  {_('Site')}   {site}/", f"  {_('Desk')}   {site}/admin/", ""]
        if passwords:
            lines.append(_("  Log in as      with the password (shown only once)"))
            lines += [f"  {name:<14} {password}" for name, password in passwords.items()]
        else:
            lines.append(_("  The accounts and their passwords are those of the first run."))
            lines.append(_("  If a password is lost, set a new one: python manage.py changepassword chief"))
        lines += [
            "",
            _("Next: log in as editor, open “Three ribbons, one bridge,” change a word, and publish it."),
            "",
        ]
        self.print("\n".join(lines))


@contextmanager
def serving(port):
    """Start the server, and stop it at the end, which Ctrl+C and SIGTERM bring about."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    command += ["--blocking-threads", "4", "--log-level", "warning", "newsroom.wsgi:application"]
    local = {"SITE_URL": f"http://{HOST}:{port}"}
    # In a session of its own, the server does not receive the terminal's Ctrl+C too: only we stop it.
    server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | local, start_new_session=True)
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    try:
        yield server
    finally:
        stop_server(server)


def stop_server(server):
    """Stop the server and its workers. A signal may be lost while it starts, so ask again, and in the end insist."""
    for _attempt in range(5):
        server.terminate()
        try:
            server.wait(timeout=1)
            return
        except subprocess.TimeoutExpired:
            continue
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def check_port(port):
    """Raise `CommandError` if the port cannot be served on."""
    if not 0 < port < 65_536:
        raise CommandError(
            _("%(port)s is not a port. Choose one from 1024 to 65535, such as --port 8001.") % {"port": port}
        )
    with socket.socket() as probe:
        # As the server does: a port is not in use while the last connections to it time out.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise CommandError(
                _("Port %(port)s is reserved for administrators. Choose another: --port 8001.") % {"port": port}
            ) from error
        except OSError as error:
            raise CommandError(
                _("Port %(port)s is in use. Stop the program that uses it, or choose another: --port 8001.")
                % {"port": port}
            ) from error


def refuse_foreign_data():
    """Raise `CommandError` if the database does not answer, or holds data that quickstart did not create."""
    try:
        rows = foreign_rows()
    except OperationalError:  # its message may quote the address, password included
        raise CommandError(DATABASE_SILENT) from None
    if rows:
        raise CommandError(
            _(
                "This database holds %(rows)s that quickstart did not create. Nothing was changed. "
                "To serve it as it is: granian --interface wsgi newsroom.wsgi:application. "
                "To try the demonstration apart from it, set VAR_DIR to another folder, or DATABASE_URL to an empty "
                "database."
            )
            % {"rows": ", ".join(rows)}
        )


def foreign_rows():
    """Return what the database holds that quickstart did not create, such as `["2 articles"]`.

    A database with quickstart's accounts counts as its own, whatever was written there since. This may run before the
    first migration or before a later one: it reads no column that might still be missing.
    """
    tables = connection.introspection.table_names()
    if User._meta.db_table in tables and accounts_exist():
        return []
    demo = {row["pk"] for row in json.loads(FIXTURE.read_text("utf-8"))}
    counts = {
        model: sum(str(key) not in demo for key in model.objects.values_list("pk", flat=True).iterator())
        for model in (User, Article, Section, *fact_models())
        if model._meta.db_table in tables
    }
    return [
        f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
        for model, count in counts.items()
        if count
    ]


def accounts_exist():
    """Return whether quickstart has created its accounts in this database."""
    return User.objects.filter(email__endswith=DOMAIN).exists()


def store_pictures():
    """Store the files that come with the demonstration, which `loaddata` would take seconds to make."""
    for path in PICTURES.glob("*/*"):
        name = Image(stem=path.parent.name).files.path_of(path.name)
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(path.read_bytes()))


def create_accounts():
    """Create an account for each role; return a mapping of names to passwords, which are stored nowhere else."""
    names = {role: role.replace(" ", "-") for role in ROLES}
    passwords = {name: random_password() for name in names.values()}
    with ThreadPoolExecutor() as pool:  # a hash takes a third of a second, without Python's lock
        hashes = dict(zip(passwords, pool.map(make_password, passwords.values()), strict=True))
    for role, name in names.items():
        user = User.objects.create(username=name, email=name + DOMAIN, password=hashes[name], is_staff=True)
        user.groups.add(Group.objects.get(name=role))
    return passwords


def random_password():
    """Return 16 letters and digits in groups of four: 79 random bits that can be typed."""
    groups = ["".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4)]
    return "-".join(groups)


def wait_for(server, port):
    """Return when the server accepts connections; raise `CommandError` if it ends or takes too long."""
    deadline = time.monotonic() + START_TIMEOUT
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise CommandError(_("The server did not start. Its own messages are above."))
