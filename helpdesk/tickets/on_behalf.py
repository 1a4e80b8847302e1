"""For whom an officer makes a ticket: a person whom this officer has found or added, as a word for the address.

SECURITY: signed, and good for that officer alone, so that nobody walks through all clients by counting.
"""

from django.core import signing
from django.urls import reverse

from helpdesk.accounts.models import User

SALT = "ticket on behalf"


def key_of(client, officer):
    return signing.dumps([officer.pk, client.pk], salt=SALT)


def client_of(key, officer):
    """The client named by `key`, or None: forged, another officer's, or no client any more."""
    try:
        officer_pk, client_pk = signing.loads(key, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if officer_pk != officer.pk:
        return None
    return User.objects.active().clients().select_related("organisation").filter(pk=client_pk).first()


def address_for(client, officer):
    """Where this officer chooses what the client asks for."""
    return f"{reverse('helpdesk:ticket_create')}?untuk={key_of(client, officer)}"
