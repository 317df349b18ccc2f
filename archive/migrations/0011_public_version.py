"""A version of everything readers may be shown, noted by triggers."""

from django.db import migrations, models

from archive import integrity


class Migration(migrations.Migration):

    dependencies = [
        ('archive', '0010_pairs_of_people'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublicVersion',
            fields=[
                ('id', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('changes', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(integrity.set_all, integrity.lift),
    ]
