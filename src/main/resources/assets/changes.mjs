// New entries appear above the others while somebody reads, and nothing that is read moves.

const list = document.querySelector("#changes[data-newest]");
const status = document.querySelector("#arrived");
let newest = Number(list?.dataset.newest ?? -1);
let stream = null;
let waiting = false;
let again = false;

function known(day) {
  return [...list.querySelectorAll("section")].find((one) => one.dataset.day === day);
}

function add(section) {
  const old = known(section.dataset.day);
  if (old) {
    old.querySelector(".events").prepend(...section.querySelectorAll(".events > li"));
  } else {
    list.prepend(section);
  }
}

async function fetchNew() {
  if (waiting) {
    again = true;
    return;
  }
  waiting = true;
  again = false;
  try {
    const answer = await fetch(`/changes/new?after=${newest}`);
    if (answer.ok) {
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  } finally {
    waiting = false;
  }
  if (again) {
    fetchNew();
  }
}

function show(part) {
  const days = [...part.querySelectorAll("section")];
  if (days.length === 0) {
    return;
  }
  const count = part.querySelectorAll(".events > li").length;
  newest = Number(days[0].dataset.newest);
  const below = document.documentElement.scrollHeight - window.scrollY;
  const reads = window.scrollY > list.offsetTop;
  days.reverse().forEach(add);
  if (reads) {
    window.scrollTo({ top: document.documentElement.scrollHeight - below, behavior: "instant" });
  }
  status.textContent = count === 1 ? "1 new entry above." : `${count} new entries above.`;
}

function follow() {
  if (document.hidden) {
    stream?.close();
    stream = null;
  } else if (stream === null) {
    stream = new EventSource(`/v1/feed?after=${newest}`);
    for (const kind of ["entry", "flag", "decision", "case"]) {
      stream.addEventListener(kind, fetchNew);
    }
  }
}

if (list) {
  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", () => stream?.close());
  follow();
}
