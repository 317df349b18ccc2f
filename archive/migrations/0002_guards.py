"""The database's own rules: triggers, and the three groups of editors."""

from django.db import migrations

from archive import groups, integrity


def make_groups(apps, schema_editor):
    groups.set_groups(schema_editor.connection.alias)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(integrity.set_all, integrity.lift),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
