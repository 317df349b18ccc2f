"""The triggers that count the articles of each outlet and month, and the count to begin with.

What is counted of editions is made by ``manage.py rebuild_index``, which counts these anew as
well.
"""

from django.db import migrations

from archive import integrity

MONTH = {
    "sqlite": "COALESCE(substr(published_from, 1, 7), '')",
    "postgresql": "COALESCE(to_char(published_from, 'YYYY-MM'), '')",
}


def count(apps, schema_editor):
    schema_editor.execute("DELETE FROM archive_coveragetally")
    schema_editor.execute(
        "INSERT INTO archive_coveragetally (outlet_number, month, reading, is_in_print, articles) "
        f"SELECT COALESCE(outlet_id, 0), {MONTH[schema_editor.connection.vendor]}, reading, "
        "EXISTS (SELECT 1 FROM archive_articleinprint i WHERE i.article_id = archive_article.id), "
        "COUNT(*) FROM archive_article GROUP BY 1, 2, 3, 4"
    )


class Migration(migrations.Migration):

    dependencies = [("archive", "0008_tables_of_what_is_in_print")]

    operations = [
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RunPython(integrity.set_all, integrity.lift),
    ]
