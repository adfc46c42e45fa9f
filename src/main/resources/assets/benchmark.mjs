// Score against size: hover names a dot, a click opens its entry, a drag filters the table.
// Without this script the same is done by the table and the form of two sizes.

const NEAR = 14;
const SVG = "http://www.w3.org/2000/svg";

function named(entry) {
  const [index, result] = entry.split(".");
  return { entry, href: `/entries/${index}#result-${result ?? 0}` };
}

function dotsOf(svg) {
  const dots = [];
  const add = (x, y, entry) => entry && dots.push({ x: +x, y: +y, ...named(entry) });
  const makers = svg.querySelector("g.makers");
  if (makers) {
    const entries = (makers.dataset.entries ?? "").split(" ");
    [...makers.children].forEach((circle, i) =>
      add(circle.getAttribute("cx"), circle.getAttribute("cy"), entries[i]),
    );
  }
  for (const path of svg.querySelectorAll("path.derivative[data-entries]")) {
    const entries = path.dataset.entries.split(" ");
    const places = [...path.getAttribute("d").matchAll(/M(\S+) (\S+?)h0/g)];
    places.forEach((place, i) => add(place[1], place[2], entries[i]));
  }
  return dots;
}

class Plot {
  constructor(figure, svg, names) {
    this.figure = figure;
    this.svg = svg;
    this.names = names;
    this.hint = figure.querySelector(".hint");
    this.left = +svg.dataset.left;
    this.right = +svg.dataset.right;
    svg.addEventListener("pointermove", (event) => this.move(event));
    svg.addEventListener("pointerleave", () => this.away());
    svg.addEventListener("pointerdown", (event) => this.down(event));
    svg.addEventListener("pointerup", (event) => this.up(event));
    svg.addEventListener("pointercancel", () => this.drop());
  }

  // The picture may be drawn smaller than its box, so the browser is asked where it stands.
  place(event) {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
  }

  near({ x, y }) {
    this.dots ??= dotsOf(this.svg);
    let best = null;
    let least = NEAR;
    for (const dot of this.dots) {
      const off = Math.hypot(dot.x - x, dot.y - y);
      if (off < least) {
        least = off;
        best = dot;
      }
    }
    return best;
  }

  async move(event) {
    const place = this.place(event);
    if (this.from !== undefined) {
      this.draw(place.x);
      return;
    }
    const dot = this.near(place);
    this.svg.classList.toggle("over-dot", dot !== null);
    this.over = dot;
    if (!dot) {
      this.away();
      return;
    }
    const names = await this.names();
    if (this.over === dot && names[dot.entry]) {
      this.hint.textContent = names[dot.entry];
      this.hint.hidden = false;
      const at = new DOMPoint(dot.x, dot.y).matrixTransform(this.svg.getScreenCTM());
      const frame = this.figure.getBoundingClientRect();
      const left = at.x - frame.left + 12;
      this.hint.style.left = `${Math.min(left, frame.width - this.hint.offsetWidth)}px`;
      this.hint.style.top = `${at.y - frame.top - 34}px`;
    }
  }

  away() {
    this.over = null;
    this.hint.hidden = true;
  }

  down(event) {
    if (event.button !== 0 || event.pointerType === "touch" || event.target.closest("a")) {
      return;
    }
    const { x } = this.place(event);
    if (x >= this.left && x <= this.right) {
      this.from = x;
      this.svg.setPointerCapture(event.pointerId);
    }
  }

  draw(x) {
    if (!this.shade) {
      this.shade = document.createElementNS(SVG, "rect");
      this.shade.setAttribute("class", "brush");
      this.shade.setAttribute("y", "0");
      this.shade.setAttribute("height", this.svg.viewBox.baseVal.height);
      this.svg.append(this.shade);
    }
    const to = Math.min(Math.max(x, this.left), this.right);
    this.shade.setAttribute("x", Math.min(this.from, to));
    this.shade.setAttribute("width", Math.abs(to - this.from));
  }

  up(event) {
    if (this.from === undefined) {
      return;
    }
    const { x } = this.place(event);
    const [low, high] = [this.from, Math.min(Math.max(x, this.left), this.right)].sort((a, b) => a - b);
    const dot = this.near(this.place(event));
    this.drop();
    if (high - low >= 6) {
      this.filter(low, high);
    } else if (dot) {
      window.location.assign(dot.href);
    }
  }

  drop() {
    this.from = undefined;
    this.shade?.remove();
    this.shade = undefined;
  }

  filter(low, high) {
    const address = new URL(window.location.href);
    address.searchParams.set("from", this.billions(low));
    address.searchParams.set("to", this.billions(high));
    address.searchParams.delete("page");
    address.hash = "leaderboard";
    window.location.assign(address);
  }

  billions(x) {
    const share = (x - this.left) / (this.right - this.left);
    const low = Math.log(+this.svg.dataset.low);
    const high = Math.log(+this.svg.dataset.high);
    return String(+(Math.exp(low + share * (high - low)) / 1e9).toPrecision(3));
  }
}

for (const figure of document.querySelectorAll("figure.plot[data-brush]")) {
  let asked;
  const names = () => {
    const address = new URL(`${figure.dataset.brush}/dots`, window.location.href);
    address.search = window.location.search;
    asked ??= fetch(address).then((answer) => (answer.ok ? answer.json() : {}));
    return asked;
  };
  for (const svg of figure.querySelectorAll("svg.size-plot")) {
    new Plot(figure, svg, names);
  }
  if (window.matchMedia("(hover: hover)").matches) {
    document.querySelector("[data-with-script]")?.removeAttribute("hidden");
  }
}
