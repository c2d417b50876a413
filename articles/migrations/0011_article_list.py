
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_lists_by_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('modified'), models.F('id'), name='article_modified'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('section'), models.F('modified'), models.F('id'), name='article_section_modified'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('state'), models.F('modified'), models.F('id'), name='article_state_modified'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('created_by'), models.F('modified'), models.F('id'), name='article_own_modified'),
        ),
    ]
