"""The agencies that come with the software, as rows that are not saved."""

from django.core import serializers

from articles.credits import FIXTURE, KnownAgencies

AGENCIES = [row.object for row in serializers.deserialize("json", FIXTURE.read_text("utf-8"))]
KNOWN = KnownAgencies(AGENCIES)
