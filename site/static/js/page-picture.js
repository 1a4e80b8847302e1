// <page-picture data-sentence="…" data-original="/…" data-open="Open the original"><a><img></a> …</page-picture>
// A page that could not be drawn becomes a sentence with the way to the original. Without JavaScript its description shows.

class PagePicture extends HTMLElement {
  connectedCallback() {
    const image = this.querySelector("img");
    if (!image) return;
    image.addEventListener("error", () => this.say(), { once: true });
    if (image.complete && image.src && !image.naturalWidth && image.loading !== "lazy") this.say();
  }

  say() {
    const sentence = document.createElement("p");
    const link = document.createElement("a");
    sentence.className = "page-picture__sentence";
    link.href = this.dataset.original;
    link.download = "";
    link.textContent = this.dataset.open;
    sentence.append(this.dataset.sentence, " ", link);
    this.querySelector("a")?.replaceWith(sentence);
  }
}

customElements.define("page-picture", PagePicture);
