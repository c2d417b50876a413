"""What people do with their own account: a new password by mail, and the choice whether they get mail."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import views
from django.core.mail import EmailMessage
from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.exceptions import BUSY
from newsroom import access
from newsroom.mail import send_soon
from newsroom.models import AccessRecord, MailChoice
from newsroom.throttle import client_address, is_within

# Links for a new password, in an hour: to one address of mail, and from one address of the network.
MOST_FOR_ACCOUNT, MOST_FROM_ADDRESS, HOUR = 3, 20, 3600
TOO_OFTEN = _("A link was asked for too often. Look into your mail, or try again in an hour.")


class PasswordResetForm(auth_forms.PasswordResetForm):
    """Django's form; its links lead to the site's own address, whichever host was asked."""

    def save(self, **options):
        own = {"domain_override": settings.HOST, "use_https": settings.HTTPS}
        names = {"site_name": settings.PUBLICATION_NAME}
        return super().save(**{**options, **own, "extra_email_context": names})

    def send_mail(self, subject_name, template_name, context, from_email, to_email, html_email_template_name=None):
        subject = " ".join(render_to_string(subject_name, context).split())
        send_soon([EmailMessage(subject, render_to_string(template_name, context), from_email, [to_email])])


class PasswordResetView(views.PasswordResetView):
    """Asks for an address and sends a link; the answer is the same whether an account has the address or not."""

    form_class = PasswordResetForm
    email_template_name = "newsroom/mail/password.txt"
    subject_template_name = "newsroom/mail/password_subject.txt"

    def form_valid(self, form):
        address = form.cleaned_data["email"].casefold()
        for_account = is_within("password", address, MOST_FOR_ACCOUNT, HOUR)
        from_address = is_within("passwords", client_address(self.request), MOST_FROM_ADDRESS, HOUR)
        if for_account and from_address:
            return super().form_valid(form)
        form.add_error("email", TOO_OFTEN)
        response = self.form_invalid(form)
        response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


class PasswordResetConfirmView(views.PasswordResetConfirmView):
    """Asks whoever has the link for a new password."""

    def form_valid(self, form):
        try:
            response = super().form_valid(form)
        except OperationalError:
            form.add_error(None, BUSY)
            response = self.form_invalid(form)
            response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
            return response
        access.record(AccessRecord.Action.RESET, self.user)
        return response


class MailForm(forms.ModelForm):
    """Whether somebody wants mail."""

    class Meta:
        model = MailChoice
        fields = ["wants_mail"]


def mail_view(site, request):
    """Show and change whether the person gets mail about work that waits for them."""
    choice = MailChoice.objects.filter(account=request.user).first() or MailChoice(account=request.user)
    form = MailForm(request.POST if request.method == "POST" else None, instance=choice)
    if request.method == "POST" and form.is_valid():
        MailChoice.objects.update_or_create(account=request.user, defaults=form.cleaned_data)
        messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(reverse("admin:mail"))
    context = {**site.each_context(request), "title": gettext("Mail"), "form": form}
    return TemplateResponse(request, "admin/mail.html", context)
