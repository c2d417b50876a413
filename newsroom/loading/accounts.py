"""Accounts that rows of a fixture name: found once the accounts of the fixture itself are saved."""

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.loading.rows import columns_of, refers_to_own


def set_accounts(rows, problems):
    """Set the columns of the rows' objects that refer to accounts; return a message about those that nobody has now.

    An account that a person has named and that does not exist is a problem. One that is missing by its key is not:
    `dumpdata` writes keys, also where the accounts themselves are left out.
    """
    known, missing = {}, 0
    for row in rows:
        for field in columns_of(row.model):
            if not field.is_relation or refers_to_own(field) or row.values.get(field.name) is None:
                continue
            value = row.values[field.name]
            name = (field.related_model, str(value))
            if name not in known:
                known[name] = key_of(field.related_model, value)
            setattr(row.object, field.attname, known[name])
            if known[name] is None and isinstance(value, int) and field.null:
                missing += 1
            elif known[name] is None:
                sentence = _("There is no %(kind)s “%(name)s” here. Leave it out, or create it first.")
                name = ", ".join(map(str, value)) if isinstance(value, list) else value
                problems.add(row, field.name, sentence % {"kind": field.related_model._meta.verbose_name, "name": name})
    if not missing:
        return []
    message = ngettext(
        "%(count)s row no longer names a person: no account here has their number",
        "%(count)s rows no longer name a person: no account here has their number",
        missing,
    )
    return [message % {"count": missing}]


def key_of(model, value):
    """Return the key of the row that a value is, or names in a list as Django's natural keys do; or None."""
    rows = model._default_manager
    try:
        return rows.get(pk=value).pk if not isinstance(value, list) else rows.get_by_natural_key(*value).pk
    except (ObjectDoesNotExist, TypeError):
        return None
    except (ValueError, ValidationError):  # no key: a name that was not put into a list
        return key_of(model, [value])
