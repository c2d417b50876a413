import articles.text.fields
import articles.text.slugs
from articles.text.migration import filling_folded, lower_casing
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0008_lists_by_index'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='event',
            name='timeline_event_title',
        ),
        migrations.AddField(
            model_name='event',
            name='folded',
            field=articles.text.fields.FoldedField('title', db_index=True, default='', editable=False, serialize=False),
        ),
        migrations.AddField(
            model_name='timeline',
            name='folded',
            field=articles.text.fields.FoldedField('title', db_index=True, default='', editable=False, serialize=False),
        ),
        migrations.AlterField(
            model_name='event',
            name='slug',
            field=articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the title if left empty.', max_length=100, unique=True),
        ),
        migrations.AlterField(
            model_name='timeline',
            name='slug',
            field=articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the title if left empty.', max_length=100, unique=True),
        ),
        lower_casing("timeline"),
        filling_folded("timeline"),
    ]
