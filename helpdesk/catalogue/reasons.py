"""The usual reasons to ask for a document again, as the software brings them; the desk changes them as it likes.

`label` goes to the client word for word, after the document's name: it says what is wrong and what to do.
"""

BY_PROXY = ["surat_kuasa", "surat_tugas"]

REASONS = [
    {
        "code": "tidak-terbaca",
        "label": "Tulisannya tidak terbaca. Mohon pindai atau foto ulang dengan lebih jelas dan terang.",
        "label_en": "The text cannot be read. Please scan or photograph it again, sharper and in better light.",
    },
    {
        "code": "terpotong",
        "label": "Sebagian terpotong. Mohon pindai ulang sampai keempat tepinya terlihat.",
        "label_en": "A part is cut off. Please scan it again so that all four edges can be seen.",
    },
    {
        "code": "kedaluwarsa",
        "label": "Masa berlakunya sudah habis. Mohon kirim dokumen yang masih berlaku.",
        "label_en": "It is no longer valid. Please send a document that is valid today.",
    },
    {
        "code": "dokumen-lain",
        "label": "Berkas ini bukan dokumen yang diminta. Mohon kirim dokumen yang sesuai.",
        "label_en": "This file is another document. Please send the one that is asked for.",
    },
    {
        "code": "nama-tidak-sama",
        "label": "Nama di dokumen tidak sama dengan nama di permohonan. Mohon periksa kembali.",
        "label_en": "The name on it differs from the name on the request. Please check it.",
    },
    {
        "code": "belum-ditandatangani",
        "label": "Belum ditandatangani. Mohon tanda tangani, lalu pindai ulang.",
        "label_en": "It is not signed. Please sign it and scan it again.",
    },
    {
        "code": "tanpa-meterai",
        "label": "Belum bermeterai. Mohon bubuhkan meterai dan tanda tangan, lalu pindai ulang.",
        "label_en": "The stamp duty is missing. Please add the stamp and the signature, and scan it again.",
        "documents": BY_PROXY,
    },
    {
        "code": "halaman-kurang",
        "label": "Halamannya belum lengkap. Mohon kirim semua halaman dalam satu berkas.",
        "label_en": "Pages are missing. Please send all pages in one file.",
    },
]


def reasons_for(code, reasons):
    """Those of `reasons` that fit the document `code`: made for it, or for any."""
    return [reason for reason in reasons if not reason.documents or code in reason.documents]
