"""Filling in the desk's forms in tests: what a browser would send back, with changes."""


def typed(response, **changes):
    """Return the fields of an open form as a browser would post them, with these changes (`None` leaves one out)."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {field.html_name: field.value() for form in forms for field in form}
    data |= changes
    return {name: value for name, value in data.items() if value is not None and value is not False}


def added(data, prefix, **columns):
    """Return the posted fields with one more row in the formset `prefix`."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    row = {f"{prefix}-{number}-{name}": value for name, value in columns.items()}
    return data | row | {f"{prefix}-TOTAL_FORMS": number + 1}


def errors_of(response):
    """Return every error of a form that came back, rows included."""
    if not response.context or "adminform" not in response.context:
        return {}
    inlines = response.context["inline_admin_formsets"]
    rows = [dict(errors) for i in inlines for errors in [*i.formset.errors, {"all": i.formset.non_form_errors()}]]
    return dict(response.context["adminform"].form.errors) | {"rows": [row for row in rows if any(row.values())]}
