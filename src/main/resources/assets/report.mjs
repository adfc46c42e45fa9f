// Sends a report of somebody without a name, once this browser has worked for it.

const form = document.querySelector("[data-report]");
const button = form?.querySelector("button.main");

const count = (number) => number.toLocaleString("en-GB");

function tell(name, text) {
  const place = form.querySelector(name);
  place.textContent = text;
  place.hidden = text === "";
}

/** What a problem says, in its own words. */
async function words(answer) {
  try {
    const problem = await answer.json();
    const faults = (problem.faults ?? []).map((fault) => fault.detail);
    const wait = Number(answer.headers.get("Retry-After"));
    const later = wait > 0 ? ` Try again in ${Math.ceil(wait / 60)} min.` : "";
    return [problem.detail, ...faults].filter(Boolean).join(" ") + later;
  } catch {
    return "The service is busy; nothing was sent. Try again in a moment.";
  }
}

class Refused extends Error {}

async function post(path, said) {
  const headers = { Accept: "application/json" };
  if (form.dataset.csrf) headers["X-CSRF-Token"] = form.dataset.csrf;
  if (said) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { method: "POST", headers, body: said && JSON.stringify(said) });
  } catch {
    throw new Refused("The service could not be reached; nothing was sent.");
  }
  if (!answer.ok) throw new Refused(await words(answer));
  return answer.json();
}

/** The nonce, found beside this page so that it can still be read and scrolled. */
function solve(puzzle) {
  const about = 2 ** puzzle.bits;
  return new Promise((resolve, reject) => {
    const worker = new Worker(form.dataset.worker, { type: "module" });
    worker.onerror = () => reject(new Refused("This browser could not solve the puzzle."));
    worker.onmessage = ({ data }) => {
      if (data.nonce !== undefined) {
        worker.terminate();
        resolve(data.nonce);
      } else {
        tell("[data-work]", `Working: ${count(data.tried)} tries, about ${count(about)} are needed.`);
      }
    };
    worker.postMessage({ ...puzzle, index: form.dataset.entry });
  });
}

function said() {
  const data = new FormData(form);
  const report = {
    leafHash: form.dataset.leaf,
    kind: data.get("kind"),
    text: data.get("text").replaceAll("\r\n", "\n").trim(),
  };
  const results = data.getAll("results").map(Number);
  const links = data.get("links").split(/\s+/).filter(Boolean);
  if (results.length > 0) report.results = results;
  if (links.length > 0) report.links = links;
  return report;
}

async function send() {
  button.disabled = true;
  tell("[data-told]", "");
  try {
    tell("[data-work]", "Asking for a puzzle.");
    const puzzle = await post("/v1/reports/challenge");
    tell("[data-work]", "Working.");
    const nonce = await solve(puzzle);
    tell("[data-work]", "Solved. Sending.");
    const path = `/v1/entries/${form.dataset.entry}/reports`;
    const taken = await post(path, { ...said(), challenge: puzzle.challenge, nonce });
    location.assign(`${form.getAttribute("action")}?said=${taken.index}`);
  } catch (problem) {
    tell("[data-work]", "");
    tell("[data-told]", problem instanceof Refused ? `Not taken. ${problem.message}` : "It failed here.");
    button.disabled = false;
  }
}

if (form?.dataset.puzzle === "true") {
  button.disabled = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
}
