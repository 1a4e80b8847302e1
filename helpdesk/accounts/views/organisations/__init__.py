"""The screens about organisations: of all of them for those who manage them, of one's own for its people."""
