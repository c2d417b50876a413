import articles.dates.fields
import articles.fact_keys
import articles.text.fields
import articles.text.slugs
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('timeline', '0001_initial'), ('timeline', '0002_sources_rules_and_parts'), ('timeline', '0003_merging_without_an_index'), ('timeline', '0004_narrowed_dates'), ('timeline', '0005_desk_note'), ('timeline', '0006_erased_slugs'), ('timeline', '0007_newest_first'), ('timeline', '0008_lists_by_index'), ('timeline', '0009_names_and_slugs')]

    initial = True

    dependencies = [
        ("articles", "0001_squashed_0011_names_and_slugs"),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('released_from', models.DateTimeField(blank=True, help_text='Leave empty: the fact is public as soon as something public shows it.', null=True, verbose_name='public on its own from')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('date', articles.dates.fields.PartialDateField(db_index=True)),
                ('title', articles.text.fields.LineField(help_text='What happened, in one line.', max_length=200)),
                ('slug', articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the title if left empty.', max_length=100, unique=True)),
                ('folded', articles.text.fields.FoldedField('title', db_index=True, default='', editable=False, serialize=False)),
                ('status', models.CharField(choices=[('confirmed', 'confirmed'), ('reported', 'reported'), ('disputed', 'disputed')], default='confirmed', max_length=10)),
                ('text', articles.text.fields.WordsField(blank=True, help_text='A sentence or two more, if they are needed.')),
                ('quotation', articles.text.fields.WordsField(blank=True, help_text='Words that were said, without quotation marks.')),
                ('quotation_kind', models.CharField(choices=[('verbatim', 'word for word'), ('translated', 'translated'), ('paraphrase', 'in other words')], default='verbatim', max_length=10, verbose_name='the words are')),
                ('said_at', articles.text.fields.LineField(blank=True, help_text='Such as 00:41:10, or p. 4.', max_length=80, verbose_name='where in it')),
                ('note', articles.text.fields.WordsField(blank=True, help_text='What readers must know of the record, such as “year inferred”.')),
                ('desk_note', articles.text.fields.WordsField(blank=True, help_text="For the desk only: what an import found and readers are not told, such as a picture's address.", verbose_name='note for the desk')),
                ('taken_down_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('taken_down_words', articles.text.fields.WordsField(blank=True, verbose_name='explanation')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='articles.image')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='timeline.event')),
                ('said_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='quoted_events', to='articles.source')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spoken_events', to='articles.topic')),
            ],
            options={
                'ordering': ['date', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('quotation', ''), ('speaker__isnull', False), _connector='OR'), name='event_quotation_has_speaker'), models.CheckConstraint(condition=models.Q(('status__in', ['confirmed', 'reported', 'disputed'])), name='event_status'), models.CheckConstraint(condition=models.Q(('quotation_kind__in', ['verbatim', 'translated', 'paraphrase'])), name='event_words')],
            },
        ),
        migrations.CreateModel(
            name='EditionEvent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('updated_from', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='articles.edition')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='timeline.event')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionevent_newest')],
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('locator', articles.text.fields.LineField(blank=True, help_text='Where in the source: 00:41:10, or p. 4.', max_length=80)),
                ('quotation', articles.text.fields.WordsField(blank=True, help_text='What it says there, word for word.', verbose_name='its words')),
                ('accessed', models.DateField(blank=True, help_text='When you saw it there, for what is on the web.', null=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='articles.source')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='timeline.event')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='EventPerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='timeline.event')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='event_people', to='articles.topic')),
            ],
            options={
                'verbose_name_plural': 'people',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(models.F('event'), models.F('topic'), name='event_person_once')],
            },
        ),
        migrations.CreateModel(
            name='Timeline',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('released_from', models.DateTimeField(blank=True, help_text='Leave empty: the fact is public as soon as something public shows it.', null=True, verbose_name='public on its own from')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('title', articles.text.fields.LineField(max_length=200)),
                ('slug', articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the title if left empty.', max_length=100, unique=True)),
                ('folded', articles.text.fields.FoldedField('title', db_index=True, default='', editable=False, serialize=False)),
                ('dek', articles.text.fields.WordsField(blank=True)),
                ('made', models.CharField(choices=[('curated', 'of the events chosen below'), ('rule', 'by rule, of every public event that fits')], default='curated', max_length=10)),
                ('rule_from', articles.dates.fields.PartialDateField(blank=True, null=True, verbose_name='events from')),
                ('rule_until', articles.dates.fields.PartialDateField(blank=True, null=True, verbose_name='events until')),
            ],
            options={
                'ordering': ['title'],
                'indexes': [models.Index(models.F('title'), models.F('id'), name='timeline_title'), models.Index(models.F('made'), name='timeline_made')],
                'constraints': [models.CheckConstraint(condition=models.Q(('made__in', ['curated', 'rule'])), name='timeline_made')],
            },
        ),
        migrations.CreateModel(
            name='RuleTopic',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='articles.topic')),
                ('timeline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rule_topics', to='timeline.timeline')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(models.F('timeline'), models.F('topic'), name='rule_topic_once')],
            },
        ),
        migrations.CreateModel(
            name='Era',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', articles.text.fields.LineField(max_length=100)),
                ('start', articles.dates.fields.PartialDateField()),
                ('end', articles.dates.fields.PartialDateField(blank=True, null=True)),
                ('timeline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='eras', to='timeline.timeline')),
            ],
            options={
                'ordering': ['start'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Decides among events of equal date.')),
                ('title', articles.text.fields.LineField(blank=True, help_text="Instead of the event's own.", max_length=200, verbose_name='title here')),
                ('highlight', models.BooleanField(default=False)),
                ('unique_id', articles.text.fields.LineField(blank=True, help_text='What an imported file calls the event.', max_length=200)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='timeline.event')),
                ('timeline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='timeline.timeline')),
            ],
            options={
                'verbose_name_plural': 'entries',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(models.F('timeline'), models.F('event'), name='timeline_event_once'), models.UniqueConstraint(condition=models.Q(('unique_id', ''), _negated=True), fields=('timeline', 'unique_id'), name='timeline_unique_id_once')],
            },
        ),
        migrations.CreateModel(
            name='EditionTimeline',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('updated_from', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='articles.edition')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='timeline.timeline')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editiontimeline_newest')],
            },
        ),
        migrations.CreateModel(
            name='TimelineBlock',
            fields=[
                ('region', models.CharField(max_length=255)),
                ('ordering', models.IntegerField(default=0)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', articles.text.fields.LineField(blank=True, help_text='Instead of “What happened, in order”.', max_length=200, verbose_name='heading here')),
                ('extent', models.CharField(choices=[('whole', 'the whole timeline'), ('first', 'the first eight events and a link to the rest'), ('range', 'the events from one date until another'), ('chosen', 'the events chosen here')], default='whole', max_length=10)),
                ('first', articles.dates.fields.PartialDateField(blank=True, help_text='For a part by dates; either may be left empty.', null=True, verbose_name='from')),
                ('last', articles.dates.fields.PartialDateField(blank=True, null=True, verbose_name='until')),
                ('chosen', articles.fact_keys.FactKeysField(blank=True, default=list, to='timeline.Event', verbose_name='chosen events')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_set', to='articles.article')),
                ('timeline', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='timeline.timeline')),
            ],
            options={
                'verbose_name': 'timeline',
                'ordering': ['ordering'],
                'abstract': False,
            },
        ),
    ]
