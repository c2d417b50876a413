"""`quickstart`: from an empty folder to a site that answers, with a demonstration and an account for each role."""

import os
import platform
import signal
import socket
import subprocess
import sys
import time

import django
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import OperationalError, connection

from articles.models import Article
from newsroom.demo.accounts import accounts_are_open, open_accounts
from newsroom.demo.ownership import others

HOST = "127.0.0.1"
PATIENCE = 15  # seconds until the server must answer


class Command(BaseCommand):
    """Migrate, load the demonstration, open the accounts and serve; what already stands is left as it is."""

    help = "Set up a site with a demonstration and an account for each role, and serve it on this machine."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, help="The port to serve on (8000).")
        parser.add_argument("--no-serve", action="store_true", help="Set everything up, but start no server.")

    def handle(self, port, no_serve, **options):
        if not no_serve:
            refuse_taken_port(port)
        self.say(f"Checks passed: Python {platform.python_version()}, Django {django.get_version()}.")
        refuse_others_data()
        call_command("migrate", verbosity=0, interactive=False)
        self.say(f"The database is up to date ({connection.vendor}).")
        self.load_demo()
        passwords = self.accounts()
        self.explain(f"http://{HOST}:{port}", passwords)
        if not no_serve:
            self.serve(port)

    def say(self, line):
        """Write a line at once: the server's own output comes between."""
        self.stdout.write(line)
        self.stdout.flush()

    def load_demo(self):
        """Load the demonstration where there is none."""
        if Article.objects.exists():
            self.say("The demonstration was loaded before, and stays as it is now, changes included.")
        else:
            call_command("loaddata", "demo", verbosity=0)
            self.say(f"The demonstration is loaded: {Article.objects.count()} articles, pictures included.")

    def accounts(self):
        """Open the accounts where there are none; return their passwords, if they are new."""
        if accounts_are_open():
            return {}
        passwords = open_accounts()
        self.say("An account for each role is open.")
        return passwords

    def explain(self, site, passwords):
        """Say where everything is and what to do next."""
        lines = ["", f"  The site   {site}/", f"  The desk   {site}/admin/", ""]
        if passwords:
            lines.append("  Log in as      with the password (shown this once)")
            lines += [f"  {name:<14} {password}" for name, password in passwords.items()]
        else:
            lines.append("  The accounts and their passwords are those of the first run.")
            lines.append("  A password is lost? Set a new one: python manage.py changepassword chief")
        lines += ["", "Next: log in as editor, open “Three ribbons, one bridge,” change a word, and publish.", ""]
        self.say("\n".join(lines))

    def serve(self, port):
        """Serve until Ctrl+C; a session of its own lets the server be stopped once, by us."""
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
        command += ["--blocking-threads", "4", "--log-level", "warning", "newsroom.wsgi:application"]
        here = {"SITE_URL": f"http://{HOST}:{port}", "ALLOWED_HOSTS": f"{HOST},localhost"}
        server = subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | here, start_new_session=True)
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, signal.default_int_handler)
        try:
            wait_for(server, port)
            self.say("Serving. Ctrl+C stops it.")
            server.wait()
        except KeyboardInterrupt:
            self.say("\nStopped. Start again with the same command: nothing will be lost.")
        finally:
            server.terminate()
            server.wait()


def refuse_taken_port(port):
    """Raise `CommandError` where the port cannot be served on."""
    if not 0 < port < 65_536:
        raise CommandError(f"{port} is not a port. Choose one from 1024 to 65535, such as --port 8001.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise CommandError(f"Port {port} needs an administrator. Choose another: --port 8001.") from error
        except OSError as error:
            raise CommandError(f"Port {port} is taken. Stop what uses it, or choose another: --port 8001.") from error


def refuse_others_data():
    """Raise `CommandError` where the database belongs to somebody, or does not answer."""
    try:
        found = others()
    except OperationalError:  # its words may quote the address, and a password with it
        raise CommandError(
            "The database does not answer. Check that it runs, and that DATABASE_URL names its host, its name and an "
            "account that may use it."
        ) from None
    if found:
        raise CommandError(
            f"This database is not quickstart’s: it holds {', '.join(found)} that quickstart did not make. "
            "Nothing was changed. To serve it as it is: granian --interface wsgi newsroom.wsgi:application. "
            "To try the demonstration beside it, give VAR_DIR another folder, or DATABASE_URL an empty database."
        )


def wait_for(server, port):
    """Return when the server accepts connections; raise `CommandError` where it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.05)
    raise CommandError("The server did not start; what it said stands above.")
