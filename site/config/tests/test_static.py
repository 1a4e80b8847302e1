"""collectstatic makes one CSS file and one script module of the lists that developers load."""

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from config.static import JoinedManifestStorage

FILES = {
    "css/main.css": '@layer base, components;\n@import url("tokens.css");\n@import "components/card.css";\n',
    "css/tokens.css": ":root { --blue: #0073b0; }\n",
    "css/components/card.css": '.card { background: url("../../img/dot.svg"); }\n',
    "js/main.js": '// the elements\nimport "./clock.js";\nimport "./upload.js";\n',
    "js/clock.js": "const name = 'clock';\n",
    "js/upload.js": "const name = 'upload';\n",
    "img/dot.svg": "<svg/>",
}


@pytest.fixture
def collected(tmp_path):
    def collect(**changed):
        for name, text in (FILES | changed).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        storage = JoinedManifestStorage(location=tmp_path, base_url="/static/")
        for _name, _hashed, problem in storage.post_process({name: (storage, name) for name in FILES}):
            if isinstance(problem, Exception):
                raise problem
        return storage

    return collect


def read(storage, name):
    with storage.open(storage.stored_name(name)) as file:
        return file.read().decode()


def test_the_style_is_one_file_whose_addresses_still_lead_somewhere(collected):
    storage = collected()
    css = read(storage, "css/main.css")
    assert "@import" not in css
    assert css.index("@layer base") < css.index("--blue") < css.index(".card")
    assert storage.stored_name("img/dot.svg").rpartition("/")[2] in css


def test_the_script_is_one_module_in_which_names_do_not_meet(collected):
    js = read(collected(), "js/main.js")
    assert "import" not in js
    assert js.count("const name") == js.count("{\nconst name") == 2


def test_a_script_may_take_names_from_another_which_runs_first_and_once(collected):
    js = read(
        collected(**{
            "js/clock.js": 'import { Row as Line } from "./upload.js";\nnew Line();\n',
            "js/upload.js": "export class Row {}\nexport async function send() {}\n",
        }),
        "js/main.js",
    )
    assert js.index("class Row {}") < js.index('const { Row: Line } = modules["js/upload.js"];')
    assert js.count("class Row {}") == 1
    assert 'modules["js/upload.js"] = { Row, send };' in js
    assert "import " not in js and "export " not in js


@pytest.mark.parametrize("line", ['import all from "./upload.js";', "export default 5;", 'export * from "./upload.js";'])
def test_what_cannot_be_joined_is_refused_by_its_name(collected, line):
    with pytest.raises(ValueError, match=r"js/clock\.js: only"):
        collected(**{"js/clock.js": line + "\n"})


def test_a_part_that_does_not_exist_is_named(collected):
    with pytest.raises(FileNotFoundError, match=r"names css/print\.css"):
        collected(**{"css/main.css": '@import url("print.css");'})


def test_the_hash_changes_when_a_part_changes(collected):
    first = collected().stored_name("css/main.css")
    assert collected(**{"css/tokens.css": ":root { --blue: #000; }"}).stored_name("css/main.css") != first


def test_the_storage_is_django_s_own_otherwise():
    assert issubclass(JoinedManifestStorage, ManifestStaticFilesStorage)
