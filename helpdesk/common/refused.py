class Refused(Exception):
    """What somebody wants is not possible now; `str()` is a sentence for the person who tried."""
