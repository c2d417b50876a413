
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_article_list'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(models.F('article'), models.F('outcome'), models.F('live_from'), name='edition_outcome'),
        ),
    ]
