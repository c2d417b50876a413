from django.db import migrations, models


def mark_lines_without_a_person(apps, schema_editor):
    """Say of the log's lines that name nobody that a command or an import made them.

    Until now nothing told them from those of deleted accounts; but the desk switches accounts off and deletes none.
    """
    apps.get_model("articles", "Change").objects.filter(by=None).update(automatic=True)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0005_web_addresses"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="image",
            options={
                "ordering": ["title"],
                "permissions": [
                    ("correct_image", "Can correct credit, words and rights of a public image, and kill it"),
                ],
            },
        ),
        migrations.AddField(
            model_name="change",
            name="automatic",
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(mark_lines_without_a_person, migrations.RunPython.noop),
    ]
