// What pages do beyond plain links and forms; everything works without it.

const boxes = () => [...document.querySelectorAll("form[role=search] input[type=search]")];

const isTyping = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function emptyFound(form) {
  form.querySelector(".found").replaceChildren();
}

// "/" goes to the search box, wherever one is on the page.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (isTyping(event.target)) {
    return;
  }
  const box = boxes().find((input) => input.offsetParent !== null);
  if (box) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

// Arrows walk what was found; Escape puts it away.
function walk(event) {
  const form = event.currentTarget;
  if (event.key === "Escape") {
    emptyFound(form);
    form.querySelector("input").focus();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
    return;
  }
  const stops = [form.querySelector("input"), ...form.querySelectorAll(".found a")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = stops[stops.indexOf(document.activeElement) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

for (const box of boxes()) {
  box.form.addEventListener("keydown", walk);
  box.form.addEventListener("focusout", (event) => {
    if (!box.form.contains(event.relatedTarget)) {
      emptyFound(box.form);
    }
  });
}

// A link that opens its target under its row closes it again; htmx fetches what it shows.
document.addEventListener("htmx:beforeRequest", (event) => {
  const opener = event.target;
  if (opener instanceof HTMLElement && opener.matches("[data-opens][aria-expanded=true]")) {
    event.preventDefault();
    event.detail.target.replaceChildren();
    opener.setAttribute("aria-expanded", "false");
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const opener = event.detail.elt;
  if (opener instanceof HTMLElement && opener.matches("[data-opens]") && event.detail.successful) {
    opener.setAttribute("aria-expanded", "true");
  }
});

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.setAttribute("aria-expanded", "false");
}

// What cannot be opened in place is opened as the page that the link leads to.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, (event) => {
    const opener = event.detail.elt;
    if (opener instanceof HTMLAnchorElement && opener.matches("[data-opens]")) {
      location.assign(opener.href);
    }
  });
}
