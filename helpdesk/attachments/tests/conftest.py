import pytest

from helpdesk.tests import factories


@pytest.fixture
def cast(db):
    """A ticket of one company and everybody who could want its files."""

    class Cast:
        department = factories.make_department()
        company = factories.make_organisation(shares_tickets=True)
        requester = factories.make_client("pemohon", organisation=company)
        colleague = factories.make_client("rekan", organisation=company)
        stranger = factories.make_client("orang_lain")
        staff = factories.make_staff("petugas", department=department)
        other_staff = factories.make_staff("petugas_lain", department=factories.make_department())
        loose_staff = factories.make_staff("petugas_lepas")
        admin = factories.make_admin("pengelola")
        superadmin = factories.make_superadmin("kepala")
        editor = factories.make_editor("penyunting")
        deactivated = factories.make_staff("mantan", department=department, is_active=False)
        ticket = factories.make_ticket(requester=requester, service=factories.make_service(department=department))

    return Cast
