"""`export` writes the whole site into one file, and `import` makes the same site of it in an empty database."""

import hashlib
import io
import zipfile

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, Change, Edition, FactVersion, Image, record
from newsroom.site_archive.rows import read_rows, site_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(clock, article, stage, ana):
    """A site with a published article, corrected since, and a picture; its reader's address."""
    clock.shift(0.123456)
    article.lead_image = stage
    article.save()
    article.publish(ana, "update")
    stage.title = "Another title"
    stage.renditions = [*stage.renditions, stage.renditions[0] | {"name": "640.jpg", "type": "image/jpeg"}]
    stage.save()
    record(stage, ana, "correction", "The title was wrong.")
    for path in stage.files.paths:
        default_storage.save(path, ContentFile(f"the bytes of {path}".encode()))
    ana.groups.add(Group.objects.get(name="editor"))
    return Edition.objects.get().path


def export(path, **options):
    call_command("export", str(path), stdout=io.StringIO(), **options)
    return path


def load(path):
    """Load an archive; return what the command says."""
    out = io.StringIO()
    call_command("import", str(path), stdout=out)
    return out.getvalue()


def all_rows():
    """Return every row of the site by model."""
    return {model: list(read_rows(model)) for model in site_models()}


def contents(paths):
    """Return the bytes of stored files by path."""
    found = {}
    for path in paths:
        with default_storage.open(path) as file:
            found[path] = file.read()
    return found


def empty_site(accounts=True):
    """Make the site a new one."""
    for path in [path for image in Image.objects.all() for path in image.files.paths]:
        default_storage.delete(path)
    for model in site_models():
        model._base_manager.all()._raw_delete(using="default")
    if accounts:
        User.objects.all().delete()


def rewritten(path, change):
    """Change the members of an archive, as bytes by name, and write it again."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_site_comes_back_row_for_row_and_byte_for_byte(site, client, tmp_path, monkeypatch):
    monkeypatch.setattr("newsroom.site_archive.load.BATCH", 2)
    before, page = all_rows(), client.get(site).content
    files = contents(Image.objects.get().files.paths)
    assert any(row["moment"].endswith("123456+00:00") for row in before[Change])
    path = export(tmp_path / "site.zip")
    empty_site(accounts=False)
    assert client.get(site).status_code == 404
    load(path)
    assert all_rows() == before
    assert client.get(site).content == page
    assert contents(files) == files
    assert len(files) == 2


def test_a_loaded_site_goes_on_as_it_was(site, tmp_path, ana):
    path = export(tmp_path / "site.zip")
    empty_site()
    load(path)
    versions = FactVersion.objects.count()
    record(Image.objects.get())
    assert FactVersion.objects.count() == versions
    Article.objects.get().publish(User.objects.get(username="ana"), "update")
    assert Edition.objects.count() == 2


def test_accounts_come_without_passwords_and_keep_their_groups(site, tmp_path, ana):
    ana.set_password("a long secret")
    ana.save()
    path = export(tmp_path / "site.zip")
    assert b"a long secret" not in path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert ana.password not in archive.read("accounts.jsonl").decode()
    empty_site()
    load(path)
    again = User.objects.get(username="ana")
    assert not again.has_usable_password()
    assert again.groups.get().name == "editor"
    assert Edition.objects.get().by == again


def test_an_account_that_the_new_site_has_is_left_as_it_is(site, tmp_path):
    path = export(tmp_path / "site.zip")
    empty_site()
    User.objects.create_user("somebody")
    here = User.objects.create_user("ana", email="ana@example.org", password="her own")
    load(path)
    here.refresh_from_db()
    assert here.check_password("her own")
    assert Edition.objects.get().by == here


def test_without_accounts_nobody_is_named(site, tmp_path):
    path = export(tmp_path / "site.zip", no_accounts=True)
    empty_site()
    assert "no longer name a person" in load(path)
    assert not User.objects.exists()
    assert Edition.objects.get().by is None


def test_a_site_with_content_refuses_an_archive(site, tmp_path):
    path = export(tmp_path / "site.zip")
    before = all_rows()
    with pytest.raises(CommandError, match="This site has content already"):
        load(path)
    assert all_rows() == before


def change_a_row(members):
    members["rows/articles.topic.jsonl"] = members["rows/articles.topic.jsonl"].replace(b"Mara", b"Nora")


def change_the_last_file(members):
    members[[name for name in members if name.startswith("media/")][-1]] += b"."


def lose_a_member(members):
    del members["rows/articles.topic.jsonl"]


def lose_the_manifest(members):
    del members["manifest.json"]


def be_of_another_format(members):
    members["manifest.json"] = members["manifest.json"].replace(b'"format": 1', b'"format": 99')


def hold_an_unknown_model(members):
    members["manifest.json"] = members["manifest.json"].replace(b"rows/articles.topic", b"rows/articles.poll")


def hold_an_unknown_column(members):
    name, line = "rows/articles.topic.jsonl", b'{"shoe_size": 44}\n'
    digests = [hashlib.sha256(content).hexdigest().encode() for content in (members[name], line)]
    members[name], members["manifest.json"] = line, members["manifest.json"].replace(*digests)


@pytest.mark.parametrize(
    "change, message",
    [
        (change_a_row, "damaged: rows/articles.topic.jsonl is not what was written"),
        (change_the_last_file, "damaged: media/pictures/"),
        (lose_a_member, "damaged: rows/articles.topic.jsonl"),
        (lose_the_manifest, "not an archive that “export” wrote"),
        (be_of_another_format, "has the format 99"),
        (hold_an_unknown_model, "rows/articles.poll.jsonl"),
        (hold_an_unknown_column, "does not know what the archive holds: articles.topic.shoe_size"),
    ],
)
def test_an_archive_that_is_not_whole_leaves_nothing_behind(site, tmp_path, change, message):
    path = rewritten(export(tmp_path / "site.zip"), change)
    files = Image.objects.get().files.paths
    empty_site()
    with pytest.raises(CommandError, match=message):
        load(path)
    assert not Article.objects.exists()
    assert not any(map(default_storage.exists, files))


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_another_file_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "site.zip"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="not an archive"):
        load(path)


def test_a_path_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        load(tmp_path / "site.zip")
    with pytest.raises(CommandError, match="cannot be written"):
        export(tmp_path / "folder" / "site.zip")


def test_a_picture_that_is_missing_is_said_and_the_rest_is_exported(site, tmp_path):
    missing, *_others = Image.objects.get().files.paths
    default_storage.delete(missing)
    out = io.StringIO()
    call_command("export", str(tmp_path / "site.zip"), stdout=out)
    assert f"{missing} is not in the archive" in out.getvalue()
    empty_site()
    assert f"{missing} is missing" in load(tmp_path / "site.zip")


def test_an_export_that_is_stopped_leaves_the_older_archive(site, tmp_path, monkeypatch):
    path = tmp_path / "site.zip"
    path.write_bytes(b"older")
    monkeypatch.setattr("newsroom.site_archive.export.write_files", interrupt)
    with pytest.raises(CommandError, match="Stopped"):
        export(path)
    assert path.read_bytes() == b"older"
    assert [each for each in tmp_path.iterdir() if each.is_file()] == [path]


def interrupt(writer, paths):
    raise KeyboardInterrupt


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_dumpdata_keeps_microseconds(site, form):
    out = io.StringIO()
    call_command("dumpdata", "articles.change", format=form, stdout=out)
    assert ".123456Z" in out.getvalue()
    assert timezone.now().microsecond == 123_456
