"""A form of the site as a browser would send it back: what stands in its fields, before somebody types."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    """`fields`: {name: value} of all fields that stand in the form that holds the field `wanted`."""

    def __init__(self, wanted):
        super().__init__()
        self.wanted, self.fields, self.here, self.text, self.select = wanted, {}, {}, None, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.here = {}
        elif tag == "input":
            self.take_input(a)
        elif tag == "textarea":
            self.text = a.get("name")
            self.here[self.text] = ""
        elif tag == "select":
            self.select = a.get("name")
        elif tag == "option" and self.select and ("selected" in a or self.select not in self.here):
            self.here[self.select] = a.get("value", "")

    def take_input(self, a):
        kind, name = a.get("type", "text"), a.get("name")
        if not name or kind in {"file", "submit", "button"} or (kind in {"checkbox", "radio"} and "checked" not in a):
            return
        self.here[name] = a.get("value", "")

    def handle_data(self, data):
        if self.text:
            self.here[self.text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            if self.wanted in self.here:
                self.fields = self.here
            self.here = {}


def fields_of(html, wanted):
    """Raises LookupError where no form has such a field."""
    parser = Fields(wanted)
    parser.feed(html)
    if not parser.fields:
        raise LookupError(f"No form with the field {wanted} stands on this page.")
    return parser.fields
