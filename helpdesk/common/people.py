"""How people are shown in little space: initials, and a telephone number that only hints at itself."""

import re

DOT = "•"
# Legal forms and titles say nothing about who it is.
NOT_A_NAME = {"PT", "CV", "UD", "PD", "FA", "TBK", "PERSERO", "KOPERASI", "DR", "IR", "H", "HJ", "DRS"}


def initials_of(name):
    """Return one or two capitals: “Sari Wulandari” → SW, “PT Maju Contoh” → MC."""
    words = re.findall(r"[^\W_]+", str(name or "")[:200])
    kept = [word for word in words if word.upper() not in NOT_A_NAME] or words
    if not kept:
        return "?"
    return (kept[0][0] + (kept[-1][0] if len(kept) > 1 else "")).upper()


def masked_phone(number):
    """Return a number with its middle hidden, as written at home: “+62 812 3456 7789” → “0812•••••789”."""
    digits = "".join(c for c in str(number or "") if c in "0123456789")
    if digits.startswith("62"):
        digits = "0" + digits[2:]
    if len(digits) < 9:
        return DOT * len(digits)
    return digits[:4] + DOT * (len(digits) - 7) + digits[-3:]
