// Pictures that one explores: zoom, names, standings by shape and colour, brush. The library comes
// only when it is asked for; the picture of the page stays what it is and is one key away.

const SVG = "http://www.w3.org/2000/svg";
const LABELS = 12;

// Shapes of 14 by 14, the same in the chart and in its legend: none is told by colour alone.
const KINDS = {
  collected: { shape: "M1 5h12v4h-12z", colour: "--neighbour", size: 8 },
  signed: { shape: "M7 1a6 6 0 1 1 0 12a6 6 0 1 1 0-12z", colour: "--accent", size: 7 },
  recomputed: { shape: "M2 2h10v10h-10z", colour: "--good", size: 8 },
  reproduced: { shape: "M5 1h4v4h4v4h-4v4h-4v-4h-4v-4h4z", colour: "--good", size: 10 },
  "under review": { shape: "M7 1l6 11h-12z", colour: "--flag", size: 12, hollow: true },
  disputed: { shape: "M7 0l7 7-7 7-7-7z", colour: "--dispute", size: 12 },
  refuted: { shape: "M6 1v12l-6-6zM8 1v12l6-6z", colour: "--dispute", size: 12 },
  "claimed lead": { shape: "M7 1a6 6 0 1 1 0 12a6 6 0 1 1 0-12z", colour: "--accent", size: 12, hollow: true },
  flagged: { shape: "M7 1l6 11h-12z", colour: "--flag", size: 13 },
  other: { shape: "M7 3a4 4 0 1 1 0 8a4 4 0 1 1 0-8z", colour: "--neighbour", size: 7 },
};

let library;

function loaded(address) {
  library ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => done(window.echarts));
    script.addEventListener("error", () => failed(new Error("the chart library did not come")));
    document.head.append(script);
  });
  return library;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const billions = (parameters) => String(+(parameters / 1e9).toPrecision(3));

function element(name, classes, text) {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text ?? "";
  return made;
}

function button(text, pressed) {
  const made = element("button", "button", text);
  made.type = "button";
  pressed(made);
  return made;
}

class Explorer {
  constructor(opener) {
    this.opener = opener;
    this.figure = opener.closest("section, figure").querySelector("[data-explored]");
    opener.hidden = false;
    opener.addEventListener("click", () => this.open());
  }

  async open() {
    this.opener.disabled = true;
    try {
      const [echarts, answer] = await Promise.all([
        loaded(this.opener.dataset.library),
        fetch(this.opener.dataset.points),
      ]);
      if (!answer.ok) {
        throw new Error(`the figures did not come: ${answer.status}`);
      }
      this.told = await answer.json();
      this.build(echarts);
    } catch {
      this.opener.textContent = "It could not be loaded. Try again";
    } finally {
      this.opener.disabled = false;
    }
  }

  build(echarts) {
    this.box = element("div", "explore");
    const bar = element("div", "chips explore-bar");
    this.pick = button("", (one) => one.addEventListener("click", () => this.filter()));
    this.pick.hidden = true;
    bar.append(
      button("Zoom in", (one) => one.addEventListener("click", () => this.zoom(0.6))),
      button("Zoom out", (one) => one.addEventListener("click", () => this.zoom(1 / 0.6))),
      button("Show all", (one) => one.addEventListener("click", () => this.whole())),
      button("Back to the picture", (one) => one.addEventListener("click", () => this.close())),
      this.pick,
    );
    this.canvas = element("div", "explore-chart");
    this.canvas.tabIndex = 0;
    // A reader's own arrow keys would not come here otherwise.
    this.canvas.setAttribute("role", "application");
    this.canvas.setAttribute("aria-label", `${this.told.title}. Arrow keys walk from model to model, Enter opens the entry, plus and minus zoom, Escape goes back.`);
    this.said = element("p", "note explore-said", `${this.gestures()} ${this.told.note}`);
    this.said.setAttribute("role", "status");
    this.hint = element("p", "hint");
    this.hint.hidden = true;
    this.box.append(bar, this.legend(), this.canvas, this.hint, this.said);
    this.figure.hidden = true;
    this.opener.hidden = true;
    this.figure.after(this.box);
    this.chart = echarts.init(this.canvas, null, { renderer: "canvas" });
    this.draw();
    this.listen();
    this.canvas.focus({ preventScroll: true });
  }

  // A finger scrolls the page, so does a wheel: only what is meant for the chart moves it.
  gestures() {
    this.coarse = window.matchMedia("(pointer: coarse)").matches;
    if (this.coarse) return "Pinch to zoom, tap a mark to open its entry.";
    const drag = this.told.filters ? "Drag over sizes to choose them for the table" : "Drag to move";
    return `${drag}, turn the wheel with Ctrl held to zoom.`;
  }

  listen() {
    // The chart hears of no wheel that is the page's.
    const pass = (event) => event.ctrlKey || event.stopPropagation();
    this.canvas.addEventListener("wheel", pass, { capture: true, passive: true });
    this.chart.on("mouseover", (event) => this.name(event.data));
    this.chart.on("mouseout", () => (this.hint.hidden = true));
    this.chart.on("click", (event) => event.data?.href && window.location.assign(event.data.href));
    this.chart.on("brushEnd", (event) => this.brushed(event.areas[0]?.coordRange));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.sized = new ResizeObserver(() => this.chart.resize());
    this.sized.observe(this.canvas);
    this.dark = window.matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.draw();
    this.dark.addEventListener("change", this.redraw);
  }

  close() {
    this.dark.removeEventListener("change", this.redraw);
    this.sized.disconnect();
    this.chart.dispose();
    this.box.remove();
    this.figure.hidden = false;
    this.opener.hidden = false;
    this.opener.focus();
  }

  // The legend chooses what is shown, by mouse and by keyboard.
  legend() {
    this.off = new Set();
    const list = element("ul", "chips explore-legend");
    this.told.kinds.forEach((word, at) => {
      const many = this.told.points.filter((point) => point[2] === at).length;
      if (many === 0) {
        return;
      }
      const chip = button("", (one) => one.addEventListener("click", () => this.toggle(one, word)));
      chip.classList.add("chip");
      chip.setAttribute("aria-pressed", "true");
      const mark = document.createElementNS(SVG, "svg");
      const path = document.createElementNS(SVG, "path");
      const kind = KINDS[word] ?? KINDS.other;
      mark.setAttribute("viewBox", "-1 -1 16 16");
      mark.setAttribute("width", "14");
      mark.setAttribute("height", "14");
      mark.setAttribute("aria-hidden", "true");
      path.setAttribute("d", kind.shape);
      path.setAttribute("class", `${kind.hollow ? "hollow " : ""}tone${kind.colour}`);
      mark.append(path);
      chip.append(mark, `${word} `, element("span", "of", String(many)));
      const item = document.createElement("li");
      item.append(chip);
      list.append(item);
    });
    return list;
  }

  toggle(chip, word) {
    const show = this.off.delete(word) || !this.off.add(word);
    chip.setAttribute("aria-pressed", String(show));
    this.draw();
  }

  draw() {
    this.chart.setOption(this.option(), { replaceMerge: ["series"] });
    if (this.told.filters && !this.coarse) {
      const brushOption = { brushType: "lineX", brushMode: "single" };
      this.chart.dispatchAction({ type: "takeGlobalCursor", key: "brush", brushOption });
    }
  }

  option() {
    const { x, y } = this.told;
    const label = { color: colour("--ink-2"), fontSize: 13 };
    const lines = { lineStyle: { color: colour("--grid") } };
    return {
      animation: false,
      toolbox: { show: false },
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 52, right: 28, top: 16, bottom: 56 },
      xAxis: {
        type: x.log ? "log" : "value",
        min: x.low,
        max: x.high,
        name: x.name,
        nameLocation: "end",
        nameGap: 0,
        nameTextStyle: { ...label, align: "right", verticalAlign: "top", padding: [34, 0, 0, 0] },
        axisLabel: { ...label, formatter: (value) => (x.log ? `${billions(value)} B` : String(value)) },
        axisLine: { lineStyle: { color: colour("--field") } },
        splitLine: { show: !x.log, ...lines },
        minorSplitLine: { show: false },
      },
      yAxis: {
        type: "value",
        min: y.low,
        max: y.high,
        axisLabel: { ...label, formatter: (value) => (value === y.high ? `${value}${y.name}` : String(value)) },
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: lines,
      },
      dataZoom: [this.zoomed({ id: "x", xAxisIndex: 0 }), this.zoomed({ id: "y", yAxisIndex: 0 })],
      brush: {
        toolbox: [],
        xAxisIndex: 0,
        throttleType: "debounce",
        brushStyle: { color: colour("--accent"), opacity: 0.12, borderColor: colour("--accent") },
        outOfBrush: { colorAlpha: 0.35 },
      },
      series: [...this.bands(), ...this.told.kinds.map((word, at) => this.series(word, at))],
    };
  }

  zoomed(axis) {
    return {
      ...axis,
      type: "inside",
      filterMode: "none",
      zoomOnMouseWheel: "ctrl",
      moveOnMouseWheel: false,
      moveOnMouseMove: !this.told.filters && !this.coarse,
      preventDefaultMouseMove: !this.coarse,
    };
  }

  // What models of each size score, and what guessing scores.
  bands() {
    const { bands, chance, x } = this.told;
    const drawn = [];
    if (bands.length > 1) {
      drawn.push(this.area(1, 5, "--band"), this.area(2, 4, "--inner-band"));
      const median = bands.map((row) => [row[0], row[3]]);
      drawn.push(this.line(median, { color: colour("--median"), width: 1.5 }));
    }
    if (chance !== null) {
      const guess = [[x.low, chance], [x.high, chance]];
      drawn.push(this.line(guess, { color: colour("--field"), type: "dotted", width: 1 }));
    }
    return drawn;
  }

  // Along the upper line and back along the lower one: what lies below both is wound round twice,
  // in opposite directions, and so stays empty.
  area(low, high, tone) {
    const there = this.told.bands.map((row) => [row[0], row[high]]);
    const back = this.told.bands.map((row) => [row[0], row[low]]).reverse();
    return {
      ...this.line([...there, ...back], { opacity: 0 }),
      areaStyle: { color: colour(tone), opacity: 1 },
    };
  }

  line(data, lineStyle) {
    return { type: "line", silent: true, symbol: "none", z: 1, smooth: 0.2, lineStyle, data };
  }

  series(word, at) {
    const kind = KINDS[word] ?? KINDS.other;
    const tone = colour(kind.colour);
    const paper = colour("--paper");
    const points = this.off.has(word) ? [] : this.told.points.filter((point) => point[2] === at);
    const named = points.length <= LABELS && (word === "flagged" || word === "claimed lead");
    return {
      name: word,
      type: "scatter",
      z: kind.size > 10 ? 4 : 3,
      symbol: `path://${kind.shape}`,
      symbolSize: kind.size,
      itemStyle: kind.hollow
        ? { color: paper, borderColor: tone, borderWidth: 1.8 }
        : { color: tone, borderColor: paper, borderWidth: 0.8, opacity: kind.size < 8 ? 0.8 : 1 },
      emphasis: { scale: 1.6 },
      label: {
        show: named,
        position: "left",
        color: tone,
        fontWeight: 600,
        fontSize: 13,
        width: this.canvas.clientWidth < 600 ? 110 : 320,
        overflow: "truncate",
        textBorderColor: paper,
        textBorderWidth: 3,
        formatter: (event) => event.data.named,
      },
      labelLayout: ({ labelRect, rect }) => ({
        hideOverlap: true,
        ...(labelRect.x < 4 && { x: rect.x + rect.width + 5, align: "left" }),
      }),
      data: points.map(([x, y, , named, words, href]) => ({ value: [x, y], named, words, href })),
    };
  }

  // Names are foreign text: they go into the page as text, never as markup.
  name(data) {
    if (!data?.words) {
      return;
    }
    const [left, top] = this.chart.convertToPixel({ gridIndex: 0 }, data.value);
    this.hint.textContent = data.words;
    this.hint.hidden = false;
    const width = this.canvas.clientWidth;
    this.hint.style.left = `${Math.max(0, Math.min(left + 12, width - this.hint.offsetWidth))}px`;
    this.hint.style.top = `${this.canvas.offsetTop + top - 36}px`;
  }

  key(event) {
    const keys = {
      Escape: () => this.close(),
      ArrowRight: () => this.walk(1),
      ArrowLeft: () => this.walk(-1),
      "+": () => this.zoom(0.6),
      "-": () => this.zoom(1 / 0.6),
      0: () => this.whole(),
      Enter: () => this.at && window.location.assign(this.at.href),
    };
    const act = keys[event.key];
    if (act && (event.key === "Escape" || event.target === this.canvas)) {
      event.preventDefault();
      act();
    }
  }

  walk(step) {
    const shown = this.told.points
      .filter((point) => !this.off.has(this.told.kinds[point[2]]))
      .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    if (shown.length > 0) {
      this.place = ((this.place ?? (step > 0 ? -1 : 0)) + step + shown.length) % shown.length;
      const [x, y, , , words, href] = shown[this.place];
      this.at = { value: [x, y], words, href };
      this.name(this.at);
      this.said.textContent = words;
    }
  }

  zoom(factor) {
    for (const { id } of this.chart.getOption().dataZoom) {
      const { start, end } = this.chart.getOption().dataZoom.find((one) => one.id === id);
      const middle = (start + end) / 2;
      const half = Math.min(50, ((end - start) / 2) * factor);
      const from = Math.max(0, Math.min(100 - 2 * half, middle - half));
      this.chart.dispatchAction({ type: "dataZoom", dataZoomId: id, start: from, end: from + 2 * half });
    }
  }

  whole() {
    for (const id of ["x", "y"]) {
      this.chart.dispatchAction({ type: "dataZoom", dataZoomId: id, start: 0, end: 100 });
    }
    this.chart.dispatchAction({ type: "brush", areas: [] });
    this.pick.hidden = true;
  }

  brushed(range) {
    this.sizes = range;
    this.pick.hidden = !range;
    if (range) {
      this.pick.textContent = `Show ${billions(range[0])}–${billions(range[1])} B in the table`;
    }
  }

  filter() {
    const address = new URL(window.location.href);
    address.searchParams.set("from", billions(this.sizes[0]));
    address.searchParams.set("to", billions(this.sizes[1]));
    address.searchParams.delete("page");
    address.hash = "leaderboard";
    window.location.assign(address);
  }
}

for (const opener of document.querySelectorAll("button[data-points]")) {
  new Explorer(opener);
}
