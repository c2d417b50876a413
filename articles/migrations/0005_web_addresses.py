"""Every column with a web address holds nothing but http, https and mailto, and its database refuses all else.

What is stored already is put right first, so that the constraints can be added whatever it is: control characters and
white space go, the scheme is written in small letters, and what is no such address even then (`javascript:`, `data:`,
`//host`, a bare name) is blanked and written to the log. Sources keep their titles; nothing else is touched.
"""

import logging
import re

import articles.text.web_addresses
from django.conf import settings
from django.db import migrations, models

log = logging.getLogger(__name__)
COLUMNS = [('source', 'url'), ('image', 'web_statement'), ('image', 'licensor_url')]
INVISIBLE = re.compile('[\x00-\x20\x7f-\xa0\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]')
SAFE = re.compile(r'(https?://|mailto:)(\S+)', re.IGNORECASE)


def blank_unsafe_addresses(apps, schema_editor):
    """Clean the stored addresses, and blank those that no page may link to."""
    for model, column in COLUMNS:
        rows = apps.get_model('articles', model).objects.using(schema_editor.connection.alias)
        for key, address in rows.exclude(**{column: ''}).values_list('pk', column).iterator():
            match = SAFE.fullmatch(INVISIBLE.sub('', address))
            cleaned = match[1].lower() + match[2] if match else ''
            if not cleaned:
                log.warning('articles.%s %s: the unsafe address %r in %s is blanked.', model, key, address, column)
            if cleaned != address:
                rows.filter(pk=key).update(**{column: cleaned})


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_merging_without_an_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(blank_unsafe_addresses, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='image',
            name='image_licence_address',
        ),
        migrations.RemoveConstraint(
            model_name='image',
            name='image_licensor_address',
        ),
        migrations.AlterField(
            model_name='image',
            name='licensor_url',
            field=articles.text.web_addresses.WebAddressField(blank=True, max_length=600, verbose_name='address where a licence can be had'),
        ),
        migrations.AlterField(
            model_name='image',
            name='web_statement',
            field=articles.text.web_addresses.WebAddressField(blank=True, max_length=600, verbose_name='address of the licence'),
        ),
        migrations.AlterField(
            model_name='source',
            name='url',
            field=articles.text.web_addresses.WebAddressField(blank=True, max_length=600, verbose_name='web address'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('web_statement', ''), ('web_statement__startswith', 'https://'), ('web_statement__startswith', 'http://'), ('web_statement__startswith', 'mailto:'), _connector='OR'), name='image_licence_address'),
        ),
        migrations.AddConstraint(
            model_name='image',
            constraint=models.CheckConstraint(condition=models.Q(('licensor_url', ''), ('licensor_url__startswith', 'https://'), ('licensor_url__startswith', 'http://'), ('licensor_url__startswith', 'mailto:'), _connector='OR'), name='image_licensor_address'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), ('url__startswith', 'https://'), ('url__startswith', 'http://'), ('url__startswith', 'mailto:'), _connector='OR'), name='source_address'),
        ),
    ]
