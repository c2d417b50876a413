"""How a picture came to be: the IPTC's digital source types, and what readers are told of those a machine made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

VOCABULARY = "http://cv.iptc.org/newscodes/digitalsourcetype/"


class SourceType(models.TextChoices):
    """The IPTC's vocabulary; a value is the last part of the term's address."""

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


# What stands beside the picture on the page.
LABELS = {
    SourceType.GENERATED: "Made with AI",
    SourceType.EDITED_BY_AI: "Edited with AI",
    SourceType.COMPOSITE_SYNTHETIC: "Partly made with AI",
    SourceType.ALGORITHMIC: "Made by an algorithm",
}


def address_of(source_type):
    """Return the term's address as XMP and schema.org want it, or an empty string."""
    return VOCABULARY + source_type if source_type else ""


def source_type_of(address):
    """Return the value for a term's address as found in a file, or an empty string for one that is not known."""
    name = address.rstrip("/").rpartition("/")[2]
    return name if name in SourceType.values else ""
