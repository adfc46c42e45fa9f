// Reads files in place, and signs with a key that this browser made and never gives away.

const byId = (id) => document.getElementById(id);
const preview = byId("preview");
const panel = byId("sign");

for (const shown of document.querySelectorAll("[data-with-script]")) {
  shown.hidden = false;
}

// ---- The preview, in place

const sheet = () => byId("sheet");

function tell(place, sentences, kind = "fault") {
  place.replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement("p");
      line.className = kind;
      line.textContent = sentence;
      return line;
    }),
  );
}

let asking;

async function show(form, button) {
  asking?.abort();
  const own = new AbortController();
  asking = own;
  // What became of another statement says nothing of this one.
  byId("outcome")?.replaceChildren();
  const busy = form.querySelector(".busy");
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  form.classList.add("htmx-request");
  busy.textContent ||= "Reading…";
  try {
    const answer = await fetch("/submit/preview", { method: "POST", body, signal: own.signal });
    const type = answer.headers.get("Content-Type") ?? "";
    const page = await answer.text();
    if (type.startsWith("text/html")) {
      // The service's own page, in which all foreign text is escaped.
      preview.innerHTML = page;
      // The commands stand below both columns.
      const commands = preview.querySelector("#elsewhere");
      commands.remove();
      byId("elsewhere").replaceWith(commands);
    } else {
      tell(preview, [`The service answered ${answer.status}. Nothing was stored; try again in a moment.`]);
    }
    if (!panel.contains(document.activeElement)) {
      preview.focus({ preventScroll: true });
      preview.scrollIntoView({ block: "start" });
    }
  } catch (problem) {
    if (problem.name !== "AbortError") {
      tell(preview, ["The service cannot be reached. Nothing was sent; try again in a moment."]);
    }
  } finally {
    // Another question by the same form may be under way.
    if (asking === own) form.classList.remove("htmx-request");
  }
  prepare();
}

const choose = document.querySelector("form[data-files]");

function fits(form) {
  const files = [...form.querySelector("input[type=file]").files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes + 65_536 <= Number(form.dataset.limit)) return true;
  tell(preview, [
    `Together the files have more than the ${form.dataset.most} that are taken here. ` +
      "./evalledger submit reads larger ones and splits what they say; logs of single samples are not needed.",
  ]);
  prepare();
  return false;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (!form.matches("form[data-preview]") || button?.matches("[data-save]")) return;
  event.preventDefault();
  if (form !== choose || fits(form)) show(form, button);
});

// What is typed is not in the statement before it was checked.
document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-sheet]")) {
    if (event.target.id === "at") event.target.form.requestSubmit();
    else {
      sheet().dataset.edited = "true";
      prepare();
    }
  }
});

if (choose) {
  const drop = choose.querySelector("[data-drop]");
  const input = choose.querySelector("input[type=file]");
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      choose.requestSubmit();
    }
  });
  input.addEventListener("change", () => input.files.length > 0 && choose.requestSubmit());
}

// ---- The key

const STORE = "keys";

function base() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("evalledger", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

async function inStore(mode, act) {
  const open = await base();
  try {
    return await new Promise((resolve, reject) => {
      const deed = open.transaction(STORE, mode);
      const asked = act(deed.objectStore(STORE));
      deed.oncomplete = () => resolve(asked.result);
      deed.onabort = () => reject(deed.error);
    });
  } finally {
    open.close();
  }
}

const kept = () => inStore("readonly", (store) => store.get("signing"));
const keep = (key) => inStore("readwrite", (store) => store.put(key, "signing"));

/** Keeps a key unless a live one is kept, as by another tab; which one is kept then. */
async function keepFirst(made, dead) {
  let winner = made;
  await inStore("readwrite", (store) => {
    const asked = store.get("signing");
    asked.onsuccess = () => {
      if (asked.result && asked.result.kid !== dead) winner = asked.result;
      else store.put(made, "signing");
    };
    return asked;
  });
  return winner;
}

const utf8 = new TextEncoder();

function base64url(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// RFC 7638: the members that count, in the order of their names.
async function thumbprint(jwk) {
  const text = JSON.stringify({ crv: jwk.crv, kty: jwk.kty, x: jwk.x });
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8.encode(text))));
}

async function make() {
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const exported = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const jwk = { alg: "Ed25519", crv: "Ed25519", kty: "OKP", x: exported.x };
  return { privateKey: pair.privateKey, jwk, kid: await thumbprint(jwk), asked: null };
}

/** A compact JWS (RFC 7515 §7.1) over exactly that text. */
async function sign(key, text) {
  const header = JSON.stringify({ alg: "Ed25519", kid: key.kid, typ: "evalledger-statement+json" });
  const signed = `${base64url(utf8.encode(header))}.${base64url(utf8.encode(text))}`;
  const signature = await crypto.subtle.sign("Ed25519", key.privateKey, utf8.encode(signed));
  return `${signed}.${base64url(new Uint8Array(signature))}`;
}

async function post(path, envelope) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/jose", Accept: "application/json" },
    body: envelope,
  });
  return { status: answer.status, body: await answer.json() };
}

// ---- The panel

let key = null;
const UNASKED = { state: "unasked", submitter: "" };
let known = UNASKED;
let sending = false;
let entered = null;

async function look() {
  known = UNASKED;
  const answer = await fetch(`/submit/keys/${key.kid}`);
  if (!answer.ok) throw new Error(`the service answered ${answer.status}`);
  known = await answer.json();
}

const KNOWN = {
  unasked: () => "could not ask",
  unknown: () => (key.asked ? "nobody yet; its registration waits" : "nobody yet"),
  active: () => known.submitter,
  revoked: () => `${known.submitter}, and revoked: it signs nothing new`,
  waiting: () => `${known.submitter}, not in effect yet`,
};

const LACKING = {
  unasked: "The service could not be asked who this key belongs to. Look again.",
  unknown: "Nobody knows this key here yet.",
  revoked: "Your key was revoked. Make another, and have it registered.",
  waiting: "Your key is not in effect yet.",
};

/** Why nothing can be sent now; empty when it can. */
function lacking() {
  const shown = sheet();
  if (!shown) return "Choose a file first.";
  if (entered === byId("payload").textContent) return "This is in the ledger.";
  if (shown.dataset.edited) return "Check again first: what you filled in is not in the statement yet.";
  if (shown.dataset.sound !== "true") return "The ledger would not take the statement as it is.";
  if (!key) return "Make a key first, or use the command.";
  if (known.state !== "active") return LACKING[known.state];
  if (known.submitter !== shown.dataset.submitter) {
    return `Your key speaks for ${known.submitter}, and the statement says ${shown.dataset.submitter}. Fill in ${known.submitter} and check again.`;
  }
  return shown.dataset.warned === "true" && !byId("sure").checked
    ? "The check has doubts. Look at why, then say that it is to be sent."
    : "";
}

function prepare() {
  if (!panel || !byId("unable").hidden) return;
  byId("without-key").hidden = key !== null && known.state !== "revoked";
  byId("with-key").hidden = key === null;
  byId("ask").hidden = key === null || known.state !== "unknown" || key.asked !== null;
  byId("asked").hidden = key === null || known.state !== "unknown" || key.asked === null;
  byId("again").hidden = key === null || !(known.state === "unasked" || !byId("asked").hidden);
  if (key) {
    byId("kid").textContent = key.kid;
    byId("jwk").textContent = JSON.stringify(key.jwk, null, 1);
    byId("known-as").textContent = KNOWN[known.state]();
    if (key.asked) {
      byId("asked-words").textContent =
        `Request ${key.asked.id} for “${key.asked.submitter}” waits until ${key.asked.expiresAt.slice(0, 10)}. ` +
        "Send its number and the key’s thumbprint to the operator by a way that shows who you are. The operator approves it by:";
      byId("asked-command").textContent =
        `./evalledger keys approve ${key.asked.id} --key OPERATOR.jwk --to ${panel.dataset.address}`;
    }
  }
  const submitter = byId("ask-submitter");
  if (sheet() && !submitter.value) submitter.value = sheet().dataset.submitter;
  byId("sure-line").hidden = sheet()?.dataset.warned !== "true";
  const why = lacking();
  byId("send").disabled = sending || why !== "";
  byId("send-words").textContent = why || `The text that is signed has ${byId("payload").textContent.length.toLocaleString("en")} characters.`;
}

/** A problem (RFC 9457) in words. */
function refused(answer) {
  const { title, detail, fix, faults = [], conflicts = [] } = answer.body;
  const place = byId("outcome");
  tell(place, [`Not taken: ${title}. ${detail} ${fix}`]);
  const list = document.createElement("ul");
  list.className = "faults";
  for (const fault of faults) {
    const line = document.createElement("li");
    line.textContent = `${fault.pointer || "the statement"}: ${fault.detail}`;
    list.append(line);
  }
  for (const conflict of conflicts) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/entries/${Number(conflict.index)}`;
    link.textContent = `entry ${conflict.index}`;
    line.append(`${conflict.pointer}: ${conflict.sameValue ? "the same" : "another value"} stands in `, link);
    list.append(line);
  }
  if (list.childElementCount > 0) place.append(list);
}

function link(text, href, name) {
  const made = document.createElement("a");
  made.textContent = text;
  made.href = href;
  if (name) made.download = name;
  return made;
}

/** What the answer to a submission proves, and where it stands. */
function accepted(answer) {
  const { index, leafHash, checkpoint, inclusionProof, receipt } = answer.body;
  const place = byId("outcome");
  const head = document.createElement("h3");
  head.append(byId("entered").content.cloneNode(true), answer.status === 201 ? " In the ledger" : " In the ledger already");
  const facts = document.createElement("dl");
  facts.className = "facts";
  const row = (name, value, kind) => {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    const told = document.createElement("dd");
    term.textContent = name;
    told.className = kind ?? "";
    told.append(value);
    line.append(term, told);
    facts.append(line);
  };
  row("Entry", link(`entry ${index.toLocaleString("en")}`, `/entries/${index}`));
  row("Leaf hash", leafHash, "mono hash");
  row("Checkpoint", `of ${Number(inclusionProof.treeSize).toLocaleString("en")} entries, signed by ${checkpoint.split("\n")[0]}`);
  row("Receipt", link("signed by the service", `/v1/entries/${index}/receipt`, `entry-${index}.receipt.jws`));
  row("Bundle", link("proves it offline", `/v1/entries/${index}/bundle`, `entry-${index}.bundle.json`));
  const told = document.createElement("p");
  told.className = "note";
  told.textContent = "Its own page checks the proof in this browser.";
  place.dataset.receipt = receipt;
  place.replaceChildren(head, facts, told);
}

async function attempt(act) {
  sending = true;
  prepare();
  try {
    await act();
  } catch (problem) {
    tell(byId("outcome"), [`It did not work: ${problem.message}. Nothing is lost; try again.`]);
  } finally {
    sending = false;
    prepare();
  }
}

async function ask() {
  const submitter = byId("ask-submitter").value.trim();
  await look();
  const statement = {
    type: "key",
    version: 1,
    ledgers: [panel.dataset.origin],
    submitter,
    issuedAt: known.now,
    action: "register",
    jwk: key.jwk,
    organisation: byId("ask-organisation").value.trim(),
    affiliations: [],
  };
  const answer = await post("/v1/key-requests", await sign(key, JSON.stringify(statement)));
  if (answer.status !== 202) {
    refused(answer);
    return;
  }
  byId("outcome").replaceChildren();
  key.asked = { id: answer.body.id, submitter, expiresAt: answer.body.expiresAt };
  await keep(key);
}

async function send() {
  const text = byId("payload").textContent;
  const answer = await post("/v1/submissions", await sign(key, text));
  if (answer.status === 201 || answer.status === 200) {
    accepted(answer);
    entered = text;
  } else {
    refused(answer);
    await look().catch(() => {});
  }
  byId("outcome").focus();
}

function unable(why) {
  byId("unable").textContent = `${why} Save the statement and sign it by command.`;
  byId("unable").hidden = false;
  for (const id of ["without-key", "with-key", "ask", "asked", "again", "send", "send-words", "sure-line"]) byId(id).hidden = true;
}

/** Whether this browser can make keys that stay in it; why not, otherwise. */
async function ability() {
  if (!crypto.subtle) return "Browsers sign only on pages that came by HTTPS, and this one did not.";
  try {
    await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  } catch {
    return "This browser makes no Ed25519 keys.";
  }
  try {
    key = (await kept()) ?? null;
    return "";
  } catch {
    return "This browser keeps nothing for this site, so a key would be lost at once.";
  }
}

if (panel) {
  const why = await ability();
  if (why) {
    unable(why);
  } else {
    if (key) await look().catch(() => {});
    byId("make-key").addEventListener("click", () =>
      attempt(async () => {
        key = await keepFirst(await make(), key?.kid);
        // Some browsers ask their user first, and may be told no: the key stays usable.
        navigator.storage?.persist?.().catch(() => {});
        await look();
      }),
    );
    byId("ask").addEventListener("submit", (event) => {
      event.preventDefault();
      attempt(ask);
    });
    byId("look-again").addEventListener("click", () =>
      attempt(async () => {
        await look();
        // The service says again who may sign.
        const form = document.querySelector("form[data-sheet]");
        if (known.state === "active" && form && !sheet().dataset.edited) await show(form);
      }),
    );
    byId("sure").addEventListener("change", prepare);
    byId("send").addEventListener("click", () => attempt(send));
    prepare();
  }
  panel.dataset.ready = "true";
}
