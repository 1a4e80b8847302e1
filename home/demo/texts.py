"""What people of the demo say, by the kind of request; plain sentences without any real person or number."""

INPUTS = {
    "user_id": "MAJUCONTOH01", "email_lama": "lama@perusahaan.example", "email_baru": "baru@perusahaan.example",
    "npwp_lama": "0000 1111 2222 3333", "npwp_baru": "0000 1111 2222 4444", "jenis_data": "alamat kantor",
    "nip": "19800101 200501 1 001", "satuan_kerja": "Bidang Umum", "peran": "Pejabat Pengadaan", "mulai": "1 Desember 2026",
    "selesai": "31 Desember 2027", "menu": "Login", "pesan": "Sesi berakhir", "waktu": "tadi pagi pukul 08.15",
    "kode_tender": "1234567", "tahap": "pemasukan penawaran", "semula": "20", "menjadi": "50", "topik": "pengisian data kualifikasi",
    "tanggal": "10 Desember 2026", "jam": "09.00", "jumlah": "12", "materi": "penggunaan SPSE", "peserta": "pejabat pengadaan",
    "lokasi": "lantai 2 gedung A", "gejala": "lambat dan sering putus", "keperluan": "layanan daring", "url": "portal.contoh.example",
    "nama_aplikasi": "e-Surat", "akun": "operator", "email": "nama@dinas.example", "alasan": "pegawai pindah tugas",
    "nama": "portal data", "domain_daerah": "contoh.example", "aplikasi": "portal layanan", "spesifikasi": "4 vCPU, 8 GB, 100 GB",
    "platform": "Python", "kapasitas": "20 GB", "dampak": "pelayanan loket berhenti", "jabatan": "analis", "alamat": "nama@dinas.example",
    "tujuan": "mempercepat pelayanan", "pengguna": "masyarakat", "acara": "rapat koordinasi", "jenis": "phishing", "aset": "email dinas",
    "ya_tidak": "tidak", "data_atau_api": "data jumlah penduduk", "dasar": "surat permohonan", "nik_tersamar": "1234",
    "pokok_pengaduan": "waktu tunggu di loket", "waktu_tempat": "Senin, di kantor LPSE", "harapan": "antrean diperbaiki",
    "reset_atau_info": "reset password", "buka_blokir_atau_nonaktif": "pembukaan blokir", "merek_tipe": "server rak 1U",
    "unit": "1", "daya": "350 W",
}  # fmt: skip

TITLES = [
    "Mohon informasi jadwal pelatihan", "Printer bersama tidak terhubung ke jaringan", "Permintaan salinan berita acara",
    "Kotak surat penuh", "Tautan di situs tidak dapat dibuka", "Usulan perbaikan tampilan aplikasi",
    "Permintaan pendampingan pengisian formulir", "Akses ruang server untuk pemeliharaan",
]  # fmt: skip

REPLIES = [
    "Terima kasih, permintaan Anda sudah kami terima dan sedang kami kerjakan.",
    "Baik, kami periksa dahulu. Kami kabari lagi di tiket ini.",
    "Kami sudah memeriksa dari sisi kami. Apakah kendalanya masih muncul?",
    "Sudah kami teruskan ke bidang terkait; hasilnya kami sampaikan di sini.",
]  # fmt: skip

ANSWERS = [
    "Terima kasih atas tanggapannya. Kendalanya masih muncul pagi ini.", "Baik, kami tunggu kabarnya.",
    "Sudah dicoba dan sekarang berjalan. Terima kasih.", "Berikut keterangan tambahannya: terjadi sejak kemarin sore.",
]  # fmt: skip

QUESTIONS = [
    "Mohon sebutkan nama lengkap dan jabatan penanggung jawabnya.",
    "Mohon jelaskan langkah yang dilakukan sebelum kendala muncul.",
    "Mohon kirimkan nomor surat permohonannya.",
]  # fmt: skip

NOTES = [
    "Sudah dicek, tidak ada di daftar hitam.", "Pernah mengajukan hal serupa bulan lalu.", "Koordinasi dengan bidang lain sore ini.",
]  # fmt: skip

CLOSINGS = [
    "Permintaan Anda sudah selesai kami kerjakan. Terima kasih sudah menunggu.",
    "Sudah berfungsi kembali. Silakan buat tiket baru bila kendala muncul lagi.",
    "Terima kasih atas kerja sama Anda; permintaan ini sudah selesai.",
]  # fmt: skip

CLOSING_AFTER_CALL = "Verifikasi selesai. Terima kasih atas kerja sama Anda."

REASONS = [
    "Halaman 2 tidak terbaca, mohon pindai ulang dengan cahaya cukup.", "Belum ditandatangani dan dicap.",
    "Nama pada berkas berbeda dengan nama badan usaha pada permohonan.", "Masa berlaku berkas sudah habis.",
]  # fmt: skip

COMMENTS = [
    "", "", "Petugas ramah dan cepat tanggap.", "Mohon waktu prosesnya dipercepat.", "Sangat membantu, terima kasih.",
    "Unggah berkas dari ponsel mudah.",
]  # fmt: skip

# What the office explains beside a document: Indonesian, English.
EXPLANATIONS = {
    "npwp": (
        "Kartu atau surat keterangan NPWP badan usaha dari kantor pajak. Nomor dan nama harus terbaca jelas.",
        "The card or the letter about the company's tax number, from the tax office. Number and name must be readable.",
    ),
    "ktp_direksi": (
        "KTP direktur atau pimpinan yang tercantum dalam akta. Foto keempat sudutnya, tanpa pantulan cahaya.",
        "The identity card of the director named in the deed. Photograph all four corners, without reflections.",
    ),
    "surat_permohonan": (
        "Surat di atas kop badan usaha, ditandatangani pimpinan dan dicap. Contohnya dapat diisi.",
        "A letter on the company's paper, signed by its head and stamped. The sample may be filled in.",
    ),
    "surat_kuasa": (
        "Bermeterai, ditandatangani pemberi dan penerima kuasa, dan masih berlaku pada hari panggilan video.",
        "With a revenue stamp, signed by both, and still valid on the day of the video call.",
    ),
    "nib": (
        "Unduh dari oss.go.id; halaman pertama yang memuat nomornya sudah cukup.",
        "Download it from oss.go.id; the first page, with the number, is enough.",
    ),
    "akta": (
        "Akta pendirian, seluruh halaman dalam satu PDF.",
        "The deed of establishment, all pages in one PDF.",
    ),
}
