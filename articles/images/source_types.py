"""The IPTC's digital source types: how a picture was made, and the labels that readers see where a machine made it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class SourceType(models.TextChoices):
    """The IPTC's NewsCodes for digital source types; a value is the last part of the term's URI."""

    CAPTURE = "digitalCapture", _("Photograph, by a digital camera")
    COMPUTED_CAPTURE = "computationalCapture", _("Photograph, computed from several exposures")
    NEGATIVE = "negativeFilm", _("Photograph on negative film")
    POSITIVE = "positiveFilm", _("Photograph on positive film")
    PRINT = "print", _("Photograph, from a print")
    EDITED = "humanEdits", _("Edited by a person beyond the usual corrections")
    ENHANCED = "algorithmicallyEnhanced", _("Enhanced by an algorithm")
    CREATION = "digitalCreation", _("Drawn or painted by a person with a computer")
    DATA = "dataDrivenMedia", _("Chart or map made from data")
    SCREEN = "screenCapture", _("Screenshot")
    RECORDING = "virtualRecording", _("Recording of a virtual event")
    COMPOSITE = "composite", _("Composite")
    COMPOSITE_CAPTURE = "compositeCapture", _("Composite of photographs")
    GENERATED = "trainedAlgorithmicMedia", _("Made with generative AI")
    EDITED_BY_AI = "compositeWithTrainedAlgorithmicMedia", _("Edited with generative AI")
    COMPOSITE_SYNTHETIC = "compositeSynthetic", _("Composite with parts made by generative AI")
    ALGORITHMIC = "algorithmicMedia", _("Made by an algorithm without training data")


# Shown beside the picture on the page.
AI_LABELS = {
    SourceType.GENERATED: _("Made with AI"),
    SourceType.EDITED_BY_AI: _("Edited with AI"),
    SourceType.COMPOSITE_SYNTHETIC: _("Partly made with AI"),
    SourceType.ALGORITHMIC: _("Made by an algorithm"),
}


# Terms that the IPTC has retired, and what it says to use in place of them. "softwareImage" says no more than that a
# program made the picture, as a person does with `CREATION`.
_RETIRED = {
    "minorHumanEdits": SourceType.EDITED,
    "digitalArt": SourceType.CREATION,
    "softwareImage": SourceType.CREATION,
}
_NAMES = {name.casefold(): name for name in SourceType.values} | {
    name.casefold(): current.value for name, current in _RETIRED.items()
}


def source_type_uri(source_type):
    """Return the URI of a source type, as XMP and schema.org write it; "" for none."""
    return VOCABULARY + source_type if source_type else ""


def source_type_from_uri(uri):
    """Return the source type of a URI, or of a code ("digsrctype:print"), in a file's metadata; "" for an unknown one.

    A retired term gives the one that is used in place of it.
    """
    name = uri.strip().rstrip("/").replace(":", "/").rpartition("/")[2]
    return _NAMES.get(name.casefold(), "")
