"""The desk: chained history, comments, reservations, priorities, people as authority records."""

import archive.models.fields
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

from archive import groups, integrity
from archive.models.event import sha256_of_event


def chain(apps, schema_editor):
    """Chains the history written so far, oldest first."""
    events = apps.get_model("archive", "Event").objects.using(schema_editor.connection.alias)
    previous = ""
    for event in events.order_by("pk").iterator():
        event.previous_sha256 = previous
        event.sha256 = previous = sha256_of_event(event)
        event.save(update_fields=["previous_sha256", "sha256"])


def make_groups(apps, schema_editor):
    groups.set_groups(schema_editor.connection.alias)



class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0002_guards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(integrity.lift, integrity.set_all),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(help_text='Write @name to show it to somebody on their desk.', max_length=2000, verbose_name='comment')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='written on')),
                ('client_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='EditorProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('credited_as', models.CharField(blank=True, help_text='Readers see it on the statements you submit or approve. Left empty, they see no name.', max_length=120, verbose_name='name shown to readers')),
                ('single_keys', models.BooleanField(default=True, help_text='One letter acts at once on the review desk: a approves, r returns.', verbose_name='single-letter shortcuts')),
            ],
            options={
                'verbose_name': 'my choices',
                'verbose_name_plural': 'choices of editors',
            },
        ),
        migrations.CreateModel(
            name='ExcerptOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(verbose_name='start')),
                ('end', models.PositiveIntegerField(verbose_name='end')),
                ('reason', models.TextField(max_length=2000, verbose_name='why')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='allowed on')),
            ],
            options={
                'verbose_name': 'longer excerpt allowed',
                'verbose_name_plural': 'longer excerpts allowed',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='FormReceipt',
            fields=[
                ('key', models.UUIDField(primary_key=True, serialize=False)),
                ('record_type', models.CharField(max_length=60)),
                ('record_id', models.BigIntegerField()),
                ('at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'form taken in',
                'verbose_name_plural': 'forms taken in',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='PersonDistinction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=500, verbose_name='how to tell them apart')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'people told apart',
                'verbose_name_plural': 'people told apart',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PersonMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rationale', models.TextField(max_length=2000, verbose_name='why they are the same')),
                ('merged_at', models.DateTimeField(auto_now_add=True, verbose_name='merged on')),
                ('undone_at', models.DateTimeField(null=True, verbose_name='undone on')),
                ('undone_reason', models.TextField(blank=True, max_length=2000, verbose_name='why it was undone')),
            ],
            options={
                'verbose_name': 'merge of people',
                'verbose_name_plural': 'merges of people',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='taken at')),
            ],
            options={
                'verbose_name': 'reservation',
                'verbose_name_plural': 'reservations',
            },
        ),
        migrations.AlterModelOptions(
            name='person',
            options={'ordering': ['sort_name', 'pk'], 'permissions': [('merge_person', 'Can merge people, and undo it')], 'verbose_name': 'person', 'verbose_name_plural': 'people'},
        ),
        migrations.AlterModelOptions(
            name='statement',
            options={'ordering': ['-pk'], 'permissions': [('review_statement', 'Can review, approve, return and retract statements'), ('override_budget', 'Can allow a longer excerpt than the budget does')], 'verbose_name': 'statement', 'verbose_name_plural': 'statements'},
        ),
        migrations.AddField(
            model_name='event',
            name='previous_sha256',
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='event',
            name='sha256',
            field=models.CharField(editable=False, max_length=64, null=True, unique=True, verbose_name='SHA-256'),
        ),
        migrations.AddField(
            model_name='personname',
            name='began',
            field=archive.models.fields.PartialDateField(blank=True, default='', max_length=64, verbose_name='from'),
        ),
        migrations.AddField(
            model_name='personname',
            name='began_from',
            field=archive.models.fields.EarliestDayField(source='began'),
        ),
        migrations.AddField(
            model_name='personname',
            name='ended',
            field=archive.models.fields.PartialDateField(blank=True, default='', max_length=64, verbose_name='to'),
        ),
        migrations.AddField(
            model_name='personname',
            name='ended_to',
            field=archive.models.fields.LatestDayField(source='ended'),
        ),
        migrations.AddField(
            model_name='personname',
            name='source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source'),
        ),
        migrations.AddField(
            model_name='statement',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='due on'),
        ),
        migrations.AddField(
            model_name='statement',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(0, 'normal'), (1, 'high'), (2, 'urgent')], default=0, verbose_name='priority'),
        ),
        migrations.AlterField(
            model_name='event',
            name='at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='when'),
        ),
        migrations.AlterField(
            model_name='event',
            name='verb',
            field=models.CharField(choices=[('created', 'created'), ('changed', 'changed'), ('imported', 'imported'), ('submitted', 'submitted'), ('returned', 'returned'), ('rejected', 'rejected'), ('approved', 'approved'), ('revised', 'taken back for revision'), ('retraction_asked', 'retraction asked'), ('retracted', 'retracted'), ('retraction_refused', 'retraction refused'), ('reopened', 'reopened'), ('deleted', 'deleted'), ('merged', 'merged'), ('unmerged', 'merge undone'), ('distinguished', 'told apart'), ('taken_over', 'review taken over'), ('prioritised', 'priority set'), ('noted', 'internal notes changed'), ('commented', 'commented'), ('budget_lifted', 'longer excerpt allowed')], max_length=20, verbose_name='what'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('priority__in', [0, 1, 2])), name='statement_priority_known', violation_error_message='This priority does not exist.'),
        ),
        migrations.AddField(
            model_name='comment',
            name='author',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AddField(
            model_name='comment',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='archive.statement', verbose_name='statement'),
        ),
        migrations.AddField(
            model_name='editorprofile',
            name='user',
            field=models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='profile', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='excerptoverride',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='allowed by'),
        ),
        migrations.AddField(
            model_name='excerptoverride',
            name='statement',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='archive.statement', verbose_name='statement'),
        ),
        migrations.AddField(
            model_name='excerptoverride',
            name='text',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='archive.articletext'),
        ),
        migrations.AddField(
            model_name='formreceipt',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notice',
            name='comment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='archive.comment'),
        ),
        migrations.AddField(
            model_name='notice',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='persondistinction',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='distinctions', to='archive.person', verbose_name='person'),
        ),
        migrations.AddField(
            model_name='persondistinction',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='told apart by'),
        ),
        migrations.AddField(
            model_name='persondistinction',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='distinctions_received', to='archive.person', verbose_name='not this one'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='into',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_received', to='archive.person', verbose_name='record that stays'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='merged_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='archive.person', verbose_name='merged record'),
        ),
        migrations.AddField(
            model_name='personmerge',
            name='undone_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AddField(
            model_name='reservation',
            name='statement',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reservation', to='archive.statement', verbose_name='statement'),
        ),
        migrations.AddField(
            model_name='reservation',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reservations', to=settings.AUTH_USER_MODEL, verbose_name='taken by'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='comment_not_empty', violation_error_message='Write something.'),
        ),
        migrations.AddConstraint(
            model_name='excerptoverride',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='excerptoverride_explained', violation_error_message='Write a reason: whoever reads this later needs it.'),
        ),
        migrations.AddConstraint(
            model_name='excerptoverride',
            constraint=models.CheckConstraint(condition=models.Q(('start__lt', models.F('end'))), name='excerptoverride_in_order'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('seen_at__isnull', True)), fields=['user'], name='notice_unseen'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('comment', 'user'), name='notice_once'),
        ),
        migrations.AddConstraint(
            model_name='persondistinction',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='persondistinction_in_order'),
        ),
        migrations.AddConstraint(
            model_name='persondistinction',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='persondistinction_once', violation_error_message='These two are already told apart.'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('person',), name='personmerge_one_standing', violation_error_message='This record is already merged.'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(('person', models.F('into')), _negated=True), name='personmerge_two_records', violation_error_message='A person cannot be merged into themselves.'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(('rationale', ''), _negated=True), name='personmerge_explained', violation_error_message='Say why these records are the same person.'),
        ),
        migrations.AddConstraint(
            model_name='personmerge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='personmerge_undone_by_somebody'),
        ),
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="event",
            name="previous_sha256",
            field=models.CharField(editable=False, max_length=64, unique=True),
        ),
        migrations.AlterField(
            model_name="event",
            name="sha256",
            field=models.CharField(
                editable=False, max_length=64, unique=True, verbose_name="SHA-256"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("id__gt", 0)), name="event_numbered_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="editiontarget",
            constraint=models.UniqueConstraint(
                fields=("edition", "person", "relation"), name="editiontarget_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="editiontopic",
            constraint=models.UniqueConstraint(
                fields=("edition", "topic"), name="editiontopic_once"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["status"], name="statement_status"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("verb", "returned")),
                fields=["record_type", "record_id"],
                name="event_returned",
            ),
        ),
        migrations.RunPython(integrity.set_all, integrity.lift),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
