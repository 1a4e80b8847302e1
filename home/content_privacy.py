"""The privacy policy of a fresh site: what this product does with data, and no more (see home.content)."""

from datetime import date

PRIVACY = {
    "title": "Kebijakan Privasi",
    "slug": "kebijakan-privasi",
    "version": "2026-11",
    "valid_from": date(2026, 11, 21),
    "intro": "Data apa yang kami catat, untuk apa, siapa yang melihatnya, berapa lama disimpan, dan apa hak Anda.",
    "body": [
        ("text", "<h2>Tujuan dan dasar</h2><p>Data pribadi dipakai untuk satu tujuan: menjalankan pelayanan yang Anda minta, "
            "memberi tahu perkembangannya, dan menilai mutunya. Dasarnya adalah pelaksanaan tugas pelayanan publik. Kami "
            "berpedoman pada Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi.</p>"
            "<h2>Data yang dicatat</h2><ul>"
            "<li><b>Akun</b>: nama, nama pengguna, email, nomor WhatsApp, organisasi, foto profil bila Anda memasangnya, dan versi "
            "kebijakan ini yang Anda setujui. Kata sandi hanya disimpan dalam bentuk teracak yang tidak dapat dibaca kembali.</li>"
            "<li><b>Tiket</b>: judul, uraian, percakapan, tenggat, waktu dan hasil panggilan video, dan riwayat siapa melakukan apa.</li>"
            "<li><b>Berkas</b>: dokumen yang diminta layanan, misalnya KTP, NPWP, akta, atau surat kuasa.</li>"
            "<li><b>Evaluasi</b>: jawaban dan komentar Anda setelah tiket ditutup.</li>"
            "<li><b>Formulir kontak</b>: nama, email, judul, dan isi pesan.</li>"
            "<li><b>Penilaian jawaban FAQ</b>: membantu atau tidak dan alasannya, tanpa nama dan tanpa alamat.</li></ul>"
            "<h2>Siapa yang melihat</h2><ul>"
            "<li>Anda sendiri; rekan satu organisasi hanya bila organisasi membuka tiketnya bagi anggota.</li>"
            "<li>Petugas departemen yang menangani, petugas yang ditugaskan, dan admin helpdesk.</li>"
            "<li>Instansi lain hanya bila permintaan Anda harus diteruskan; hal itu tertulis di tiket.</li></ul>"
            "<p>Berkas disimpan tertutup dengan nama acak, tidak memiliki alamat terbuka, dan setiap pengunduhan diperiksa haknya. "
            "Pesan dari formulir kontak hanya dapat dibaca admin. Data tidak dijual dan tidak dipakai untuk iklan.</p>"
            "<h2>Berapa lama disimpan</h2><ul>"
            "<li>Tiket, percakapan, dan riwayatnya disimpan sebagai bukti pelayanan dan tidak dihapus lewat aplikasi.</li>"
            "<li>Berkas yang belum diterima petugas dapat Anda ganti atau hapus: isinya hilang, nama, ukuran, dan waktunya tetap "
            "tercatat dalam riwayat.</li>"
            "<li>Dokumen dan lampiran yang Anda kirim dihapus setelah tiket selesai, sesuai jumlah hari yang tertulis di tiket "
            "(umumnya 90 hari); nama, ukuran, sidik jari, dan hasil pemeriksaannya tetap tercatat. Bila ada sengketa atau pemeriksaan, "
            "petugas dapat menahan penghapusan; hal itu tertulis di tiket.</li>"
            "<li>Pesan formulir kontak dihapus satu tahun setelah dijawab; spam setelah 30 hari.</li></ul>"
            "<h2>Kuki dan pihak ketiga</h2><p>Halaman umum tidak memasang kuki. Kuki dipakai hanya untuk mengingat pilihan bahasa "
            "(satu tahun), untuk sesi setelah Anda masuk, dan untuk melindungi formulir. Situs ini tidak memuat apa pun dari situs "
            "lain: tidak ada pelacak, iklan, maupun statistik pihak ketiga. "
            "Video dari YouTube atau Vimeo baru dimuat setelah Anda menekan tombol putarnya. Pemeriksaan “Saya bukan robot” berjalan pada peramban "
            "dan server kami sendiri.</p>"),
        ("accordion", {"heading": "Hak Anda", "entries": [
            {"title": "Melihat dan memperbaiki data", "text": "<p>Data akun dapat Anda lihat dan ubah pada halaman profil. Untuk data "
                "lain, sampaikan melalui tiket atau halaman Kontak.</p>"},
            {"title": "Meminta salinan, pembatasan, atau penghapusan", "text": "<p>Sampaikan melalui tiket atau halaman Kontak. Kami "
                "menjawab tertulis; bila suatu data wajib disimpan sebagai bukti pelayanan, alasannya kami jelaskan.</p>"},
            {"title": "Menarik persetujuan", "text": "<p>Persetujuan yang Anda berikan dapat ditarik kembali. Layanan yang memerlukan "
                "data tersebut kemudian tidak dapat dilanjutkan.</p>"},
            {"title": "Mengadu", "text": "<p>Bila data Anda tidak ditangani sebagaimana mestinya, buat tiket Pengaduan, hubungi kami "
                "lewat halaman Kontak, atau gunakan SP4N-LAPOR!.</p>"},
        ]}),
        ("callout", {"tone": "info", "title": "Bila terjadi kebocoran data", "text": "Kami memberi tahu Anda dan lembaga yang berwenang "
            "secara tertulis paling lambat 3 x 24 jam: data apa, kapan dan bagaimana terjadi, serta upaya penanganannya."}),
        ("contact_details", None),
    ],
    "search_description": "Tujuan, jenis data, siapa yang melihat, lama penyimpanan, dan hak Anda.",
}
