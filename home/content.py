"""What the pages of a fresh site say. Afterwards the pages are the truth: set-up never writes to one that exists.

The privacy policy says what this product does, and no more (UU 27/2022, articles 20 and 21: purpose, kinds of data,
retention, rights). Whoever changes the product changes the text and its version.
"""

HOME = {
    "title": "Beranda",
    "slug": "beranda",
    "hero_title": "Selamat Datang. Apa yang bisa kami bantu?",
    "purpose": "Satu pintu untuk meminta layanan, mengirim berkas, dan memantaunya sampai selesai.",
    "services_title": "Layanan yang sering diminta",
    "steps_title": "Empat langkah",
    "faq_title": "Pertanyaan yang sering diajukan",
    "steps": [
        ("step", {"title": "Pilih layanan", "text": "Syarat, waktu, dan biaya terlihat sebelum mengirim."}),
        ("step", {"title": "Unggah berkas", "text": "PDF atau foto dari ponsel; foto menjadi PDF dengan sendirinya."}),
        ("step", {"title": "Pantau tiket", "text": "Langkah berikutnya selalu tertulis."}),
        ("step", {"title": "Nilai layanan", "text": "Delapan pertanyaan, satu menit."}),
    ],
    "search_description": "Minta layanan, kirim berkas, dan pantau tiket bantuan sampai selesai.",
}

ABOUT = {
    "title": "Tentang Aplikasi",
    "slug": "tentang-aplikasi",
    "intro": "Helpdesk adalah satu pintu untuk meminta layanan pemerintah daerah secara daring dan memantaunya sampai selesai.",
    "body": [
        ("text", "<h2>Untuk siapa</h2><ul><li><b>Perangkat daerah</b> yang memerlukan jaringan, email dinas, situs, server, "
            "aplikasi, atau tanda tangan elektronik.</li><li><b>Penyedia</b> yang mengurus akun dan verifikasi berkas pada "
            "layanan pengadaan secara elektronik (LPSE).</li><li><b>Warga</b> yang bertanya atau menyampaikan pengaduan.</li></ul>"),
        ("steps", {"heading": "Cara kerjanya", "steps": [
            {"title": "Daftar atau masuk", "text": "Akun dipakai untuk semua layanan."},
            {"title": "Buat tiket", "text": "Pilih layanan; syarat, biaya, dan tenggatnya terlihat sebelum mengirim."},
            {"title": "Lengkapi berkas", "text": "Setiap berkas punya tempatnya sendiri: PDF paling besar 4 MB, atau foto."},
            {"title": "Ikuti prosesnya", "text": "Balasan petugas, keadaan tiap berkas, dan tenggat ada di halaman tiket."},
            {"title": "Beri penilaian", "text": "Setelah tiket ditutup, nilai layanan kami lewat delapan pertanyaan."},
        ]}),
        ("text", "<h2>Yang kami janjikan</h2><ul><li>Setiap permintaan mendapat nomor tiket dan tenggat.</li><li>Tenggat dihitung "
            "dalam hari dan jam kerja; akhir pekan, hari libur nasional, dan cuti bersama tidak dihitung.</li><li>Bila berkas perlu "
            "diperbaiki, alasannya tertulis. Selama menunggu Anda, hitungan tenggat berhenti.</li><li>Tiket tidak ditutup tanpa "
            "jawaban tertulis.</li></ul>"),
        ("callout", {"tone": "warning", "title": "Jaga kata sandi Anda",
            "text": "Petugas tidak pernah meminta kata sandi atau passphrase. Jangan menuliskannya di tiket."}),
        ("accordion", {"heading": "Tentang berkas dan akun", "entries": [
            {"title": "Berkas apa yang dapat dikirim?", "text": "<p>PDF paling besar 4 MB. Foto JPEG atau PNG juga diterima dan "
                "diubah menjadi PDF. Berkas yang rusak, kosong, atau dikunci kata sandi ditolak dengan penjelasan.</p>"},
            {"title": "Siapa yang dapat membuka berkas saya?", "text": "<p>Anda sendiri dan petugas yang berwenang menangani tiket "
                "itu. Berkas tidak memiliki alamat terbuka di internet.</p>"},
            {"title": "Dapatkah dipakai tanpa JavaScript?", "text": "<p>Ya. Semua langkah dapat dijalankan pada peramban "
                "sederhana dan sambungan yang lambat.</p>"},
        ]}),
        ("call_to_action", {"text": "Ada yang bisa kami bantu?", "label": "Kirim Tiket Bantuan", "path": "/helpdesk/tiket/baru/"}),
        ("contact_details", None),
    ],
    "search_description": "Untuk siapa helpdesk ini, bagaimana cara kerjanya, dan apa yang kami janjikan.",
}

FAQ = {
    "title": "Pertanyaan yang Sering Diajukan",
    "slug": "faq",
    "intro": "Cari jawaban lebih dahulu: mungkin Anda tidak perlu menunggu.",
    "search_description": "Jawaban atas pertanyaan tentang layanan, berkas, akun, dan tenggat.",
}

SERVICES = {
    "title": "Standar Layanan",
    "slug": "layanan",
    "intro": "Syarat, prosedur, waktu, dan biaya setiap layanan. Semua layanan dapat diminta secara daring.",
    "complaints": "Bila layanan tidak sesuai dengan standar ini, buat tiket Pengaduan atau gunakan formulir kontak. "
        "Anda juga dapat menyampaikannya melalui SP4N-LAPOR!.",
    "search_description": "Daftar layanan dengan syarat, prosedur, waktu, dan biaya.",
}

CONTACT = {
    "title": "Kontak",
    "slug": "kontak",
    "intro": "Untuk pertanyaan umum. Bila Anda memerlukan layanan, kirim tiket agar dapat dipantau sampai selesai.",
    "thanks": "Terima kasih telah menghubungi kami. Jawaban kami kirim ke alamat email yang Anda tuliskan.",
    "search_description": "Hubungi helpdesk: alamat, telepon, email, dan formulir kontak.",
}

ANNOUNCEMENTS = {
    "title": "Pengumuman",
    "slug": "pengumuman",
    "intro": "Gangguan yang sedang kami tangani, pemeliharaan yang direncanakan, dan kabar tentang layanan.",
    "search_description": "Gangguan, pemeliharaan terencana, dan kabar tentang layanan kami.",
}
