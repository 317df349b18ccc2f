"""Suggestions of the detector, what became of them, and their rules."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from archive import groups, integrity


def make_groups(apps, schema_editor):
    groups.set_groups(schema_editor.connection.alias)


def in_order(name, start, end):
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{start}__isnull": True, f"{end}__isnull": True})
        | Q(**{f"{start}__isnull": False, f"{end}__isnull": False, f"{start}__lt": F(end)}),
    )


VERBS = [
    ("created", "created"), ("changed", "changed"), ("imported", "imported"),
    ("submitted", "submitted"), ("returned", "returned"), ("rejected", "rejected"),
    ("approved", "approved"), ("revised", "taken back for revision"),
    ("retraction_asked", "retraction asked"), ("retracted", "retracted"),
    ("retraction_refused", "retraction refused"), ("reopened", "reopened"),
    ("deleted", "deleted"), ("merged", "merged"), ("unmerged", "merge undone"),
    ("distinguished", "told apart"), ("taken_over", "review taken over"),
    ("prioritised", "priority set"), ("noted", "internal notes changed"),
    ("commented", "commented"), ("budget_lifted", "longer excerpt allowed"),
    ("taken_up", "taken from a suggestion"), ("dismissed", "dismissed"),
    ("reconsidered", "reconsidered"),
]  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0004_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(integrity.lift, integrity.set_all),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(choices=VERBS, max_length=20, verbose_name="what"),
        ),
        migrations.CreateModel(
            name="DetectorReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("detector_version", models.CharField(max_length=20, verbose_name="version of the detector")),
                ("found", models.PositiveIntegerField(verbose_name="quotations found")),
                ("read_at", models.DateTimeField(auto_now=True, verbose_name="read on")),
                ("article", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="detector_reading", to="archive.article", verbose_name="article")),
                ("text", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.articletext")),
            ],
            options={
                "verbose_name": "reading by the detector",
                "verbose_name_plural": "readings by the detector",
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField(verbose_name="start")),
                ("end", models.PositiveIntegerField(verbose_name="end")),
                ("exact", models.TextField(verbose_name="words")),
                ("kind", models.CharField(choices=[("direct", "direct"), ("indirect", "indirect"), ("mixed", "mixed")], max_length=10, verbose_name="kind")),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("cue", models.CharField(blank=True, max_length=200, verbose_name="words that announce it")),
                ("cue_start", models.PositiveIntegerField(editable=False, null=True)),
                ("cue_end", models.PositiveIntegerField(editable=False, null=True)),
                ("speaker_name", models.CharField(blank=True, max_length=300, verbose_name="name of the speaker")),
                ("speaker_type", models.CharField(choices=[("named", "named"), ("anonymous", "anonymous"), ("collective", "collective"), ("unknown", "unknown")], default="unknown", max_length=12, verbose_name="speaker is")),
                ("is_new_person", models.BooleanField(default=False, verbose_name="not in the archive")),
                ("attribution", models.CharField(blank=True, max_length=300, verbose_name="attribution as printed")),
                ("attribution_start", models.PositiveIntegerField(editable=False, null=True)),
                ("attribution_end", models.PositiveIntegerField(editable=False, null=True)),
                ("rule", models.CharField(max_length=60, verbose_name="rule")),
                ("tier", models.CharField(choices=[("high", "high"), ("medium", "medium"), ("low", "low")], max_length=10, verbose_name="confidence")),
                ("evidence", models.JSONField(default=list, verbose_name="evidence")),
                ("detector_version", models.CharField(max_length=20, verbose_name="version of the detector")),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="proposed on")),
                ("state", models.CharField(choices=[("pending", "pending"), ("accepted", "accepted"), ("corrected", "corrected"), ("dismissed", "dismissed")], default="pending", max_length=10, verbose_name="state")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided on")),
                ("corrections", models.JSONField(blank=True, default=dict, verbose_name="corrections")),
                ("article", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="suggestions", to="archive.article", verbose_name="article")),
                ("decided_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="suggestions_decided", to=settings.AUTH_USER_MODEL, verbose_name="decided by")),
                ("speaker", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="suggestions", to="archive.person", verbose_name="speaker")),
                ("statement", models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="suggestion", to="archive.statement", verbose_name="statement")),
                ("text", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="suggestions", to="archive.articletext", verbose_name="version of the text")),
            ],
            options={
                "verbose_name": "suggestion",
                "verbose_name_plural": "suggestions",
                "ordering": ["article", "start", "pk"],
                "indexes": [
                    models.Index(fields=["article", "start"], name="suggestion_in_article"),
                    models.Index(fields=["rule", "tier", "detector_version", "state"], name="suggestion_record"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("text", "start", "end"), name="suggestion_once_a_place", violation_error_message="These words are suggested already."),
                    models.CheckConstraint(condition=Q(start__lt=F("end")), name="suggestion_span_in_order"),
                    in_order("suggestion_cue_in_order", "cue_start", "cue_end"),
                    in_order("suggestion_attribution_in_order", "attribution_start", "attribution_end"),
                    models.CheckConstraint(condition=Q(kind__in=["direct", "indirect", "mixed"]), name="suggestion_kind_known"),
                    models.CheckConstraint(condition=Q(tier__in=["high", "medium", "low"]), name="suggestion_tier_known"),
                    models.CheckConstraint(condition=Q(state__in=["pending", "accepted", "corrected", "dismissed"]), name="suggestion_state_known"),
                    models.CheckConstraint(condition=Q(speaker__isnull=True) | Q(speaker_type__in=["named", "collective"]), name="suggestion_speaker_matches_type", violation_error_message="An anonymous or unknown speaker cannot be a person of the archive."),
                    models.CheckConstraint(condition=Q(is_new_person=False) | (Q(speaker__isnull=True) & ~Q(speaker_name="")), name="suggestion_new_person_is_named"),
                    models.CheckConstraint(condition=Q(state="pending", decided_by__isnull=True, decided_at__isnull=True) | (~Q(state="pending") & Q(decided_by__isnull=False, decided_at__isnull=False)), name="suggestion_decided_by_somebody"),
                    models.CheckConstraint(condition=Q(state__in=["accepted", "corrected"], statement__isnull=False) | Q(state__in=["pending", "dismissed"], statement__isnull=True), name="suggestion_taken_up_with_statement"),
                    models.CheckConstraint(condition=(Q(state="corrected") & ~Q(corrections={})) | (~Q(state="corrected") & Q(corrections={})), name="suggestion_corrected_says_in_what"),
                ],
            },
        ),
        migrations.CreateModel(
            name="SuggestionTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("mention", models.CharField(blank=True, max_length=200, verbose_name="designated by")),
                ("mention_start", models.PositiveIntegerField(editable=False, null=True)),
                ("mention_end", models.PositiveIntegerField(editable=False, null=True)),
                ("person", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="suggestion_targets", to="archive.person", verbose_name="person")),
                ("suggestion", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="targets", to="archive.suggestion", verbose_name="suggestion")),
            ],
            options={
                "verbose_name": "suggested target",
                "verbose_name_plural": "suggested targets",
                "ordering": ["pk"],
                "constraints": [in_order("suggestiontarget_mention_in_order", "mention_start", "mention_end")],
            },
        ),
        migrations.RunPython(integrity.set_all, integrity.lift),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
    ]
