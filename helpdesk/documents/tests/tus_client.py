"""A few lines that speak tus through Django's test client, so that each header can be wrong on purpose."""

import base64
import hashlib

from django.urls import reverse

from helpdesk.attachments.upload import Upload

TUS = {"Tus-Resumable": "1.0.0"}
BYTES = "application/offset+octet-stream"


def metadata(**facts):
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in facts.items() if value)


class Sender:
    """Begins an upload on the ticket and goes on with it at `url`."""

    def __init__(self, client, ticket):
        self.client, self.url = client, None
        self.address = reverse("helpdesk:tus_uploads", args=[ticket.number])

    def begin(self, content, *, place="npwp", name="npwp.pdf", fingerprint="", body=None, headers=None):
        said = metadata(filename=name, place=place, fingerprint=fingerprint)
        headers = {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": said, **(headers or {})}
        more = {"data": body, "content_type": BYTES} if body is not None else {}
        answer = self.client.post(self.address, headers=headers, **more)
        self.url = answer.get("Location", self.url)
        return answer

    def patch(self, part, offset, *, content_type=BYTES, checksum=None, headers=None):
        headers = {**TUS, "Upload-Offset": str(offset), **(headers or {})}
        if checksum:
            digest = hashlib.new(checksum[0], checksum[1], usedforsecurity=False).digest()
            headers["Upload-Checksum"] = f"{checksum[0]} {base64.b64encode(digest).decode()}"
        # Also an empty part has a length and a type: the test client leaves them away by itself.
        more = {} if part else {"CONTENT_LENGTH": "0", "CONTENT_TYPE": content_type}
        return self.client.generic("PATCH", self.url, part, content_type, headers=headers, **more)

    def head(self):
        return self.client.head(self.url, headers=TUS)

    @property
    def upload(self):
        return Upload.objects.get(key=self.url.rstrip("/").rsplit("/", 1)[-1])
