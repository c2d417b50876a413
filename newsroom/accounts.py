"""Accounts and roles on the desk: whoever gives rights can give no more than they hold."""

from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from articles.admin import LimitedAdmin

# Only a superuser sees these: each of them could lift somebody above the person who sets it.
ABOVE = {"is_superuser", "user_permissions"}


def held_by(user):
    """Return the permissions of an account, switched off or not."""
    return Permission.objects.filter(Q(group__user=user) | Q(user=user)).distinct()


def beyond(user):
    """Return the permissions that a person does not hold and so cannot give."""
    return Permission.objects.none() if user.is_superuser else Permission.objects.exclude(pk__in=held_by(user))


def within(groups, user):
    """Return those of the groups that hold nothing beyond a person's own rights."""
    return groups.exclude(permissions__in=beyond(user))


class AccountAdmin(LimitedAdmin, UserAdmin):
    """Accounts, without a way to rise: superusers and people with more rights can be looked at, not changed."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [(name, {**o, "fields": [f for f in o["fields"] if f not in ABOVE]}) for name, o in fieldsets]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_within(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_within(request.user, obj)

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            kwargs["queryset"] = within(Group.objects.all(), request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _is_within(self, user, obj):
        """Tell whether an account holds no more rights than the person who would change it."""
        if obj is None or user.is_superuser:
            return True
        return not obj.is_superuser and not held_by(obj).filter(pk__in=beyond(user)).exists()


class RoleAdmin(LimitedAdmin, GroupAdmin):
    """Groups, whose permissions can only be those that the person holds."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_within(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_within(request.user, obj)

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "permissions":
            field.queryset = field.queryset.exclude(pk__in=beyond(request.user))
        return field

    def _is_within(self, user, obj):
        """Tell whether a group holds no more than the person who would change it."""
        return obj is None or within(Group.objects.filter(pk=obj.pk), user).exists()
