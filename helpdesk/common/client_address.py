"""Where a request comes from, by one rule: a proxy's header counts only where the proxy is ours (TRUSTED_PROXIES)."""

from allauth.account.adapter import get_adapter


def address_of(request):
    """The client's address as text; what throttles count by. Raises PermissionDenied where nobody can say."""
    return get_adapter(request).get_client_ip(request)
