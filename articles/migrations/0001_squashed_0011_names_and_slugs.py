import articles.addresses
import articles.dates.fields
import articles.models.article
import articles.models.images.agency
import articles.models.images.files
import articles.text.fields
import articles.text.slugs
import articles.text.web_addresses
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('articles', '0001_initial'), ('articles', '0002_merging'), ('articles', '0003_image_rights'), ('articles', '0004_merging_without_an_index'), ('articles', '0005_web_addresses'), ('articles', '0006_correct_image'), ('articles', '0007_narrowed_dates'), ('articles', '0008_erased_editions'), ('articles', '0009_newest_first'), ('articles', '0010_lists_by_index'), ('articles', '0011_names_and_slugs')]

    initial = True

    dependencies = [
        # All of them: each change of a model that others refer to costs more, the more there are.
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', articles.text.fields.LineField(max_length=200, unique=True)),
                ('aliases', models.JSONField(blank=True, default=list, help_text='AP Photo, for AP.', validators=[articles.models.images.agency.check_spellings], verbose_name='other spellings')),
                ('collections', models.JSONField(blank=True, default=list, validators=[articles.models.images.agency.check_spellings])),
                ('partners', models.JSONField(blank=True, default=list, help_text='Whose pictures it distributes. A partner alone in a credit line does not imply the agency.', validators=[articles.models.images.agency.check_spellings])),
            ],
            options={
                'verbose_name_plural': 'agencies',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('update', 'New facts or an update'), ('correction', 'Correction'), ('minor', 'Minor edit that changes no meaning'), ('takedown', 'Take-down')], max_length=10)),
                ('note', articles.text.fields.WordsField(blank=True)),
                ('created', models.DateTimeField()),
                ('live_from', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('error', 'Published in error: a short notice'), ('merged', 'Merged into another article: a redirect'), ('withdrawn', 'Withdrawn: the text stays under a banner'), ('legal', 'Legal removal: a notice, and gone from history')], max_length=10)),
                ('explanation', articles.text.fields.WordsField(blank=True)),
                ('headline', articles.text.fields.LineField(max_length=300)),
                ('dek', articles.text.fields.WordsField(blank=True)),
                ('first_live_from', models.DateTimeField()),
                ('updated_from', models.DateTimeField()),
                ('live_until', models.DateTimeField(null=True)),
                ('erased_at', models.DateTimeField(editable=False, null=True)),
            ],
            options={
                'ordering': ['-number'],
                'permissions': [('erase', 'Can erase a text or a fact for ever')],
                'indexes': [models.Index(models.F('updated_from'), models.F('id'), name='edition_updated')],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='edition_number_from_one'), models.CheckConstraint(condition=models.Q(('kind__in', ['update', 'correction', 'minor', 'takedown'])), name='edition_kind'), models.CheckConstraint(condition=models.Q(('cancelled_at', None), ('cancelled_at__lt', models.F('live_from')), _connector='OR'), name='edition_cancelled_before_begin'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'takedown'), ('outcome__in', ['error', 'merged', 'withdrawn', 'legal'])), models.Q(models.Q(('kind', 'takedown'), _negated=True), ('outcome', '')), _connector='OR'), name='edition_takedown_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', articles.text.fields.LineField(max_length=80)),
                ('slug', articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the name if left empty.', max_length=60, unique=True, validators=[articles.addresses.validate_unreserved_slug])),
                ('folded', articles.text.fields.FoldedField('name', db_index=True, default='', editable=False, serialize=False)),
                ('description', articles.text.fields.WordsField(blank=True)),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Sections are listed by this number.')),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('created', models.DateTimeField(auto_now_add=True)),
                ('modified', models.DateTimeField(auto_now=True)),
                ('headline', articles.text.fields.LineField(max_length=300)),
                ('dek', articles.text.fields.WordsField(blank=True, help_text='The sentence or two under the headline.')),
                ('slug', articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the headline if left empty.', max_length=120, validators=[articles.addresses.validate_unreserved_slug])),
                ('folded', articles.text.fields.FoldedField('headline', default='', editable=False, serialize=False)),
                ('language', models.CharField(choices=articles.models.article.languages, default=articles.models.article.default_language, max_length=10)),
                ('lead_caption', articles.text.fields.WordsField(blank=True, help_text="Instead of the image's own caption.", verbose_name='caption here')),
                ('lead_alt', articles.text.fields.WordsField(blank=True, help_text="Instead of the image's own.", verbose_name='alternative text here')),
                ('seo_title', articles.text.fields.LineField(blank=True, max_length=120, verbose_name='title for search engines')),
                ('seo_description', articles.text.fields.WordsField(blank=True, verbose_name='description for search engines')),
                ('state', models.CharField(choices=[('writing', 'Being written'), ('ready', 'Ready for edit'), ('changes', 'Changes requested'), ('approved', 'Approved')], default='writing', max_length=10)),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='articles_begun', to=settings.AUTH_USER_MODEL)),
                ('modified_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-modified'],
                'permissions': [('publish', 'Can publish, schedule and take down'), ('legal', 'Can remove for legal reasons')],
                'indexes': [models.Index(models.F('modified'), models.F('id'), name='article_modified'), models.Index(models.F('state'), models.F('modified'), models.F('id'), name='article_state_modified'), models.Index(models.F('created_by'), models.F('modified'), models.F('id'), name='article_own_modified')],
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', articles.text.slugs.PathField(max_length=200, unique=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='articles.article')),
            ],
            options={
                'verbose_name_plural': 'addresses',
            },
        ),
        migrations.CreateModel(
            name='Author',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('released_from', models.DateTimeField(blank=True, help_text='Leave empty: the fact is public as soon as something public shows it.', null=True, verbose_name='public on its own from')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('name', articles.text.fields.LineField(max_length=200)),
                ('slug', articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the name if left empty.', max_length=80, unique=True)),
                ('folded', articles.text.fields.FoldedField('name', db_index=True, default='', editable=False, serialize=False)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.author')),
                ('about', articles.text.fields.WordsField(blank=True)),
                ('user', models.OneToOneField(blank=True, help_text='The account this author logs in with, if any.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='author', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Byline',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', articles.text.fields.LineField(blank=True, help_text='Empty for the writer; otherwise such as “additional reporting”.', max_length=80)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='articles.article')),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bylines', to='articles.author')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='EditionText',
            fields=[
                ('edition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='text', serialize=False, to='articles.edition')),
                ('document', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='edition',
            name='address',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='articles.address'),
        ),
        migrations.AddField(
            model_name='edition',
            name='article',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='articles.article'),
        ),
        migrations.AddField(
            model_name='edition',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='edition',
            name='cancelled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='edition',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article'),
        ),
        migrations.CreateModel(
            name='Generation',
            fields=[
                ('id', models.SmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField()),
                ('moment', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_generation')],
            },
        ),
        migrations.CreateModel(
            name='Image',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('released_from', models.DateTimeField(blank=True, help_text='Leave empty: the fact is public as soon as something public shows it.', null=True, verbose_name='public on its own from')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('stem', models.CharField(default=articles.models.images.files.new_stem, editable=False, max_length=32, unique=True)),
                ('original', models.CharField(blank=True, editable=False, max_length=120)),
                ('sha256', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                ('width', models.PositiveIntegerField(default=0, editable=False)),
                ('height', models.PositiveIntegerField(default=0, editable=False)),
                ('renditions', models.JSONField(default=list, editable=False)),
                ('recipe', models.CharField(blank=True, editable=False, max_length=80)),
                ('focal_x', models.FloatField(default=0.5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)], verbose_name='focal point, from the left (0 to 1)')),
                ('focal_y', models.FloatField(default=0.5, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(1)], verbose_name='focal point, from the top (0 to 1)')),
                ('title', articles.text.fields.LineField(help_text='For the desk only: to find it again.', max_length=200)),
                ('alt', articles.text.fields.WordsField(blank=True, help_text='What the picture shows, for those who cannot see it.', verbose_name='alternative text')),
                ('decorative', models.BooleanField(default=False, help_text='The picture adds nothing to the text.')),
                ('caption', articles.text.fields.WordsField(blank=True)),
                ('date', articles.dates.fields.PartialDateField(blank=True, null=True, verbose_name='date taken')),
                ('place', articles.text.fields.LineField(blank=True, max_length=200, verbose_name='place taken')),
                ('source_type', models.CharField(blank=True, choices=[('digitalCapture', 'Photograph, by a digital camera'), ('computationalCapture', 'Photograph, computed from several exposures'), ('negativeFilm', 'Photograph on negative film'), ('positiveFilm', 'Photograph on positive film'), ('print', 'Photograph, from a print'), ('humanEdits', 'Edited by a person beyond the usual corrections'), ('algorithmicallyEnhanced', 'Enhanced by an algorithm'), ('digitalCreation', 'Drawn or painted by a person with a computer'), ('dataDrivenMedia', 'Chart or map made from data'), ('screenCapture', 'Screenshot'), ('virtualRecording', 'Recording of a virtual event'), ('composite', 'Composite'), ('compositeCapture', 'Composite of photographs'), ('trainedAlgorithmicMedia', 'Made with generative AI'), ('compositeWithTrainedAlgorithmicMedia', 'Edited with generative AI'), ('compositeSynthetic', 'Composite with parts made by generative AI'), ('algorithmicMedia', 'Made by an algorithm without training data')], help_text="The IPTC's digital source type. Readers are told where AI made a picture or part of it.", max_length=60, verbose_name='how it was made')),
                ('placeholder', models.BooleanField(default=False, help_text='A stand-in for a picture that is not here; kept out of machine-readable credits.')),
                ('copyright_notice', articles.text.fields.LineField(blank=True, help_text='Such as “© 2015 Meridian Images”.', max_length=1000)),
                ('web_statement', articles.text.web_addresses.WebAddressField(blank=True, max_length=600, verbose_name='address of the licence')),
                ('licensor_url', articles.text.web_addresses.WebAddressField(blank=True, max_length=600, verbose_name='address where a licence can be had')),
                ('usage_terms', articles.text.fields.WordsField(blank=True, help_text='What the supplier says may and may not be done with it.')),
                ('instructions', articles.text.fields.WordsField(blank=True, help_text='What the supplier asks of desks, such as an embargo.')),
                ('added', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('killed_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kill_notice', articles.text.fields.WordsField(blank=True, editable=False)),
                ('killed_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.image')),
            ],
            options={
                'ordering': ['title'],
                'permissions': [('correct_image', 'Can correct credit, words and rights of a public image, and kill it')],
                'indexes': [models.Index(models.F('added'), models.F('id'), name='image_added'), models.Index(models.F('source_type'), models.F('added'), name='image_source_type'), models.Index(models.F('added'), models.F('id'), condition=models.Q(('alt', ''), ('decorative', False)), name='image_without_alt'), models.Index(models.F('added'), models.F('id'), condition=models.Q(('killed_at__isnull', False)), name='image_killed')],
                'constraints': [models.CheckConstraint(condition=models.Q(('focal_x__gte', 0), ('focal_x__lte', 1), ('focal_y__gte', 0), ('focal_y__lte', 1)), name='image_focal_point'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='image_not_merged_into_itself'), models.CheckConstraint(condition=models.Q(('web_statement', ''), ('web_statement__startswith', 'https://'), ('web_statement__startswith', 'http://'), ('web_statement__startswith', 'mailto:'), _connector='OR'), name='image_licence_address'), models.CheckConstraint(condition=models.Q(('licensor_url', ''), ('licensor_url__startswith', 'https://'), ('licensor_url__startswith', 'http://'), ('licensor_url__startswith', 'mailto:'), _connector='OR'), name='image_licensor_address')],
            },
        ),
        migrations.CreateModel(
            name='FormerStem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('stem', models.CharField(max_length=32, unique=True)),
                ('was_public', models.BooleanField(default=True)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_stems', to='articles.image')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FileReading',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sha256', models.CharField(max_length=64)),
                ('taken', models.DateTimeField(auto_now_add=True)),
                ('found', models.JSONField(default=dict)),
                ('warnings', models.JSONField(default=list)),
                ('raw', models.JSONField(default=dict)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='articles.image')),
            ],
            options={
                'ordering': ['-taken'],
            },
        ),
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('region', models.CharField(max_length=255)),
                ('ordering', models.IntegerField(default=0)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('caption', articles.text.fields.WordsField(blank=True, help_text="Instead of the image's own caption.", verbose_name='caption here')),
                ('alt', articles.text.fields.WordsField(blank=True, help_text="Instead of the image's own.", verbose_name='alternative text here')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_set', to='articles.article')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.image')),
            ],
            options={
                'verbose_name': 'figure',
                'ordering': ['ordering'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EditionImage',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('updated_from', models.DateTimeField(null=True)),
                ('is_lead', models.BooleanField(default=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='articles.edition')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='articles.image')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionimage_newest')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_lead', True)), fields=('edition',), name='edition_one_lead_image')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='lead_image',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='leads', to='articles.image'),
        ),
        migrations.CreateModel(
            name='ImageCredit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('line', articles.text.fields.LineField(help_text='Exactly as it must be printed.', max_length=1000, verbose_name='credit line')),
                ('creator', articles.text.fields.LineField(blank=True, max_length=200)),
                ('role', articles.text.fields.LineField(blank=True, help_text='Such as Staff, Stringer, Handout or Pool.', max_length=200)),
                ('event_code', articles.text.fields.LineField(blank=True, max_length=200)),
                ('collection', articles.text.fields.LineField(blank=True, max_length=200)),
                ('agency', articles.text.fields.LineField(blank=True, max_length=200)),
                ('client', articles.text.fields.LineField(blank=True, help_text='For whom it was taken.', max_length=200)),
                ('via', articles.text.fields.LineField(blank=True, help_text='Where it was seen.', max_length=200)),
                ('qualifier', articles.text.fields.LineField(blank=True, help_text='Such as File Photo.', max_length=200)),
                ('supplier_id', articles.text.fields.LineField(blank=True, help_text="The supplier's own number.", max_length=200, verbose_name='image id')),
                ('licence', articles.text.fields.LineField(blank=True, max_length=200)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='articles.image')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.CheckConstraint(condition=models.Q(('line', ''), _negated=True), name='credit_line_not_empty')],
            },
        ),
        migrations.CreateModel(
            name='ImageWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(db_index=True, max_length=40)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='articles.image')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('image'), models.F('word'), name='image_word_once')],
            },
        ),
        migrations.CreateModel(
            name='PullQuote',
            fields=[
                ('region', models.CharField(max_length=255)),
                ('ordering', models.IntegerField(default=0)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', articles.text.fields.WordsField()),
                ('attribution', articles.text.fields.WordsField(blank=True)),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_set', to='articles.article')),
            ],
            options={
                'verbose_name': 'pull quote',
                'ordering': ['ordering'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Right',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('allow', 'Use is allowed'), ('deny', 'Use is denied')], default='allow', max_length=5)),
                ('begins', models.DateTimeField(blank=True, help_text='Empty: from the beginning.', null=True, verbose_name='from')),
                ('until', models.DateTimeField(blank=True, db_index=True, help_text='Empty: it never ends.', null=True)),
                ('words', articles.text.fields.LineField(blank=True, help_text='Such as “online only” or “not in Finland”.', max_length=500, verbose_name='restrictions in words')),
                ('note', articles.text.fields.WordsField(blank=True, help_text='For the desk: the contract, the mail, the person on the telephone.')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rights', to='articles.image')),
            ],
            options={
                'ordering': ['begins', 'until'],
                'indexes': [models.Index(models.F('begins'), name='right_begins')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['allow', 'deny'])), name='right_kind'), models.CheckConstraint(condition=models.Q(('begins', None), ('until', None), ('until__gt', models.F('begins')), _connector='OR'), name='right_ends_after_it_begins')],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='articles.section'),
        ),
        migrations.AddField(
            model_name='article',
            name='section',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.section'),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('released_from', models.DateTimeField(blank=True, help_text='Leave empty: the fact is public as soon as something public shows it.', null=True, verbose_name='public on its own from')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('title', articles.text.fields.LineField(max_length=300)),
                ('publisher', articles.text.fields.LineField(blank=True, max_length=200)),
                ('medium', models.CharField(choices=[('article', 'article'), ('interview', 'interview'), ('podcast', 'podcast'), ('broadcast', 'broadcast'), ('post', 'social post'), ('book', 'book'), ('document', 'document'), ('recording', 'recording'), ('other', 'other')], default='article', max_length=12)),
                ('author', articles.text.fields.LineField(blank=True, max_length=200, verbose_name='author or host')),
                ('date', articles.dates.fields.PartialDateField(blank=True, null=True)),
                ('url', articles.text.web_addresses.WebAddressField(blank=True, max_length=600, verbose_name='web address')),
                ('folded', articles.text.fields.FoldedField('title', db_index=True, default='', editable=False, serialize=False)),
                ('folded_makers', articles.text.fields.FoldedField('publisher', 'author', default='', editable=False, serialize=False)),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.source')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('url', ''), ('url__startswith', 'https://'), ('url__startswith', 'http://'), ('url__startswith', 'mailto:'), _connector='OR'), name='source_address')],
            },
        ),
        migrations.CreateModel(
            name='EditionSource',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('updated_from', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='articles.edition')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='articles.source')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionsource_newest')],
            },
        ),
        migrations.CreateModel(
            name='Text',
            fields=[
                ('region', models.CharField(max_length=255)),
                ('ordering', models.IntegerField(default=0)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('html', models.TextField(verbose_name='text')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_set', to='articles.article')),
            ],
            options={
                'verbose_name': 'text',
                'ordering': ['ordering'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('released_from', models.DateTimeField(blank=True, help_text='Leave empty: the fact is public as soon as something public shows it.', null=True, verbose_name='public on its own from')),
                ('erased_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('work', 'work'), ('place', 'place'), ('subject', 'subject')], default='person', max_length=12)),
                ('name', articles.text.fields.LineField(max_length=200)),
                ('slug', articles.text.slugs.SlugField(blank=True, help_text='The last part of the address. Made from the name if left empty.', max_length=80, unique=True)),
                ('folded', articles.text.fields.FoldedField('name', db_index=True, default='', editable=False, serialize=False)),
                ('description', articles.text.fields.WordsField(blank=True, help_text='One neutral sentence: who or what this is.')),
                ('merged_into', models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.topic')),
            ],
            options={
                'ordering': ['name'],
                'indexes': [models.Index(models.F('kind'), models.F('name'), models.F('id'), name='topic_kind')],
            },
        ),
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('region', models.CharField(max_length=255)),
                ('ordering', models.IntegerField(default=0)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', articles.text.fields.WordsField()),
                ('date', articles.dates.fields.PartialDateField(blank=True, null=True, verbose_name='said when')),
                ('parent', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(app_label)s_%(class)s_set', to='articles.article')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.source')),
                ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='articles.topic')),
            ],
            options={
                'verbose_name': 'quotation',
                'ordering': ['ordering'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImagePerson',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='articles.image')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='image_people', to='articles.topic')),
            ],
            options={
                'verbose_name_plural': 'people shown',
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(models.F('image'), models.F('topic'), name='image_person_once')],
            },
        ),
        migrations.CreateModel(
            name='EditionTopic',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('updated_from', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='articles.edition')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='articles.topic')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editiontopic_newest')],
            },
        ),
        migrations.CreateModel(
            name='EditionQuotation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('updated_from', models.DateTimeField(null=True)),
                ('words', articles.text.fields.WordsField()),
                ('date', articles.dates.fields.PartialDateField(blank=True, null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quotations', to='articles.edition')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotations', to='articles.source')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotations', to='articles.topic')),
            ],
            options={
                'indexes': [models.Index(models.F('speaker'), models.F('updated_from'), models.F('edition'), name='editionquotation_newest')],
            },
        ),
        migrations.CreateModel(
            name='About',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='abouts', to='articles.article')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='abouts', to='articles.topic')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(models.F('article'), models.F('topic'), name='about_once')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.DateTimeField(db_index=True)),
                ('public_from', models.DateTimeField(editable=False, null=True, serialize=False)),
                ('automatic', models.BooleanField(default=False)),
                ('verb', models.CharField(choices=[('published', 'published'), ('cancelled', 'cancelled'), ('retimed', 'changed the time of'), ('changed', 'changed'), ('erased', 'erased')], max_length=10)),
                ('label', models.CharField(blank=True, max_length=60)),
                ('fact', models.UUIDField(null=True)),
                ('name', articles.text.fields.LineField(blank=True, max_length=300)),
                ('kind', models.CharField(blank=True, choices=[('update', 'New facts or an update'), ('correction', 'Correction'), ('minor', 'Minor edit that changes no meaning'), ('takedown', 'Take-down')], max_length=10)),
                ('note', articles.text.fields.WordsField(blank=True)),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='articles.article')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='articles.edition')),
            ],
            options={
                'ordering': ['-moment', '-id'],
                'indexes': [models.Index(models.F('kind'), models.F('public_from'), models.F('id'), name='change_public'), models.Index(models.F('fact'), models.F('kind'), models.F('moment'), name='change_fact_kind')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verb__in', ['published', 'cancelled', 'retimed', 'changed', 'erased'])), name='change_verb')],
            },
        ),
        migrations.CreateModel(
            name='EditionAuthor',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('updated_from', models.DateTimeField(null=True)),
                ('role', articles.text.fields.LineField(blank=True, max_length=80)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='articles.edition')),
                ('fact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='articles.author')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
                'indexes': [models.Index(models.F('fact'), models.F('updated_from'), models.F('edition'), name='editionauthor_newest')],
            },
        ),
        migrations.CreateModel(
            name='FactVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('label', models.CharField(max_length=60)),
                ('fact', models.UUIDField()),
                ('moment', models.DateTimeField()),
                ('content', models.TextField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-moment'],
                'indexes': [models.Index(models.F('fact'), models.F('moment'), name='fact_version_moment')],
            },
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(models.F('article'), models.F('live_from'), models.F('number'), condition=models.Q(('cancelled_at', None)), name='edition_live'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(models.F('section'), models.F('updated_from'), name='edition_section'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(models.F('article'), models.F('outcome'), models.F('live_from'), name='edition_outcome'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(models.F('article'), models.F('number'), name='edition_number_unique'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('outcome', 'merged')), models.Q(models.Q(('outcome', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='edition_merged_into'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('address__isnull', False), ('cancelled_at__isnull', False), _connector='OR'), name='edition_has_address'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('section'), models.F('modified'), models.F('id'), name='article_section_modified'),
        ),
    ]
