"""Static files for everybody but developers: hashed names, one CSS file, one script module.

In development `css/main.css` is a list of `@import url("…")` and `js/main.js` a list of `import "./….js"`, so
that nothing has to be built. `collectstatic` puts the files named there into one, in that order.
"""

import re
from pathlib import PurePosixPath

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS_IMPORT = re.compile(r"""^@import\s+(?:url\()?["']?([^"')]+)["']?\)?\s*(layer\([\w.-]+\))?\s*;[ \t]*$""", re.MULTILINE)
JS_IMPORT = re.compile(r"""^import\s+["']\./([^"']+)["'];?[ \t]*$""", re.MULTILINE)
JS_OTHER = re.compile(r"^(?:import|export)\b", re.MULTILINE)
CSS_URL = re.compile(r"""url\(\s*["']?(?!data:|#|/|https?:)([^"')]+)["']?\s*\)""")


class JoinMixin:
    """Joins `css/main.css` and `js/main.js` before names are hashed."""

    # A request for a file that nobody collected says so in the page, never as an error page.
    manifest_strict = False

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            for name, join in (("css/main.css", self.joined_css), ("js/main.js", self.joined_js)):
                if name in paths:
                    self.replace(name, join(name))
                    paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)

    def replace(self, name, text):
        self.delete(name)
        self._save(name, ContentFile(text.encode()))

    def read(self, name):
        with self.open(name) as file:
            return file.read().decode()

    def joined_css(self, name):
        folder = PurePosixPath(name).parent

        def content(match):
            part = str(folder / match[1])
            text = self.joined_css(part)
            # An address inside a part was relative to the part.
            steps = PurePosixPath(match[1]).parent
            text = CSS_URL.sub(lambda url: f'url("{steps / url[1]}")' if str(steps) != "." else url[0], text)
            return f"@{match[2].replace('(', ' ').rstrip(')')} {{\n{text}\n}}" if match[2] else text

        return CSS_IMPORT.sub(content, self.read(name))

    def joined_js(self, name):
        folder = PurePosixPath(name).parent

        def content(match):
            part = str(folder / match[1])
            text = self.read(part)
            if JS_OTHER.search(text):
                raise ValueError(f"{part} imports or exports: a script that main.js names must stand alone.")
            return f"{{\n{text}\n}}"  # a block each, so that names do not meet

        return JS_IMPORT.sub(content, self.read(name))


class JoinedManifestStorage(JoinMixin, ManifestStaticFilesStorage):
    """For `make run`: hashed, not compressed, since that takes ten times as long."""


class CompressedJoinedManifestStorage(JoinMixin, CompressedManifestStaticFilesStorage):
    """For production."""
