// The inbox by keyboard, with a preview that follows; and a decision's button once it is complete.

const isTyping = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.tagName === "TEXTAREA" ||
    target.tagName === "SELECT" ||
    (target.tagName === "INPUT" && !/^(checkbox|radio)$/.test(target.type)));

for (const shown of document.querySelectorAll("[data-with-script]")) {
  shown.hidden = false;
}

const table = document.querySelector("[data-cases]");
const rows = table ? [...table.tBodies[0].rows] : [];
const shown = document.querySelector("[data-shown]");
let asked;

const current = () => rows.findIndex((row) => row.hasAttribute("aria-current"));

async function preview(row) {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(row.dataset.preview, { signal: asked.signal });
    if (answer.ok) {
      // The service's own page, in which all foreign text is escaped.
      shown.innerHTML = await answer.text();
    }
  } catch (problem) {
    if (problem.name !== "AbortError") {
      shown.textContent = "The service is busy; the case itself opens by its link.";
    }
  }
}

function go(to) {
  const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
  for (const other of rows) {
    other.removeAttribute("aria-current");
  }
  row.setAttribute("aria-current", "true");
  row.querySelector("a").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  preview(row);
}

function assign(row) {
  const form = table.form ?? table.closest("form");
  const button = form.querySelector("button[value=assign]");
  if (!button) {
    return;
  }
  if (!form.querySelector("input[name=cases]:checked")) {
    row.querySelector("input[name=cases]").checked = true;
  }
  form.requestSubmit(button);
}

const keys = {
  j: () => go(current() + 1),
  k: () => go(current() - 1),
  g: () => go(0),
  Home: () => go(0),
  End: () => go(rows.length - 1),
  x: () => rows[Math.max(0, current())].querySelector("input[name=cases]")?.click(),
  a: () => assign(rows[Math.max(0, current())]),
  Enter: () => location.assign(rows[Math.max(0, current())].dataset.href),
  "?": () => {
    const all = document.querySelector("[data-all-keys]");
    all.hidden = !all.hidden;
  },
};

if (rows.length > 0) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
      return;
    }
    if (event.key === "Escape" && isTyping(event.target)) {
      event.target.blur();
      return;
    }
    const target = event.target instanceof Element ? event.target : document.body;
    const acts = target.closest("a, button, summary");
    if (isTyping(target) || !keys[event.key] || (event.key === "Enter" && acts)) {
      return;
    }
    event.preventDefault();
    keys[event.key]();
  });
}

const decision = document.querySelector("[data-decision]");
if (decision) {
  const button = decision.querySelector("[data-complete]");
  const checks = [...decision.querySelectorAll("input[name=checks]")];
  const told = () => {
    const answered = checks.length === 0 || checks.some((check) => check.checked);
    button.disabled =
      !decision.querySelector("input[name=outcome]:checked") ||
      !answered ||
      decision.querySelector("textarea").value.trim() === "";
  };
  decision.addEventListener("input", told);
  decision.addEventListener("submit", () => setTimeout(() => (button.disabled = true)));
  told();
}
