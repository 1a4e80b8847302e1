# make run: the site on this machine.  make test: every test.  make help: the rest.
VENV ?= .venv
PY = $(VENV)/bin/python
# The first Python on this machine that fits and can make virtual environments. PYTHON=… chooses another.
FITS = import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	if "$$p" -c '$(FITS)' >/dev/null 2>&1; then echo "$$p"; break; fi; done)
PIP = umask 022; $(PY) -m pip install --quiet --disable-pip-version-check --no-input
# On musl (Alpine) the embedded PostgreSQL does not exist: there DATABASE_URL names the server.
WANTED = if ldd --version 2>&1 | grep -qi musl; then grep -v '^pixeltable' $(1); else cat $(1); fi

.PHONY: run test check audit bench format install install-dev messages help clean

run: install
	@exec $(PY) manage.py run

test: install-dev
	@$(PY) manage.py translations --compile
	@$(PY) -m helpdesk.tests.browser
	@$(PY) -m pytest -n auto --dist worksteal $(ARGS)

check: install-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/djade --check $$(git ls-files 'templates/*.html')
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py translations --compile --missing

# What the public pages weigh on a phone, and whether their HTML is right. Needs Node.js, npm, Java and Chromium.
audit: install
	@DJANGO_SETTINGS_MODULE=config.settings.audit $(PY) manage.py audit $(ARGS)

# What each page and action costs, as a multiple of bare Django on the same machine, at 10,000 to 1,000,000 tickets.
bench: install
	@DJANGO_SETTINGS_MODULE=config.settings.bench $(PY) manage.py bench $(ARGS)

format: install-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/djade $$(git ls-files 'templates/*.html')

messages: install-dev
	$(PY) manage.py translations --update --compile --missing

# Each recipe installs only when the list has changed since the last time.
install: $(PY)
	@$(call WANTED,requirements.txt) > $(VENV)/wanted.txt
	@cmp -s $(VENV)/wanted.txt $(VENV)/installed.txt || { echo "Installing what the site needs …"; \
		$(PIP) -r $(VENV)/wanted.txt && mv $(VENV)/wanted.txt $(VENV)/installed.txt; }

install-dev: install
	@grep -v '^-r' requirements-dev.txt > $(VENV)/wanted-dev.txt
	@cmp -s $(VENV)/wanted-dev.txt $(VENV)/installed-dev.txt || { echo "Installing what the tests need …"; \
		$(PIP) -r $(VENV)/wanted-dev.txt && mv $(VENV)/wanted-dev.txt $(VENV)/installed-dev.txt; }

$(PY):
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 with venv is needed (on Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	@umask 022; "$(PYTHON)" -m venv $(VENV)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis

help:
	@echo "make run       the site with demo data; PORT, HOST, DEBUG, DATABASE_URL, DATA_DIR, DEMO_PASSWORD are honoured"
	@echo "make test      all tests, the browser ones too; ARGS='-k word' chooses some"
	@echo "make check     linters, forgotten migrations, missing translations"
	@echo "make audit     Lighthouse and the HTML checker over the public pages (Node.js, Java, Chromium)"
	@echo "make bench     time, statements and memory of every page; ARGS='--sizes 10000 --only queue', '--profile queue'"
	@echo "make format    mend what the linters can mend"
	@echo "make messages  collect the texts to translate into locale/id"
