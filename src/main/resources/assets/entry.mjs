// Checks an entry's proof in this browser, and says so only after it ran.
import { verifyBundle } from "/verify.mjs";

const NAMES = {
  form: "Bundle is one",
  checkpoint: "Head signed by the log",
  record: "Record is this entry",
  proof: "Record is in the log",
  envelope: "Envelope is the record’s",
  keys: "Keys are the record’s",
  signatures: "Signature holds",
  facts: "Facts follow from it",
  assessment: "Assessment is the record’s",
  registration: "Key was registered",
  operator: "Operator opened the log",
  witnesses: "Witnesses saw the head",
  fetch: "Bundle could be fetched",
};

/** Which parts answer which question of the strip. */
const ANSWERS = {
  who: ["form", "envelope", "keys", "signatures", "facts", "registration", "operator"],
  unchanged: ["form", "checkpoint", "record", "proof", "envelope", "assessment"],
};

const MARKS = document.getElementById("marks").content;
const place = document.getElementById("proof");
const index = Number(place.dataset.entry);

const mark = (outcome) => {
  const name = outcome === "not-checked" ? "checking" : outcome;
  return MARKS.querySelector(`[data-mark="${name}"]`).firstElementChild.cloneNode(true);
};

function line(check) {
  const item = document.createElement("li");
  item.dataset.part = check.part;
  item.dataset.outcome = check.outcome;
  const name = document.createElement("strong");
  name.textContent = NAMES[check.part] ?? check.part;
  const word = { fails: " fails", "not-checked": " not checked" }[check.outcome] ?? "";
  const told = document.createElement("span");
  told.className = "note";
  told.textContent = check.sentence;
  const text = document.createElement("span");
  text.append(name, word, document.createElement("br"), told);
  item.append(mark(check.outcome), text);
  return item;
}

/** The outcome of several parts: one that fails decides, and one that was not checked leaves it open. */
function together(checks, parts) {
  const outcomes = checks.filter((check) => parts.includes(check.part)).map((check) => check.outcome);
  if (outcomes.includes("fails")) return "fails";
  return outcomes.length === 0 || outcomes.includes("not-checked") ? "not-checked" : "holds";
}

function answer(name, outcome, sentence) {
  const box = document.querySelector(`[data-proves="${name}"]`);
  if (!box) return;
  box.dataset.outcome = outcome;
  box.querySelector(".mark").replaceChildren(mark(outcome));
  if (sentence) box.querySelector(".note").textContent = sentence;
}

/** What was drawn is replaced by what was checked: the hashes of the proof and those computed here. */
function draw(path, state) {
  const picture = document.querySelector("#path svg");
  if (!picture) return;
  picture.dataset.state = state;
  if (!path) return;
  const shown = [path.root, ...path.sent.toReversed(), path.computed[0]];
  picture.querySelectorAll("text.hash").forEach((text, i) => {
    if (shown[i]) text.textContent = shown[i].slice(0, 10);
  });
  for (const dot of picture.querySelectorAll("[data-step]")) {
    const hash = path.computed[Number(dot.dataset.step)];
    const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
    title.textContent = hash ? `computed here: ${hash}` : "not computed";
    dot.replaceChildren(title);
  }
}

/** The log grew since the page was made: its path in the tree that was checked. */
async function redraw(size) {
  const part = await fetch(`/entries/${index}/path?size=${size}`);
  if (part.ok) {
    const parsed = new DOMParser().parseFromString(await part.text(), "text/html");
    document.getElementById("path").replaceChildren(...parsed.body.childNodes);
  }
}

/** Each step; they lie open where one fails. */
function tell(checks) {
  const failing = checks.filter((check) => check.outcome === "fails").length;
  const open = checks.filter((check) => check.outcome === "not-checked").length;
  const told = document.getElementById("told");
  document.getElementById("steps").replaceChildren(...checks.map(line));
  document.getElementById("told-word").textContent =
    `${checks.length} steps: ${checks.length - failing - open} hold, ${failing} fail, ${open} not checked`;
  told.hidden = false;
  told.open = failing > 0;
}

function conclude(report, milliseconds) {
  const hashes = report.path ? report.path.computed.length : 0;
  const failing = report.checks.find((check) => check.outcome === "fails");
  const verdict = document.getElementById("verdict");
  const note = document.getElementById("proof-note");
  tell(report.checks);
  const said = failing
    ? `failed in this browser: ${NAMES[failing.part] ?? failing.part}`
    : `checked in this browser just now: ${hashes} hashes, ${milliseconds}\u2009ms`;
  for (const [name, parts] of Object.entries(ANSWERS)) {
    const outcome = together(report.checks, parts);
    if (outcome === "not-checked") answer(name, outcome, "not all of it could be checked here");
    // Who says so is told by its keys; a tick beside them is enough.
    else answer(name, outcome, name === "who" && outcome === "holds" ? "" : said);
  }
  if (failing) {
    verdict.textContent = "Not what the log holds: a check in this browser failed.";
    verdict.className = "flag";
    note.textContent = `A check failed here: ${NAMES[failing.part] ?? failing.part}.`;
    note.className = "fault";
  } else if (report.holds) {
    verdict.textContent = "Authentic and unchanged.";
    note.textContent =
      "Each square is a hash the server sent; each green dot was computed here from the entry’s own bytes.";
  } else {
    verdict.textContent = "Not all of it could be checked here.";
    note.textContent =
      "Each square is a hash the server sent; each green dot was computed here. The steps say what could not be checked.";
  }
}

async function get(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return response;
}

async function check() {
  for (const name of Object.keys(ANSWERS)) answer(name, "checking", name === "who" ? "" : "checking");
  const log = await (await get("/v1/log")).json();
  const bundle = new Uint8Array(await (await get(`/v1/entries/${index}/bundle`)).arrayBuffer());
  const begun = performance.now();
  const report = await verifyBundle(bundle, { logKeys: log.keys, operator: log.operator });
  const milliseconds = Math.max(1, Math.round(performance.now() - begun));
  if (report.path && report.path.size !== Number(place.dataset.size)) await redraw(report.path.size);
  const proof = together(report.checks, ["form", "checkpoint", "record", "proof"]);
  draw(report.path, { holds: "verified", fails: "failed" }[proof] ?? "unchecked");
  conclude(report, milliseconds);
  const failed = report.checks.some((one) => one.outcome === "fails");
  place.dataset.outcome = report.holds ? "holds" : failed ? "fails" : "open";
}

try {
  await check();
} catch (fault) {
  const failed = { part: "fetch", outcome: "fails", sentence: `It could not be checked: ${fault.message}.` };
  tell([failed]);
  for (const name of Object.keys(ANSWERS)) answer(name, "not-checked", "could not be checked");
  place.dataset.outcome = "fails";
}

// A link to settings opens them.
function open() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
}
addEventListener("hashchange", open);
open();
