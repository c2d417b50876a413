"""What the site itself puts on the desk: accounts and roles, instead of Django's own."""

from django.contrib import admin
from django.contrib.auth import admin as replaced  # noqa: F401 (registered before it can be replaced)
from django.contrib.auth.models import Group, User

from newsroom.accounts import AccountAdmin, RoleAdmin

admin.site.unregister([User, Group])
admin.site.register(User, AccountAdmin)
admin.site.register(Group, RoleAdmin)
