// A video of another company: nothing of theirs is loaded before the click. Without JavaScript the cover is a link to it.
class VideoCover extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.onClick(event));
  }

  onClick(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest("a")) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.className = "video__player";
    player.title = this.dataset.title;
    player.allow = "autoplay; fullscreen; picture-in-picture";
    player.allowFullscreen = true;
    // The players refuse to play for a page that does not say whose it is; more than that they do not learn.
    player.referrerPolicy = "strict-origin";
    player.src = this.dataset.embed;
    this.replaceChildren(player);
    player.focus();
  }
}

customElements.define("video-cover", VideoCover);
