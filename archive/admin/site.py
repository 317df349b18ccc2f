from django.contrib.admin import AdminSite
class ProposAdminSite(AdminSite): pass
