import articles.addresses
import articles.text.fields
import articles.text.slugs
from articles.text import fold
from articles.text.migration import filling_folded, lower_casing
import django.db.models.deletion
from django.db import migrations, models


def fold_image_words(apps, schema_editor):
    """Write the words of images as `fold` does since: those with ø, æ, ł and the like."""
    words = apps.get_model("articles", "ImageWord").objects.using(schema_editor.connection.alias)
    rows = [row for row in words.iterator() if not row.word.isascii() and row.word != fold(row.word)]
    words.bulk_create([words.model(image_id=row.image_id, word=fold(row.word)[:40]) for row in rows], ignore_conflicts=True)
    words.filter(pk__in=[row.pk for row in rows]).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_lists_by_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='folded',
            field=articles.text.fields.FoldedField('headline', default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='author',
            name='folded',
            field=articles.text.fields.FoldedField('name', db_index=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='author',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.author'),
        ),
        migrations.AddField(
            model_name='section',
            name='folded',
            field=articles.text.fields.FoldedField('name', db_index=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='source',
            name='folded',
            field=articles.text.fields.FoldedField('title', db_index=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='source',
            name='folded_makers',
            field=articles.text.fields.FoldedField('publisher', 'author', default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='topic',
            name='folded',
            field=articles.text.fields.FoldedField('name', db_index=True, default='', editable=False, serialize=False),
        ),
        migrations.AlterField(
            model_name='address',
            name='path',
            field=articles.text.slugs.PathField(max_length=200, unique=True),
        ),
        migrations.AlterField(
            model_name='article',
            name='slug',
            field=articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the headline if left empty.', max_length=120, validators=[articles.addresses.validate_unreserved_slug]),
        ),
        migrations.AlterField(
            model_name='author',
            name='slug',
            field=articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the name if left empty.', max_length=80, unique=True),
        ),
        migrations.AlterField(
            model_name='section',
            name='slug',
            field=articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the name if left empty.', max_length=60, unique=True, validators=[articles.addresses.validate_unreserved_slug]),
        ),
        migrations.AlterField(
            model_name='topic',
            name='slug',
            field=articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the name if left empty.', max_length=80, unique=True),
        ),
        migrations.RemoveIndex(model_name='change', name='change_fact'),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(models.F('fact'), models.F('kind'), models.F('moment'), name='change_fact_kind'),
        ),
        lower_casing("articles"),
        filling_folded("articles"),
        migrations.RunPython(fold_image_words, migrations.RunPython.noop, elidable=True),
    ]
