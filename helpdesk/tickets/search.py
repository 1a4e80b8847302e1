"""The words of a search. PostgreSQL has no Indonesian stop words, so they are left out here (TRAPS 31)."""

import re

# Function words of Indonesian and English that stand in nearly every ticket.
STOP_WORDS = frozenset(
    """ada adalah agar akan anda antara apa apakah atas atau bagi bahwa bila bisa dalam dan dapat dari dengan di dia harus
    hingga ini itu jika juga kami kamu kan ke kepada ketika kita lagi lebih maka mohon nya oleh pada para perlu pun saat
    saja sampai sangat saya sebagai sebuah sedang sejak seperti serta setelah suatu sudah supaya tanpa telah tentang
    terhadap tersebut tidak tolong untuk yaitu yakni yang
    a an and are at be by for from in is it of on or the this to was with""".split()
)
MOST_WORDS = 12


def words_of(text):
    """Return the words to look for, at most twelve; a leading # of a ticket number falls away.

    When nothing but stop words was typed, they are looked for after all: an empty result would be a lie.
    """
    found = [word for word in re.findall(r"[\w@./-]+", text.lower()) if any(c.isalnum() for c in word)]
    return ([word for word in found if word not in STOP_WORDS] or found)[:MOST_WORDS]
