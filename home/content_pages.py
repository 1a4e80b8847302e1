"""Accessibility, service standards and the pledge of a fresh site: what this product does, and no more (see home.content).

The six points are those of PermenPANRB 15/2014; the duty to publish them is that of UU 25/2009.
"""

ACCESSIBILITY = {
    "title": "Aksesibilitas",
    "slug": "aksesibilitas",
    "intro": "Situs ini dibuat agar dapat dipakai oleh semua orang, dengan alat bantu apa pun dan pada sambungan yang lambat.",
    "body": [
        ("text", "<h2>Yang kami tuju</h2><p>Kami menuju Pedoman Aksesibilitas Konten Web (WCAG) 2.2 tingkat AA, yang juga "
            "diterbitkan sebagai ISO/IEC 40500:2025. Hak penyandang disabilitas atas informasi dan pelayanan publik diatur "
            "dalam Undang-Undang Nomor 8 Tahun 2016.</p>"
            "<h2>Yang sudah tersedia</h2><ul>"
            "<li><b>Papan ketik</b>: semua halaman dan formulir dapat dijalankan tanpa tetikus. Tautan pertama melompat langsung "
            "ke isi, dan tempat Anda berada selalu terlihat.</li>"
            "<li><b>Pembaca layar</b>: halaman memiliki judul, bagian, dan label; gambar memiliki teks pengganti; kesalahan isian "
            "tertulis di samping isiannya.</li>"
            "<li><b>Warna dan ukuran</b>: teks kontras terhadap latarnya, arti tidak pernah disampaikan dengan warna saja, tampilan "
            "gelap mengikuti perangkat Anda, dan teks dapat diperbesar tanpa harus digulir ke samping.</li>"
            "<li><b>Ponsel dan sambungan lambat</b>: halaman ringan, tombol cukup besar untuk disentuh, dan semua langkah dapat "
            "dijalankan tanpa JavaScript.</li>"
            "<li><b>Gerak</b>: tidak ada yang berkedip atau bergerak sendiri; bila perangkat Anda meminta lebih sedikit gerak, "
            "peralihan kecil pun ditiadakan.</li>"
            "<li><b>Pemeriksaan “Saya bukan robot”</b>: tidak memakai gambar atau suara. Tanpa JavaScript, Anda menjawab satu "
            "pertanyaan tertulis.</li>"
            "<li><b>Bahasa</b>: antarmuka tersedia dalam bahasa Indonesia dan Inggris.</li></ul>"
            "<h2>Yang belum sempurna</h2><ul>"
            "<li>Berkas yang dilampirkan orang lain, misalnya PDF hasil pindai, mungkin tidak dapat dibaca oleh pembaca layar.</li>"
            "<li>Video dari YouTube atau Vimeo diputar dengan pemutar milik mereka.</li>"
            "<li>Isi yang kami tulis dalam satu bahasa saja tampil dalam bahasa itu.</li></ul>"
            "<h2>Bila Anda menemui hambatan</h2><p>Sampaikan kepada kami: halaman mana, apa yang ingin Anda lakukan, dan alat bantu "
            "yang Anda pakai. Bila perlu, mintalah layanan melalui telepon atau email; kami membuatkan tiketnya untuk Anda.</p>"),
        ("call_to_action", {"text": "Ada yang sulit dipakai?", "label": "Hubungi kami", "path": "/kontak/"}),
        ("contact_details", None),
    ],
    "search_description": "Aksesibilitas situs ini: sasaran WCAG 2.2 AA, yang sudah tersedia, dan cara melaporkan hambatan.",
}

STANDARDS = {
    "title": "Standar Pelayanan",
    "slug": "standar-pelayanan",
    "intro": "Setiap layanan memiliki standar yang diumumkan. Pilih departemen untuk membaca standar layanannya.",
    "body": [
        ("text", "<h2>Enam hal yang tertulis pada setiap layanan</h2><p>Menurut Peraturan Menteri PANRB Nomor 15 Tahun 2014 "
            "tentang Pedoman Standar Pelayanan, komponen penyampaian layanan adalah:</p><ol>"
            "<li><b>Persyaratan</b>: berkas yang perlu Anda siapkan.</li>"
            "<li><b>Sistem, mekanisme, dan prosedur</b>: langkah dari permintaan sampai hasil.</li>"
            "<li><b>Jangka waktu</b>: kapan Anda mendapat tanggapan pertama dan kapan layanan selesai, dalam hari dan jam kerja.</li>"
            "<li><b>Biaya atau tarif</b>.</li>"
            "<li><b>Produk pelayanan</b>: hasil yang Anda terima.</li>"
            "<li><b>Penanganan pengaduan, saran, dan masukan</b>.</li></ol>"),
        ("services", {"heading": "Layanan menurut departemen", "services": [], "department": ""}),
        ("text", "<h2>Bagaimana tenggat dihitung</h2><p>Tenggat dihitung dalam hari dan jam kerja; akhir pekan, hari libur nasional, "
            "dan cuti bersama tidak dihitung. Hitungan dimulai setelah berkas yang wajib terkirim dan berhenti selama menunggu "
            "Anda. Tenggat setiap tiket tertulis pada halamannya.</p>"),
        ("call_to_action", {"text": "Layanan tidak sesuai standar?", "label": "Sampaikan kepada kami", "path": "/kontak/"}),
    ],
    "search_description": "Persyaratan, prosedur, waktu, biaya, produk, dan pengaduan setiap layanan.",
}

PLEDGE = {
    "title": "Maklumat Pelayanan",
    "slug": "maklumat-pelayanan",
    "intro": "Pernyataan kesanggupan kami untuk melayani sesuai dengan standar pelayanan.",
    "body": [
        ("callout", {"tone": "info", "title": "Maklumat pelayanan", "text": "Dengan ini kami menyatakan sanggup menyelenggarakan "
            "pelayanan sesuai dengan standar pelayanan yang telah ditetapkan. Apabila kami tidak menepatinya, kami siap menerima "
            "pengaduan dan memperbaiki pelayanan sesuai dengan peraturan perundang-undangan."}),
        ("text", "<h2>Bagaimana Anda dapat memeriksanya</h2><ul>"
            "<li>Setiap permintaan mendapat nomor tiket, tenggat, dan riwayat yang dapat Anda baca.</li>"
            "<li>Setiap layanan menyebutkan persyaratan, prosedur, waktu, biaya, dan hasilnya.</li>"
            "<li>Bila berkas perlu diperbaiki atau permintaan ditolak, alasannya tertulis.</li>"
            "<li>Tiket tidak ditutup tanpa jawaban tertulis.</li>"
            "<li>Setelah tiket ditutup, Anda dapat menilai layanan kami.</li></ul>"
            "<h2>Bila kami tidak menepatinya</h2><p>Buat tiket Pengaduan, gunakan formulir kontak, atau sampaikan melalui "
            "SP4N-LAPOR!.</p>"),
        ("card_grid", {"heading": "Selengkapnya", "cards": [
            {"title": "Standar Pelayanan", "text": "Enam hal yang tertulis pada setiap layanan.", "icon": "clipboard-list",
                "path": "/standar-pelayanan/"},
            {"title": "Kontak", "text": "Alamat, telepon, email, dan formulir.", "icon": "phone", "path": "/kontak/"},
        ]}),
    ],
    "search_description": "Kesanggupan kami melayani sesuai standar, dan apa yang dapat Anda lakukan bila tidak ditepati.",
}
