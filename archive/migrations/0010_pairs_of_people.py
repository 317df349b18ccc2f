"""The speaker beside each target: what one person said about another is one walk of one index."""

import django.db.models.deletion
from django.db import migrations, models

from archive import integrity


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0009_coverage'),
    ]

    operations = [
        migrations.RunPython(integrity.lift, integrity.set_all),
        migrations.RemoveIndex(
            model_name='personinprint',
            name='personinprint_sorted',
        ),
        migrations.AddField(
            model_name='editiontarget',
            name='speaker',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='edition_targets_aimed_at', to='archive.person'),
        ),
        migrations.AddIndex(
            model_name='editiontarget',
            index=models.Index(fields=['speaker', 'person', '-sort_key'], name='editiontarget_pair'),
        ),
        migrations.AddIndex(
            model_name='namekey',
            index=models.Index(fields=['-weight', 'key'], name='namekey_most'),
        ),
        migrations.AddIndex(
            model_name='personinprint',
            index=models.Index(fields=['initial', 'sort_form', 'person'], name='personinprint_sorted'),
        ),
        migrations.RunSQL(
            "UPDATE archive_editiontarget SET speaker_id = (SELECT e.speaker_id "
            "FROM archive_edition e WHERE e.id = archive_editiontarget.edition_id)",
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(integrity.set_all, integrity.lift),
    ]
