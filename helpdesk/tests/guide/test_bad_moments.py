"""Bad moments, as people make them: a double click, a lost line, two officers at once, a keyboard alone."""

import re

from helpdesk.tests.guide import steps
from helpdesk.tests.guide.office import SERVICE, fresh
from helpdesk.tickets.models import Ticket


def test_a_double_click_on_submit_makes_one_ticket(office, opened):
    page = opened(office.client(), f"/helpdesk/tiket/baru/?layanan={office.service.code}")
    page.get_by_role("button", name="Submit", exact=True).dblclick()
    steps.says(page, "Ticket Number #")
    assert Ticket.objects.count() == 1


def test_a_submit_whose_answer_was_lost_may_be_sent_again_and_leads_to_the_same_ticket(office, opened):
    page = opened(office.client(), f"/helpdesk/tiket/baru/?layanan={office.service.code}", expect="ERR_")
    posted = []

    def lose_the_answer(route):
        posted.append(route.request.post_data)
        if len(posted) > 1:
            return route.continue_()
        route.fetch(max_redirects=0)
        return route.abort("connectionreset")

    page.route("**/helpdesk/tiket/baru/", lose_the_answer)
    button = page.get_by_role("button", name="Submit", exact=True)
    with page.expect_event("requestfailed"):
        button.click(no_wait_after=True)
    button.wait_for(state="detached")
    made = Ticket.objects.get()
    page.reload()
    steps.says(page, f"Ticket Number #{made.number}")
    assert len(posted) == 2
    assert Ticket.objects.count() == 1


def test_a_line_lost_in_the_middle_of_an_upload_loses_nothing(office, opened):
    """The file goes on by itself as soon as the line is back."""
    ticket = office.ticket(office.client())
    page = opened(ticket.requester, ticket.get_absolute_url(), expect="ERR_")
    lost = []

    def lose_the_first(route):
        if lost:
            return route.continue_()
        lost.append(route.request.url)
        return route.abort("connectionreset")

    page.route(f"**{ticket.get_absolute_url()}unggah/**", lose_the_first)
    steps.send_files(page, [steps.pdf("KTP direksi.pdf"), steps.pdf("NPWP.pdf", "Dua")])
    for name in ("KTP direksi", "NPWP"):
        steps.row(page, name).get_by_text("Received as").wait_for()
    assert lost and ticket.slots.exclude(current=None).count() == 2
    assert fresh(ticket).status == "checking"


def test_of_two_officers_the_second_is_told_and_nothing_typed_is_lost(office, opened):
    ticket = office.ticket(office.client())
    second = opened(office.second, f"{ticket.get_absolute_url()}tutup/", expect="409")
    first = opened(office.officer, f"{ticket.get_absolute_url()}tunggu/")
    first.get_by_label("What is missing").fill("Nomor NPWP yang benar?")
    steps.press(first, "Wait for the client")
    steps.says(first, "The ticket waits for the client now.")
    second.get_by_label("Answer").fill("Sudah selesai.")
    steps.press(second, "Close ticket")
    second.locator("#refusal").wait_for()
    assert "Rudi Hartono asked a question" in steps.region(second, "What happened meanwhile").inner_text()
    assert second.get_by_label("Answer").input_value() == "Sudah selesai."
    assert fresh(ticket).status == "pending"
    steps.press(second, "Close ticket")
    steps.says(second, "The ticket is closed.")
    assert fresh(ticket).status == "closed"


def test_two_officers_who_take_one_ticket_do_not_both_have_it(office, opened):
    ticket = office.ticket(office.client())
    pages = [opened(person, ticket.get_absolute_url(), expect="409") for person in (office.officer, office.second)]
    for page in pages:
        steps.press(page, "Take")
        page.wait_for_load_state()
    steps.says(pages[0], "The ticket is yours now.")
    assert "The ticket is yours now." not in steps.text_of(pages[1])
    assert "Rudi Hartono" in steps.text_of(pages[1])
    assert fresh(ticket).assignee_id == office.officer.pk


def test_login_create_and_submit_need_no_mouse_and_the_focus_is_always_seen(office, opened):
    """WCAG 2.1.1, 2.4.7: Tab, typing, Enter."""
    office.client()
    page = opened(None, "/akun/login/")
    for name, words in (("login", "dewi"), ("password", steps.PASSWORD)):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(words)
    tab_to(page, "form[action$='/akun/login/'] [type=submit]")
    enter(page)
    steps.says(page, "Hello, Dewi")
    for target in (".side a[href$='/tiket/baru/']", f"a[href*='layanan={office.service.code}']"):
        tab_to(page, target)
        enter(page)
    page.get_by_role("heading", name=SERVICE).wait_for()
    tab_to(page, "main .form__actions [type=submit]")
    enter(page)
    steps.says(page, "Ticket Number #")
    assert re.search(r"/tiket/\d+/$", page.url)


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page, selector, most=150):
    """Press Tab until this has the focus; every stop on the way must show that it has it."""
    for _press in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(LOOK_AT_FOCUS, selector)
        assert stop["seen"], f"No focus can be seen on {stop['html']}"
        if stop["there"]:
            return
    raise AssertionError(f"{most} times Tab did not lead to {selector}")


# The ring is an outline on the element itself, or on the label that draws it.
LOOK_AT_FOCUS = """selector => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const ring = one => {
    const style = one && getComputedStyle(one);
    return Boolean(style) && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const seen = at === document.body || ((ring(at) || ring(at.closest("label"))) && box.width > 0 && box.height > 0);
  return {there: at.matches(selector), seen, html: at.outerHTML.slice(0, 200)};
}"""
