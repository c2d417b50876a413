"""Accounts and roles in the admin, in place of Django's own: nobody can grant a permission that they lack."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

from articles.admin import LimitedAdmin

# Shown to superusers only: either of them could raise an account above the person who edits it.
SUPERUSER_FIELDS = {"is_superuser", "user_permissions"}

admin.site.unregister([User, Group])


def held_by(user):
    """Return the permissions of an account, even of one that is not active."""
    return Permission.objects.filter(Q(group__user=user) | Q(user=user)).distinct()


def not_held_by(user):
    """Return the permissions that a user does not hold and therefore cannot grant."""
    return Permission.objects.none() if user.is_superuser else Permission.objects.exclude(pk__in=held_by(user))


def grantable(groups, user):
    """Return the groups whose permissions the user holds, every one."""
    return groups.exclude(permissions__in=not_held_by(user))


class PermissionsField(forms.ModelMultipleChoiceField):
    """A choice of permissions by boxes: in a list, one click without the Control key would take all others away."""

    def label_from_instance(self, permission):
        """Return what the permission allows, without the names of its app and its model."""
        return permission.name


class GrantingAdmin(LimitedAdmin):
    """A base for accounts and groups: only those who hold all of its permissions change or delete one."""

    # Not Django's pairs of lists, whose labels cannot be read in a browser's dark scheme or by a screen reader.
    filter_horizontal = ()

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        kwargs["widget"] = forms.CheckboxSelectMultiple
        if db_field.remote_field.model is Permission:
            kwargs["form_class"] = PermissionsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Leave out the button that adds a group in the middle of an account's form."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_add_related = False
        return field

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or self.may_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self.may_edit(request.user, obj))


@admin.register(User)
class AccountAdmin(GrantingAdmin, UserAdmin):
    """Accounts. Nobody but a superuser may change a superuser, or an account with more permissions than their own."""

    readonly_fields = ["last_login", "date_joined"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in SUPERUSER_FIELDS]})
            for name, options in fieldsets
        ]

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = grantable(Group.objects.all(), request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def may_edit(self, user, account):
        if user.is_superuser:
            return True
        return not account.is_superuser and not held_by(account).filter(pk__in=not_held_by(user)).exists()


@admin.register(Group)
class RoleAdmin(GrantingAdmin, GroupAdmin):
    """Groups. A user can put only permissions of their own into one."""

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "permissions":
            field.queryset = field.queryset.exclude(pk__in=not_held_by(request.user))
        return field

    def may_edit(self, user, group):
        return grantable(Group.objects.filter(pk=group.pk), user).exists()
