"""The steps of the guide as a person takes them: by the words on the page, with JavaScript or without."""

import re

from helpdesk.accounts.tests.captcha import answer_to
from helpdesk.tests import files
from helpdesk.tests.guide.office import COMPANY, PASSWORD, SERVICE

IDENTITY, TAX = "Identity card of the director or authorised officer", "Tax identification number card"


def pdf(name, text="Surat"):
    """A sound PDF as a browser's chooser hands it over."""
    return {"name": name, "mimeType": "application/pdf", "buffer": files.small_pdf(text)}


def broken_pdf(name):
    """A PDF whose end is missing: only the server can tell."""
    return {"name": name, "mimeType": "application/pdf", "buffer": files.truncated_pdf()}


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name, exact=True).first.click()


def menu(page, name):
    """An entry of Main Navigation."""
    navigation = page.get_by_role("navigation", name="Main Navigation")
    navigation.get_by_role("link", name=name, exact=True).click()


def region(page, name):
    return page.get_by_role("region", name=name, exact=True)


def activity(page):
    """The lines of Recent Activity, newest first, as this reader reads them."""
    return region(page, "Recent Activity").get_by_role("listitem").all_inner_texts()


def says(page, sentence):
    """Wait until the page says this, anywhere."""
    page.get_by_text(sentence).first.wait_for()


def text_of(page):
    return page.locator("body").inner_text()


# The client


def register(page, *, javascript=True, username="dewi"):
    """Register Now … Register (rows A1, A2); ends on the login page."""
    page.goto("/akun/login/")
    follow(page, "Register Now")
    page.get_by_label("Name", exact=True).fill("Dewi Lestari")
    page.get_by_role("radio", name=re.compile("^Company")).check()
    page.get_by_label("Organisation").fill(COMPANY)
    page.get_by_label(re.compile("NPWP")).fill("01.234.567.8-901.000")
    page.get_by_label("Username", exact=True).fill(username)
    page.get_by_label("Email", exact=True).fill(f"{username}@example.id")
    page.get_by_label("WhatsApp number", exact=True).fill("0812 3456 7890")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("checkbox", name=re.compile("privacy notice")).check()
    if javascript:
        page.get_by_role("checkbox", name="I'm not a robot").click()
        page.get_by_text("Checked, thank you").wait_for()
    else:
        question = page.locator(".captcha__question")
        page.get_by_label(question.inner_text()).fill(answer_to(question.inner_text()))
    press(page, "Register")
    says(page, "Your account is ready.")


def log_in(page, username):
    """Fill in the login box (rows A1, A2)."""
    if "/akun/login/" not in page.url:
        page.goto("/akun/login/")
    page.get_by_label("Username", exact=True).fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Login")
    page.get_by_role("button", name="Log Out").first.wait_for(state="attached")


def choose_service(page):
    """Ticket → Create, and the service out of the list (row A4)."""
    menu(page, "Create")
    page.get_by_role("link", name=SERVICE).click()
    page.get_by_role("heading", name=SERVICE).wait_for()


def create_ticket(page):
    """Ticket → Create → Submit; returns the ticket's number."""
    choose_service(page)
    press(page, "Submit")
    says(page, "The ticket description has been created")
    return int(re.search(r"/tiket/(\d+)/", page.url)[1])


def add_files(page, chosen):
    """Add Files: choose one or many, by the real chooser."""
    with page.expect_file_chooser() as chooser:
        press(page, "Add Files")
    chooser.value.set_files(chosen)


def row(page, name):
    """The line of one file in the upload list."""
    return page.locator(".upload__file", has_text=name)


def send_files(page, chosen, *, javascript=True):
    """Add Files, Start Upload (row A6); each file's name tells which document it is."""
    if javascript:
        add_files(page, chosen)
        press(page, "Start Upload")
        for one in chosen:
            row(page, one["name"]).locator("[data-words]").wait_for()
    else:
        page.locator("input[type=file]").and_(page.get_by_label("Files", exact=True)).set_input_files(chosen)
        press(page, "Start Upload")


def place(page, document):
    """One document on the ticket's card."""
    return page.locator("#documents-state .slot", has_text=document)


def reply(page, words):
    """Reply To (row A10)."""
    form = page.locator("#reply")
    form.get_by_label("Message").fill(words)
    form.get_by_role("button", name="Reply", exact=True).click()
    says(page, words)


def evaluate(page, answer="Very Satisfactory", comment=""):
    """Answer every question of Evaluate Ticket with the same word (row A13)."""
    follow(page, "Evaluate")
    for question in page.locator("fieldset.rating").all():
        question.get_by_label(answer, exact=True).check()
    page.get_by_label(re.compile("Your suggestions")).fill(comment)
    press(page, "Submit")


# The desk


def open_ticket(page, number):
    """The ticket out of the queue."""
    menu(page, "Ticket")
    page.get_by_role("link", name=SERVICE).first.click()
    says(page, f"Ticket Number #{number}")


def judge(page, document, verdict, reason=""):
    """Accept a document, or ask again with a reason, on the page Check documents; it shows one of them at a time."""
    one = page.locator(".verdict", has_text=document)
    if not one.count():
        page.locator("[data-document]", has_text=document).click()
    one.get_by_label(verdict, exact=True).check()
    if reason:
        one.get_by_label("In your own words").fill(reason)


def tick(page, check, answer="Yes"):
    page.get_by_role("group", name=check).get_by_label(answer, exact=True).check()


def note(page, words):
    """Write an internal note."""
    page.locator("summary", has_text="Internal note").click()
    form = page.locator(".composer-note form")
    form.get_by_label("Message").fill(words)
    form.get_by_role("button", name="Save the note").click()
    says(page, words)


def record_call(page, outcome, words=""):
    """Record video call (row A11)."""
    follow(page, "Record video call")
    page.get_by_label(outcome, exact=True).check()
    page.get_by_label(re.compile("^Note")).fill(words)
    press(page, "Record the outcome")
    says(page, "The outcome of the video call is recorded.")


def close(page, words):
    """Close ticket with a written answer (row A12)."""
    follow(page, "Close ticket")
    page.get_by_label("Answer").fill(words)
    press(page, "Close ticket")
    says(page, "The ticket is closed.")
