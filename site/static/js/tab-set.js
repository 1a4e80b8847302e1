// Tabs that are links: with JavaScript the chosen panel opens without loading the page again. Arrow keys move.
class TabSet extends HTMLElement {
  connectedCallback() {
    this.panels = [...this.querySelectorAll(".tab-set__panel")];
    this.tabs = [...this.querySelectorAll(".tabs__tab")];
    if (!this.tabs.length || this.tabs.length !== this.panels.length) return;
    const list = this.querySelector(".tabs");
    list.setAttribute("role", "tablist");
    const around = list.closest("nav");
    list.setAttribute("aria-label", around.getAttribute("aria-label"));
    around.removeAttribute("aria-label");
    around.setAttribute("role", "presentation");
    this.tabs.forEach((tab, at) => {
      const panel = this.panels[at];
      panel.id ||= `panel-${at}`;
      panel.setAttribute("role", "tabpanel");
      tab.parentElement.setAttribute("role", "presentation");
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      tab.removeAttribute("aria-current");
      tab.addEventListener("click", (event) => this.onClick(event, at));
      tab.addEventListener("keydown", (event) => this.onKey(event, at));
    });
    this.open(Math.max(0, this.panels.findIndex((panel) => !panel.hidden)));
  }

  onClick(event, at) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open(at);
    history.replaceState(history.state, "", this.tabs[at].href);
  }

  onKey(event, at) {
    const last = this.tabs.length - 1;
    const to = { ArrowRight: at < last ? at + 1 : 0, ArrowLeft: at > 0 ? at - 1 : last, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.open(to);
    this.tabs[to].focus();
  }

  open(at) {
    this.tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === at));
      tab.tabIndex = index === at ? 0 : -1;
      this.panels[index].hidden = index !== at;
    });
  }
}

customElements.define("tab-set", TabSet);
