"""What people of a load write: sentences with changing words, so that common, usual and rare words exist. Nobody is real."""



def _words(text):
    return text.split()


COMMON = "permohonan"  # the templates of the catalogue begin with it
RARE, RARE_TICKETS = "hidrometeorologi", 10
PHRASE, PHRASE_SHARE = "bukti potong pajak penghasilan", 0.004

FIRST_NAMES = _words(
    "Adi Agus Andi Anisa Arif Bambang Bayu Budi Citra Dedi Dewi Dian Eka Endang Fajar Fitri Galih Gita Hadi Hana Hendra Ika Indah "
    "Irfan Joko Kartika Laras Lina Lukman Maya Mega Nanda Nia Nina Oki Putra Putri Rani Ratna Reza Rini Sari Sigit Sinta Tari Tono "
    "Umi Vina Wahyu Wati Yani Yuda Yuli Zaki"
)
LAST_NAMES = _words(
    "Anggara Cahyani Darmawan Firmansyah Gunawan Handoko Hapsari Hidayat Iskandar Kurnia Kusuma Lestari Mahendra Maulana Nugraha "
    "Nuraini Oktavia Pangestu Permana Pramudya Pratama Puspita Rahayu Ramadhan Saputra Setiawan Suryani Utami Wibowo Wulandari"
)
# Invented company names are made of two of these and the word Contoh (“example”).
BEGINNINGS = _words("Gema Jala Karsa Mandi Nusa Panca Rama Sari Tirta Wana Buana Cakra Dwi Eka Graha Mitra Perda Sapta Surya Tri")
ENDINGS = _words("raya kencana lestari mulia perkasa sentosa abadi daya jaya karya makmur persada prima utama wijaya tama guna bina")

PLACES = (
    "gedung A lantai 2", "gedung B lantai 1", "kantor kecamatan", "ruang rapat utama", "loket pelayanan", "bidang tata usaha",
    "kantor kelurahan", "ruang server", "puskesmas", "terminal tipe C", "pasar tradisional", "perpustakaan daerah", "gudang arsip",
    "balai latihan kerja", "rumah potong hewan", "sekolah menengah", "gedung olahraga", "stasiun pemantau", "laboratorium", "dermaga",
)  # fmt: skip
# The front ones are used most, the last ones hardly ever.
NOUNS = _words(
    "data berkas akun pengguna laporan formulir layanan aplikasi jaringan surat jadwal anggaran pegawai dokumen peralatan tender "
    "kontrak rapat arsip server kata sandi koneksi tampilan menu tombol tautan berita tagihan kuitansi pajak izin retribusi pelatihan "
    "sertifikat tanda tangan stempel verifikasi antrean loket printer pemindai kabel router saklar antena modem baterai genset "
    "proyektor kamera mikrofon monitor papan ketik peramban cadangan basis pangkalan migrasi domain pembaruan versi modul antarmuka "
    "peta koordinat sensus statistik grafik tabel kolom rumus makro lampiran halaman kop meterai materai notaris akta saham direksi "
    "komisaris koperasi paguyuban kelompok tani nelayan peternak irigasi bendungan jembatan drainase trotoar lampu taman sampah "
    "limbah amdal emisi air tanah sumur pipa meteran listrik gardu tiang reklame parkir terminal halte dermaga pelabuhan kapal perahu "
    "bantuan sosial beasiswa posyandu imunisasi gizi ambulans apotek laboratorium radiologi rekam medis kartu keluarga akta kelahiran "
    "pernikahan pindah domisili ahli waris hibah wakaf sengketa mediasi penyuluhan sosialisasi lokakarya studi banding kunjungan "
    "monitoring evaluasi audit temuan rekomendasi tindak lanjut risiko mitigasi gempa banjir longsor kekeringan kebakaran evakuasi "
    "logistik posko relawan radio repeater frekuensi satelit drone sensor kalibrasi presisi akurasi metadata ontologi kriptografi"
)
FRAMES = (
    "Hal ini menyangkut {0} dan {1} di {2}.", "Kendala {0} terjadi di {2} sejak pembaruan {1}.", "Kami membutuhkan {0} untuk {1} di {2}.",
    "Sebelumnya {0} berjalan baik, lalu {1} berhenti.", "Petugas di {2} sudah memeriksa {0} dan {1}.",
    "Mohon arahan mengenai {0} serta {1}.", "Kegiatan {0} di {2} menunggu {1}.", "Terlampir keterangan tentang {0} dan {1}.",
    "Pimpinan kami meminta {0} selesai sebelum {1}.", "Warga di {2} bertanya tentang {0}.",
)  # fmt: skip
LETTER = "Nomor surat {0}/{1}/{2}."
PHRASE_SENTENCE = f"Terlampir {PHRASE} tahun lalu."
RARE_SENTENCE = f"Data ini dipakai untuk peringatan dini {RARE}."

TOPICS = (
    "Permohonan informasi {0}", "Kendala {0} di {2}", "Permintaan {0} untuk {2}", "Usulan perbaikan {0}", "Pertanyaan tentang {0} dan {1}",
    "Permohonan pendampingan {0}", "Perubahan {0}", "Laporan {0} di {2}",
)  # fmt: skip
REPLIES = (
    "Terima kasih, permohonan Anda sudah kami terima dan sedang kami kerjakan.", "Baik, kami periksa dahulu. Kami kabari lagi di tiket ini.",
    "Kami sudah memeriksa dari sisi kami. Apakah kendalanya masih muncul?", "Sudah kami teruskan ke bidang terkait.",
)  # fmt: skip
ANSWERS = (
    "Terima kasih atas tanggapannya. Kendalanya masih muncul pagi ini.", "Baik, kami tunggu kabarnya.",
    "Sudah dicoba dan sekarang berjalan. Terima kasih.", "Berikut keterangan tambahannya.",
)  # fmt: skip
QUESTIONS = (
    "Mohon sebutkan nama lengkap dan jabatan penanggung jawabnya.", "Mohon jelaskan langkah sebelum kendala muncul.",
    "Mohon kirimkan nomor surat permohonannya.",
)  # fmt: skip
NOTES = ("Sudah dicek dengan bidang lain.", "Pernah mengajukan hal serupa bulan lalu.", "Koordinasi sore ini.")
CLOSINGS = (
    "Permohonan Anda sudah selesai kami kerjakan. Terima kasih sudah menunggu.",
    "Sudah berfungsi kembali. Silakan buat tiket baru bila kendala muncul lagi.", "Verifikasi selesai. Terima kasih atas kerja sama Anda.",
)  # fmt: skip
REFUSALS = ("Permohonan ini bukan kewenangan kami; silakan ajukan kepada instansi terkait.",)
WITHDRAWALS = ("Sudah selesai dengan cara lain, terima kasih.", "Salah memilih layanan, kami buat tiket baru.")
REASONS = (
    "Halaman 2 tidak terbaca, mohon pindai ulang dengan cahaya cukup.", "Belum ditandatangani dan dicap.",
    "Nama pada berkas berbeda dengan nama pada permohonan.", "Masa berlaku berkas sudah habis.",
)  # fmt: skip
COMMENTS = ("", "", "", "Petugas ramah dan cepat tanggap.", "Mohon waktu prosesnya dipercepat.", "Sangat membantu, terima kasih.")
OFFICES = ("LKPP", "BSrE", "Kementerian Kominfo", "Penyedia jaringan")

DEPARTMENTS = (
    "Kependudukan", "Perizinan", "Kesehatan", "Pendidikan", "Pekerjaan Umum", "Perhubungan", "Sosial", "Tenaga Kerja", "Lingkungan Hidup",
    "Pertanian", "Perikanan", "Pariwisata", "Pemuda dan Olahraga", "Kearsipan", "Pajak Daerah", "Aset Daerah", "Kepegawaian", "Hukum",
    "Protokol", "Perencanaan", "Penanggulangan Bencana", "Perdagangan", "Koperasi", "Pangan", "Energi", "Perumahan", "Kebudayaan",
    "Perpustakaan", "Inspektorat", "Pemberdayaan Desa",
)  # fmt: skip


class Writer:
    """Writes texts with the dice of the load."""

    def __init__(self, random, sentences):
        """`sentences`: what the desk answers, from the shipped FAQ."""
        self.random, self.sentences = random.random, sentences

    def pick(self, choices):
        return choices[int(self.random() * len(choices))]

    def noun(self):
        return NOUNS[int(len(NOUNS) * self.random() ** 3)]

    def frame(self, frames=FRAMES):
        return self.pick(frames).format(self.noun(), self.noun(), self.pick(PLACES))

    def letter(self, code, year):
        return LETTER.format(int(self.random() * 900) + 100, code, year)

    def pick_comment(self):
        return self.pick(COMMENTS)

    def client(self):
        return f"{self.pick(ANSWERS)} {self.frame()}"

    def officer(self):
        return f"{self.pick(REPLIES)} {self.pick(self.sentences)}"
