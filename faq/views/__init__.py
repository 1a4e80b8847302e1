"""One address for the desk and for clients: each gets their own page of it."""


def by_audience(*, desk, client):
    """A view that answers with `desk` for those who answer tickets, else with `client`."""

    def view(request, *args, **kwargs):
        return (desk if request.user.is_desk else client)(request, *args, **kwargs)

    return view
