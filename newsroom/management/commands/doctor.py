"""`doctor`: what is set, from where, what it means, and what to do next."""

from django.contrib.auth.models import User
from django.core.checks import run_checks
from django.core.management import BaseCommand
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from newsroom.command_line import DATABASE_SILENT
from newsroom.deployment_checks import IS_SET
from newsroom.environment import MEANINGS, reading, shown


class Command(BaseCommand):
    """Print every setting, without secrets, and what the system checks and the database ask for."""

    help = "Say what is set, from where, what it means and what to do next. Shows no password."
    requires_system_checks = []  # they are a part of what it prints

    def handle(self, **options):
        for variable in reading.variables.values():
            self.stdout.write(f"{variable.name} = {shown(variable)}  ({variable.source})")
            self.stdout.write(f"    {MEANINGS[variable.name]}")
        steps = [*setting_steps(), *database_steps()]
        self.stdout.write("\n" + (_("What to do next:") if steps else _("There is nothing else to do.")))
        for number, step in enumerate(steps, start=1):
            self.stdout.write(f"{number}. {step}")


def setting_steps():
    """Yield what the system checks report, those for deployment included, the gravest first."""
    messages = run_checks(include_deployment_checks=True)
    for message in sorted(messages, key=lambda message: (-message.level, message.id)):
        if message.id != IS_SET and not message.is_silenced():
            yield f"{message.msg} {message.hint or ''}".rstrip()


def database_steps():
    """Yield what the database needs."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            yield _("The database is not up to date. Run: python manage.py migrate")
        elif not User.objects.filter(is_active=True, is_staff=True).exists():
            yield _("Nobody can log in yet. Run: python manage.py createsuperuser")
    except OperationalError:
        yield str(DATABASE_SILENT)
