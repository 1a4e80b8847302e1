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
JS_IMPORT = re.compile(r"""^import\s+(?:\{([^}]*)\}\s+from\s+)?["']\./([^"']+)["'];?[ \t]*$""", re.MULTILINE)
JS_EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?(?:function|class|const)\s+(\w+))", re.MULTILINE)
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
        if not self.exists(name):
            raise FileNotFoundError(f"css/main.css or js/main.js names {name}, and there is no such file.")
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
        modules = {}
        self.collect_module(name, modules)
        return "const modules = {};\n" + "".join(modules.values())

    def collect_module(self, name, modules):
        """Put a module behind those that it imports, each once, in a block of its own so that names do not meet."""
        if name in modules:
            return
        folder, text = PurePosixPath(name).parent, self.read(name)
        for _names, path in JS_IMPORT.findall(text):
            self.collect_module(str(folder / path), modules)

        def taken(match):
            names = (match[1] or "").replace(" as ", ": ").strip()
            return f'const {{ {names} }} = modules["{folder / match[2]}"];' if names else ""

        exported = ", ".join(JS_EXPORT.findall(text))
        text = JS_EXPORT.sub("", JS_IMPORT.sub(taken, text))
        if JS_OTHER.search(text):
            raise ValueError(
                f'{name}: only `import "./x.js"`, `import {{ A }} from "./x.js"` and `export` before a function, '
                "class or const can be joined."
            )
        modules[name] = f'{{\n{text}\nmodules["{name}"] = {{ {exported} }};\n}}\n'


class JoinedManifestStorage(JoinMixin, ManifestStaticFilesStorage):
    """For `make run`: hashed, not compressed, since that takes ten times as long."""


class CompressedJoinedManifestStorage(JoinMixin, CompressedManifestStaticFilesStorage):
    """For production."""
