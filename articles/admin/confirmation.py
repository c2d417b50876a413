"""Pages that ask before they act: the form says what readers will get, and acts once that summary is agreed to."""

from django import forms
from django.contrib import admin, messages
from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse

from articles.exceptions import BUSY, Refusal


class ConfirmationForm(forms.Form):
    """Base of the forms of such pages. A subclass has a `title` and these methods:

    * `summary()` returns what will happen, as one or more sentences;
    * `button()` returns the label of the button that confirms;
    * `execute()` acts and returns what becomes `result`, or raises a `Refusal`;
    * `success_message()` returns what has happened, as a sentence.

    The page posts the summary back as `agreed`. The form acts only if its answers still give the same summary, so that
    nobody confirms what they have not read. Forms that ask more on the same page are in `subforms`: they are
    filled from the same data without a prefix, and their fields come after the form's own.
    """

    title = ""
    # Whether something must be answered before the summary can be given.
    has_questions = True
    is_destructive = False

    def __init__(self, data=None, *, user, **kwargs):
        self.user, self.subforms, self.result = user, [], None
        super().__init__(data, **{"label_suffix": "", **kwargs})

    def leads_to(self):
        """Return the address of the page that follows, where it is not the one that the page itself names."""
        return ""

    def is_done(self):
        """Return whether an earlier click on the same page has acted already."""
        return False

    def submit(self):
        """Act if every answer is valid and the summary was agreed to. Return whether it is done.

        The second click of a double click finds the work of the first and reports the same success.
        """
        if self.is_done():
            return True
        if not self.is_valid() or self.data.get("agreed") != self.summary():
            return False
        try:
            self.result = self.execute()
        except Refusal as refusal:
            self.add_refusal(refusal)
        except OperationalError:
            self.add_error(None, BUSY)
        return self.is_valid()

    def is_valid(self):
        """Validate the form and its subforms, all of them: the page shows every error at once."""
        return all([super().is_valid(), *(form.is_valid() for form in self.subforms)])

    def is_ready(self):
        """Return whether enough is answered to give the summary."""
        return not self.has_questions or (self.is_bound and self.is_valid())

    def add_refusal(self, refusal):
        """Add the messages of a `Refusal` to the fields that it names, and the others to the whole form."""
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal.error_list}
        for field, errors in by_field.items():
            form = next((form for form in self.subforms if field in form.fields), self)
            form.add_error(field if field in form.fields else None, errors)

    def questions(self):
        """Return the visible fields of the form and its subforms, in the order in which the page shows them."""
        return [field for form in (self, *self.subforms) for field in form.visible_fields()]

    def all_errors(self):
        """Return the errors of the form and its subforms, by field."""
        return {field: errors for form in (self, *self.subforms) for field, errors in form.errors.items()}


class FactConfirmationForm(ConfirmationForm):
    """Base of the forms that change a fact; `public_change` asks for kind and note where readers see it."""

    public_change = None

    def __init__(self, data=None, *, fact, public_change=None, **kwargs):
        self.fact = fact
        super().__init__(data, **kwargs)
        if public_change:
            self.public_change = public_change
            self.subforms.append(public_change)

    def questions(self):
        """Return the visible fields of the form itself; the page shows `public_change` below them."""
        return self.visible_fields()

    def change(self):
        """Return the `kind` and `note` for the method of the fact; empty where readers do not see the fact."""
        return self.public_change.change if self.public_change else {}


def form_agreed_to(forms, default):
    """Return the form whose summary was agreed to, otherwise the default.

    Two forms that undo each other share a page, and the state decides which of them it shows. The second click of a
    double click must not submit the other one.
    """
    return next((form for form in forms if form.data.get("agreed") == form.summary()), default)


def confirmation_page(request, form, template, context, success_url):
    """Submit the form and redirect, or return the page that shows it."""
    if form.is_bound and form.submit():
        messages.success(request, form.success_message())
        return HttpResponseRedirect(form.leads_to() or success_url)
    context = {**admin.site.each_context(request), "title": form.title, "form": form, **context}
    return TemplateResponse(request, template, context)
