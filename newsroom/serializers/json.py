"""The format `json`, with whole moments."""

from django.core.serializers import json

from newsroom.serializers import ExactEncoder

Deserializer = json.Deserializer


class Serializer(json.Serializer):
    """Django's serializer with another encoder."""

    def serialize(self, queryset, *, cls=ExactEncoder, **options):
        return super().serialize(queryset, cls=cls, **options)
