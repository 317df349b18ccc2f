"""Tables of what is in print, computed from the current editions; the outlet of each edition."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from archive import integrity
from archive.models import search_tables


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0007_text_corrections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(integrity.lift, integrity.set_all),
        migrations.CreateModel(
            name='ArticleInPrint',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='in_print', serialize=False, to='archive.article')),
                ('sort_key', models.BigIntegerField(unique=True)),
                ('statements', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='CoverageTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outlet_number', models.PositiveBigIntegerField(default=0)),
                ('month', models.CharField(blank=True, max_length=7)),
                ('reading', models.CharField(max_length=15)),
                ('is_in_print', models.BooleanField()),
                ('articles', models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='FacetTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dimension', models.CharField(choices=[('all', 'All'), ('outlet', 'Outlet'), ('topic', 'Topic'), ('kind', 'Kind'), ('year', 'Year'), ('role', 'Role'), ('place', 'Place')], max_length=10)),
                ('value', models.CharField(max_length=30)),
                ('label', models.CharField(blank=True, max_length=300)),
                ('statements', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Lexeme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(db_index=True, max_length=64)),
                ('token', models.CharField(max_length=64)),
                ('editions', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=200)),
                ('weight', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='PairTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statements', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='PersonInPrint',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='in_print', serialize=False, to='archive.person')),
                ('sort_form', models.CharField(max_length=200)),
                ('initial', models.CharField(max_length=1)),
                ('said', models.PositiveIntegerField(default=0)),
                ('about', models.PositiveIntegerField(default=0)),
                ('addressed', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='PersonTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(default=0)),
                ('said', models.PositiveIntegerField(default=0)),
                ('about', models.PositiveIntegerField(default=0)),
                ('addressed', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('sort_key', models.BigAutoField(primary_key=True, serialize=False)),
                ('last_day', models.IntegerField()),
                ('said', models.TextField()),
                ('context', models.TextField(blank=True)),
                ('names', models.TextField(blank=True)),
                ('source', models.TextField(blank=True)),
                ('exact', models.TextField()),
                ('facets', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.RemoveIndex(
            model_name='edition',
            name='edition_by_article_date',
        ),
        migrations.AddField(
            model_name='edition',
            name='outlet',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='archive.outlet', verbose_name='outlet'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(condition=models.Q(('state', 'current')), fields=['outlet', '-sort_key'], name='edition_by_outlet'),
        ),
        migrations.AddField(
            model_name='articleinprint',
            name='edition',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='archive.edition'),
        ),
        migrations.AddField(
            model_name='articleinprint',
            name='outlet',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles_in_print', to='archive.outlet'),
        ),
        migrations.AddConstraint(
            model_name='coveragetally',
            constraint=models.UniqueConstraint(fields=('outlet_number', 'month', 'reading', 'is_in_print'), name='coveragetally_once'),
        ),
        migrations.AddConstraint(
            model_name='coveragetally',
            constraint=models.CheckConstraint(condition=models.Q(('articles__gte', 0)), name='coveragetally_positive'),
        ),
        migrations.AddIndex(
            model_name='facettally',
            index=models.Index(fields=['dimension', '-statements'], name='facettally_most'),
        ),
        migrations.AddConstraint(
            model_name='facettally',
            constraint=models.UniqueConstraint(fields=('dimension', 'value'), name='facettally_once'),
        ),
        migrations.AddConstraint(
            model_name='lexeme',
            constraint=models.UniqueConstraint(fields=('word', 'token'), name='lexeme_once'),
        ),
        migrations.AddField(
            model_name='namekey',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_keys', to='archive.person'),
        ),
        migrations.AddField(
            model_name='pairtally',
            name='speaker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_as_speaker', to='archive.person'),
        ),
        migrations.AddField(
            model_name='pairtally',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs_as_target', to='archive.person'),
        ),
        migrations.AddIndex(
            model_name='personinprint',
            index=models.Index(fields=['sort_form', 'person'], name='personinprint_sorted'),
        ),
        migrations.AddIndex(
            model_name='personinprint',
            index=models.Index(fields=['-said', 'person'], name='personinprint_said'),
        ),
        migrations.AddIndex(
            model_name='personinprint',
            index=models.Index(fields=['-about', 'person'], name='personinprint_about'),
        ),
        migrations.AddField(
            model_name='persontally',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='archive.person'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='edition',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='search_entry', to='archive.edition'),
        ),
        migrations.AddIndex(
            model_name='articleinprint',
            index=models.Index(fields=['-sort_key'], name='articleinprint_newest'),
        ),
        migrations.AddIndex(
            model_name='articleinprint',
            index=models.Index(fields=['outlet', '-sort_key'], name='articleinprint_outlet'),
        ),
        migrations.AddConstraint(
            model_name='namekey',
            constraint=models.UniqueConstraint(fields=('person', 'key'), name='namekey_once'),
        ),
        migrations.AddIndex(
            model_name='pairtally',
            index=models.Index(fields=['speaker', '-statements'], name='pairtally_speaker'),
        ),
        migrations.AddIndex(
            model_name='pairtally',
            index=models.Index(fields=['target', '-statements'], name='pairtally_target'),
        ),
        migrations.AddIndex(
            model_name='pairtally',
            index=models.Index(fields=['-statements', 'speaker', 'target'], name='pairtally_most'),
        ),
        migrations.AddConstraint(
            model_name='pairtally',
            constraint=models.UniqueConstraint(fields=('speaker', 'target'), name='pairtally_once'),
        ),
        migrations.AddConstraint(
            model_name='persontally',
            constraint=models.UniqueConstraint(fields=('person', 'year'), name='persontally_once'),
        ),
        migrations.RunPython(search_tables.create, search_tables.drop),
        migrations.RunSQL(
            # Until now an edition had the name of its outlet and not its number.
            "UPDATE archive_edition SET outlet_id = (SELECT o.id FROM archive_outlet o "
            "WHERE o.name = archive_edition.outlet_name)",
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(integrity.set_all, integrity.lift),
    ]
