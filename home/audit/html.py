"""The Nu HTML checker over many documents at once: starting Java takes longer than checking them."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

from .tools import nu_jar, program


def errors(documents):
    """`documents`: {name: HTML}; return a sentence for every error."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, text) in enumerate(documents.items()):
            names[f"{number:03}.html"] = name
            (Path(folder) / f"{number:03}.html").write_text(text, encoding="utf-8")
        ran = subprocess.run(
            [program("java"), "-Xss1m", "-jar", str(nu_jar()), "--errors-only", "--format", "json", folder],
            capture_output=True, text=True, check=False, timeout=120,
        )
    # It tells on its error output; its exit status is 1 where there are errors.
    told = json.loads(ran.stderr[ran.stderr.index("{") :])["messages"]
    return [sentence(message, names) for message in told]


def sentence(message, names):
    name = names.get(Path(message.get("url", "")).name, "")
    piece = re.sub(r"\s+", " ", message.get("extract", ""))
    return f"{name}: {message.get('message', message)} (line {message.get('lastLine', '?')}: {piece})"
