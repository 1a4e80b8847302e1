"""Path converters of the desk: what is out of range has no address, so it is 404 like everything that never was."""

from django.urls import register_converter


class NumberConverter:
    """A positive number that fits the database's integer."""

    regex = r"[1-9][0-9]{0,8}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class KeyConverter:
    """The random public key of a file."""

    regex = r"[A-Za-z0-9_-]{16,32}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(NumberConverter, "number")
register_converter(KeyConverter, "key")
