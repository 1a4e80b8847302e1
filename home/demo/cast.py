"""The people of the demo. Every name is invented; companies carry the word Contoh (“example”)."""

from helpdesk.accounts.addresses import ensure_address
from helpdesk.accounts.models import Membership, Organisation, Role, User
from helpdesk.departments.models import Department

# The five accounts that the start screen names.
ACCOUNTS = [
    ("superadmin", Role.SUPERADMIN, "Ratna Kusumawardani"),
    ("admin", Role.ADMIN, "Hendra Saputra"),
    ("staff", Role.STAFF, "Sari Wulandari"),
    ("client", Role.CLIENT, "Budi Prasetyo"),
    ("editor", Role.EDITOR, "Maya Anggraini"),
]

STAFF = [
    ("rahmat", "Rahmat Hidayat", "lpse-registrasi-dan-verifikasi", "Verifikator"),
    ("dewi", "Dewi Lestari", "lpse-layanan-pengguna-spse", "Petugas helpdesk"),
    ("agus", "Agus Setiawan", "lpse-admin-ppe-agency", "Admin PPE"),
    ("nina", "Nina Marlina", "lpse-pelatihan-dan-bidding-room", "Pelatih"),
    ("tono", "Tono Sugiarto", "jaringan-internet-bandwidth", "Teknisi jaringan"),
    ("yudi", "Yudi Firmansyah", "server", "Administrator server"),
    ("fitri", "Fitri Handayani", "email", "Pengelola email"),
    ("galih", "Galih Permana", "aplikasi", "Analis aplikasi"),
    ("wati", "Wati Suryani", "website-dan-subdomain", "Pengelola website"),
    ("ilham", "Ilham Nugraha", "persandian-dan-tte", "Verifikator TTE"),
    ("rina", "Rina Oktaviani", "keamanan-informasi-csirt", "Analis keamanan"),
    ("bayu", "Bayu Kurniawan", "data-dan-statistik", "Pengelola data"),
    ("lilis", "Lilis Rohmah", "pengaduan", "Pengelola pengaduan"),
    ("dani", "Dani Ramdani", "umum", "Petugas informasi"),
]

COMPANIES = [
    ("PT Maju Contoh", "company"), ("CV Sinar Contoh", "company"), ("PT Lestari Contoh", "company"),
    ("CV Karya Contoh Mandiri", "company"), ("PT Bangun Contoh Sejahtera", "company"),
    ("CV Cahaya Contoh", "company"), ("PT Tirta Contoh", "company"), ("Toko Berkah Contoh", "individual"),
    ("UD Makmur Contoh", "individual"), ("PT Samudra Contoh Teknik", "company"),
]  # fmt: skip

CLIENTS = [
    "Andi Wijaya", "Citra Ningsih", "Doni Hermawan", "Eka Rahmawati", "Fajar Maulana", "Gita Puspita", "Hasan Basri",
    "Indah Permatasari", "Joko Susilo", "Kartika Sari", "Lukman Hakim", "Mega Utami", "Nanang Supriatna",
    "Oki Pratama", "Putri Amelia", "Rizki Ramadhan", "Siti Nurjanah Rahman", "Taufik Akbar", "Umi Kalsum Hasanah",
    "Vina Melati",
]  # fmt: skip


def make_people(password, random):
    """Make everybody; return (staff by department code, clients)."""
    departments = {d.code: d for d in Department.objects.all()}
    agencies = list(Organisation.objects.agencies().order_by("pk"))
    companies = [_company(name, kind, random) for name, kind in COMPANIES]
    people = {username: _person(username, name, role, password) for username, role, name in ACCOUNTS}
    people["staff"].department = departments["lpse-registrasi-dan-verifikasi"]
    people["staff"].designation = "Petugas helpdesk"
    people["staff"].save()
    _join(people["client"], companies[0])
    by_department = {}
    for username, name, code, designation in STAFF:
        person = _person(username, name, Role.STAFF, password, department=departments[code], designation=designation)
        by_department.setdefault(code, []).append(person)
    by_department["lpse-registrasi-dan-verifikasi"].insert(0, people["staff"])
    clients = [people["client"]]
    for place, name in enumerate(CLIENTS):
        client = _person(name.split()[0].lower(), name, Role.CLIENT, password, phone=f"+62812{random.randrange(10**7, 10**8)}")
        if place % 10 != 9:  # every tenth is a citizen
            _join(client, companies[place // 2 % len(companies)] if place % 2 else random.choice(agencies))
        clients.append(client)
    return by_department, clients, people["admin"]


def _company(name, kind, random):
    return Organisation.objects.create(
        name=name, kind=kind, is_verified=random.random() < 0.8,
        npwp="".join(str(random.randrange(10)) for _ in range(16)),
    )


def _person(username, name, role, password, **fields):
    user = User.objects.create_user(
        username, f"{username}@helpdesk.example", password, name=name, role=role,
        **{"phone": "+6281234567890" if role == Role.CLIENT else "", **fields},
    )
    ensure_address(user, verified=True)
    return user


def _join(person, organisation):
    person.organisation, person.membership = organisation, Membership.MEMBER
    person.save()
