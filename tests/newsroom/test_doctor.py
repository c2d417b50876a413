"""`doctor` and `check --deploy` say what is set, where, what it means and what is to be done, and show no secret."""

import re
from io import StringIO

import pytest
from django.conf import settings as site_settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import OperationalError, connection

from newsroom import deployment_checks
from newsroom.environment import MEANINGS, reading, shown
from newsroom.environment.reading import DEFAULT, ENVIRONMENT, FILE, Variable

SECRETS = [
    Variable("DATABASE_URL", "postgres://ana:hunter2@db.example:5432/longview?sslpassword=hunter2", FILE),
    Variable("CACHE_URL", "redis://:hunter2@cache.example:6379/0", ENVIRONMENT),
    Variable("EMAIL_URL", "smtp+tls://ana:hunter2@mail.example:587", ENVIRONMENT),
    Variable("SECRET_KEY", "hunter2", ENVIRONMENT),
    Variable("MEDIA_STORAGE", "s3://longview", ENVIRONMENT),
]


@pytest.fixture
def variables(monkeypatch):
    """What the settings have read, where a few hold secrets."""
    read = reading.variables | {variable.name: variable for variable in SECRETS}
    monkeypatch.setattr(reading, "variables", read)
    return read


def doctor():
    output = StringIO()
    call_command("doctor", stdout=output)
    return output.getvalue()


def messages(check):
    """Return the messages and hints of a check."""
    return [f"{message.msg} {message.hint}" for message in check(None)]


def test_every_variable_is_explained_here_and_in_the_readme():
    table = (site_settings.BASE_DIR / "README.md").read_text().split("## Settings")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert set(re.findall(r"`([A-Z_]+)`", "".join(rows))) == MEANINGS.keys() == reading.variables.keys()


@pytest.mark.django_db
def test_each_setting_is_printed_with_its_place_and_its_meaning_and_no_secret(variables):
    output = doctor()
    assert "DATABASE_URL = postgres://db.example:5432/longview  (.env)\n    Where articles, facts" in output
    assert "CACHE_URL = redis://cache.example:6379/0  (environment)" in output
    assert "SECRET_KEY = (not shown)  (environment)" in output
    assert "MEDIA_STORAGE = s3://longview  (environment)" in output
    assert "HOUSE_STYLE = AP  (default)\n    How dates are written" in output
    assert "hunter2" not in output


def test_check_deploy_reports_what_is_set_without_secrets(variables):
    errors = StringIO()
    call_command("check", deploy=True, stderr=errors, stdout=errors)
    assert "(newsroom.I001) DATABASE_URL is “postgres://db.example:5432/longview” (.env)." in errors.getvalue()
    assert "HOUSE_STYLE" not in errors.getvalue()
    assert "hunter2" not in errors.getvalue()


def test_an_empty_secret_key_is_not_said_to_be_hidden():
    assert shown(Variable("SECRET_KEY", "", FILE)) == shown(Variable("SECRET_KEY", "", DEFAULT)) == "(empty)"


@pytest.mark.django_db
def test_the_next_steps_end_with_an_account(monkeypatch, settings):
    settings.SITE_URL, settings.HTTPS = "http://127.0.0.1:8000", False
    steps = doctor().split("What to do next:")[1]
    assert "1. SITE_URL does not begin with https://" in steps
    assert "security.W" not in steps
    assert "SECURE_HSTS_SECONDS" not in steps
    assert "Nobody can log in yet. Run: python manage.py createsuperuser" in steps
    User.objects.create_user("ana", is_staff=True)
    monkeypatch.setattr("newsroom.management.commands.doctor.run_checks", lambda **options: [])
    assert doctor().endswith("\nThere is nothing else to do.\n")


@pytest.mark.django_db
def test_a_database_that_lacks_a_migration_or_does_not_answer_is_a_next_step(monkeypatch):
    monkeypatch.setattr("newsroom.management.commands.doctor.MigrationExecutor.migration_plan", lambda *args: [1])
    assert "The database is not up to date. Run: python manage.py migrate" in doctor()

    def unreachable():
        raise OperationalError("failed to resolve host 'ana:hunter2@db'")

    monkeypatch.setattr(connection, "ensure_connection", unreachable)
    assert "The database does not answer. " in doctor()
    assert "hunter2" not in doctor()


def test_a_site_behind_a_proxy_is_asked_about_it(settings):
    settings.HTTPS, settings.BEHIND_PROXY = True, False
    [message] = messages(deployment_checks.check_address)
    assert "set BEHIND_PROXY=true" in message
    settings.BEHIND_PROXY = True
    assert not messages(deployment_checks.check_address)
    settings.ALLOWED_HOSTS = ["*"]
    assert "Name the hosts" in messages(deployment_checks.check_address)[0]


def test_a_file_of_variables_that_others_can_read_or_with_a_typing_error_is_reported(settings, tmp_path, monkeypatch):
    settings.BASE_DIR = tmp_path
    monkeypatch.setattr(reading, "file_names", set())
    assert not messages(deployment_checks.check_variables_file)
    (tmp_path / ".env").touch(mode=0o644)
    names = {"SITEURL", "siteurl", "HOUSE_STYLE", "AWS_ACCESS_KEY_ID", "COLOUR"}
    monkeypatch.setattr(reading, "file_names", names)
    readable, colour, address = messages(deployment_checks.check_variables_file)
    assert readable == f"Other accounts can read .env. Run: chmod 600 {tmp_path}/.env"
    assert colour == "COLOUR in .env is no setting of Newsroom. See the settings in README.md."
    assert address == "SITEURL in .env is no setting of Newsroom. Did you mean SITE_URL?"
    (tmp_path / ".env").chmod(0o600)
    assert len(messages(deployment_checks.check_variables_file)) == 2


def test_mail_that_is_only_printed_is_reported(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "Set EMAIL_URL to a mail server" in messages(deployment_checks.check_mail)[0]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert not messages(deployment_checks.check_mail)


def test_static_files_that_were_not_collected_are_reported(settings):
    settings.WHITENOISE_USE_FINDERS = True
    assert "collectstatic" in messages(deployment_checks.check_collected_files)[0]
    settings.WHITENOISE_USE_FINDERS = False
    assert not messages(deployment_checks.check_collected_files)
