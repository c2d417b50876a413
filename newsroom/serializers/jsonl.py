"""The format `jsonl`, with whole moments."""

from django.core.serializers import jsonl

from newsroom.serializers import ExactEncoder

Deserializer = jsonl.Deserializer


class Serializer(jsonl.Serializer):
    """Django's serializer with another encoder."""

    def serialize(self, queryset, *, cls=ExactEncoder, **options):
        return super().serialize(queryset, cls=cls, **options)
