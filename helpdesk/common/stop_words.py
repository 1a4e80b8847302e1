"""Words that say nothing in a search. PostgreSQL knows how Indonesian words are built, but has no list of these.

Dropped from what people look for, never from what is indexed.
"""

INDONESIAN = frozenset(
    """ada adalah agar akan aku anda apa apakah apabila atau bagaimana bagi bahwa banyak beberapa belum berapa bila
    bisa boleh bukan cara dalam dan dapat dari demi dengan di dia hanya harus hendak ia ingin ini itu jadi jika juga
    kah kalau kami kapan karena ke kepada ketika kita kok lagi lah lalu lebih mana masih mau melalui mengapa mengenai
    mereka mohon mungkin namun nya oleh pada paling para pernah perlu pun saat saja saya sampai sangat seperti
    serta setelah siapa silakan sini situ suatu sudah supaya tanpa tapi telah tentang terhadap tersebut tetapi tiap
    tidak tolong untuk yaitu yakni yang""".split()  # noqa: SIM905
)
ENGLISH = frozenset(
    "a an and are as at be by can do does for from how i in is it my of on or our the to what when where why with you".split()  # noqa: SIM905
)
ALL = INDONESIAN | ENGLISH
