"""The page of an article's notes, which a script also shows beside the form."""

from django import forms
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import Refusal
from articles.models import LONGEST_NOTE, permissions
from articles.request_limits import is_key

MOST_LISTED = 200


class NoteForm(forms.Form):
    """Writes a note on the article or on one of its blocks."""

    block = forms.ChoiceField(label=_("About"), required=False)
    words = forms.CharField(
        label=_("Note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the note.")},
    )

    def __init__(self, data=None, *, blocks, **kwargs):
        super().__init__(data, label_suffix="", **kwargs)
        self.by_key = {str(block.pk): block for block in blocks}
        named = [(key, name_of(block)) for key, block in self.by_key.items()]
        self.fields["block"].choices = [("", gettext("The whole article")), *named]

    def clean_block(self):
        """Return the block, or None for the whole article."""
        return self.by_key.get(self.cleaned_data["block"])


def name_of(block):
    """Return a block by its kind and its first words."""
    words = Truncator(block.as_text()).words(8)
    kind = capfirst(block._meta.verbose_name)
    return f"{kind}: {words}" if words else str(kind)


def notes_page(request, article, context):
    """Show the notes of an article; write, resolve or reopen one."""
    permissions.require(request.user, permissions.to_note(article, request.user))
    here = reverse("admin:articles_article_notes", args=[article.pk])
    if request.method == "POST" and "write" not in request.POST:
        key = request.POST.get("resolve") or request.POST.get("reopen") or ""
        note = get_object_or_404(article.notes, pk=key if is_key(key) else None)
        if "resolve" in request.POST:
            note.resolve(request.user, request.moment)
        else:
            note.reopen(request.user)
        return HttpResponseRedirect(here)
    blocks = article.blocks()
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, blocks=blocks, initial={"block": request.GET.get("block", "")})
    if form.is_bound and form.is_valid():
        try:
            article.add_note(request.user, form.cleaned_data["words"], form.cleaned_data["block"], request.moment)
            return HttpResponseRedirect(here)
        except Refusal as refusal:
            form.add_error(None, refusal)
    notes = list(article.notes.select_related("by", "resolved_by").order_by("-created", "-id")[:MOST_LISTED])
    for note in notes:
        note.block_name = name_of(form.by_key[str(note.block)]) if str(note.block) in form.by_key else ""
    context |= {
        **admin.site.each_context(request),
        "title": gettext("Notes"),
        "form": form,
        "open_notes": [note for note in notes if note.resolved_at is None],
        "resolved_notes": [note for note in notes if note.resolved_at],
    }
    return TemplateResponse(request, "admin/articles/notes.html", context)
