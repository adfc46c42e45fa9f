// Checks a bundle of an evalledger entry offline, in a page or in Node 20 and newer. It calls nobody
// and imports nothing; signatures are checked by WebCrypto. The findings have the names and outcomes
// of `evalledger verify --json`.
//
//   import { verifyBundle } from "./verify.mjs";
//   const report = await verifyBundle(bytes, { logKeys: ["name+hex8+base64"], operator: "thumbprint" });
//
// Options: `logKeys` (verifier keys, from somewhere other than the bundle), `policy` (text of a C2SP
// tlog-policy), `operator` (RFC 7638 thumbprint of the key of entry 0), `requireWitness`.
// ML-DSA is checked where WebCrypto knows it. Where it does not, the signatures are "not-checked", the
// report says `complete: false`, and it does not hold: what was not checked is never good.

const TEXT = new TextEncoder();
const MAX_BYTES = 32 << 20;
const FREE_TEXT = {
  key: ["reason"],
  benchmark: ["title"],
  evaluation: ["notes"],
  withdrawal: ["reason"],
  takedown: ["reason"],
  model: ["modelCard"],
  policy: ["reason"],
  reassessment: [],
  report: ["text"],
  answer: ["text"],
  appeal: ["text"],
  decision: ["rationale"],
};
const FORBIDDEN = ["crit", "b64", "jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256"];
const TYP = /^(application\/)?evalledger-statement\+json$/i;

class Fault extends Error {}

function refuse(condition, sentence) {
  if (condition) throw new Fault(sentence);
}

// ---- bytes

function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Fault("not UTF-8");
  }
}

function base64(text) {
  refuse(typeof text !== "string", "not base64");
  let binary;
  try {
    binary = atob(text);
  } catch {
    throw new Fault("not base64");
  }
  refuse(btoa(binary) !== text, "base64 that is not strict");
  return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

function toBase64(bytes) {
  let binary = "";
  for (let i = 0; i < bytes.length; i += 32768) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 32768));
  }
  return btoa(binary);
}

function toBase64Url(bytes) {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function base64Url(text) {
  refuse(typeof text !== "string" || /[^A-Za-z0-9_-]/.test(text), "not base64url");
  const padded = text.replaceAll("-", "+").replaceAll("_", "/");
  return base64(padded + "=".repeat((4 - (padded.length % 4)) % 4));
}

function hex(bytes) {
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

function concat(...parts) {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function same(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

async function sha256(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

const sha256Hex = async (bytes) => hex(await sha256(bytes));

// ---- JSON: strict, and numbers keep the text they were written in, which facts repeat

class Num {
  constructor(text) {
    this.text = text;
  }
}

function readJson(text) {
  // JSON.parse refuses all that is no JSON; the walk below adds what it lets pass.
  try {
    JSON.parse(text);
  } catch {
    throw new Fault("no JSON");
  }
  let at = 0;
  const space = () => {
    while (" \t\n\r".includes(text[at]) && at < text.length) at++;
  };
  const string = () => {
    const start = at++;
    while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    const read = JSON.parse(text.slice(start, ++at));
    const alone = /[\ud800-\udfff]/.test(read.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""));
    refuse(alone, "half a surrogate pair");
    return read;
  };
  const value = (depth) => {
    refuse(depth > 64, "nested too deep");
    space();
    const c = text[at];
    if (c === '"') return string();
    if (c === "{") return object(depth);
    if (c === "[") return array(depth);
    const word = /^(true|false|null|-?[0-9.eE+-]+)/.exec(text.slice(at, at + 400))[0];
    at += word.length;
    return /^[tfn]/.test(word) ? JSON.parse(word) : new Num(word);
  };
  const object = (depth) => {
    const members = Object.create(null);
    at++;
    space();
    while (text[at] !== "}") {
      if (text[at] === ",") at++;
      space();
      const name = string();
      refuse(name in members, `the name ${name} stands twice`);
      space();
      at++;
      members[name] = value(depth + 1);
      space();
    }
    at++;
    return members;
  };
  const array = (depth) => {
    const items = [];
    at++;
    space();
    while (text[at] !== "]") {
      if (text[at] === ",") at++;
      items.push(value(depth + 1));
      space();
    }
    at++;
    return items;
  };
  return value(0);
}

/** RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript writes them. */
function canonical(json) {
  if (json instanceof Num) return JSON.stringify(Number(json.text));
  if (Array.isArray(json)) return `[${json.map(canonical).join(",")}]`;
  if (json === null || typeof json !== "object") return JSON.stringify(json);
  const names = Object.keys(json).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(json[name])}`).join(",")}}`;
}

const isObject = (json) =>
  json !== null && typeof json === "object" && !Array.isArray(json) && !(json instanceof Num);

/** The object that `bytes` are, if they are written canonically. */
function canonicalObject(bytes, what) {
  const text = utf8(bytes);
  const json = readJson(text);
  refuse(!isObject(json), `${what} that is no JSON object`);
  refuse(canonical(json) !== text, `${what} that is not written canonically`);
  return json;
}

function whole(json, what) {
  refuse(!(json instanceof Num) || !/^(0|[1-9][0-9]{0,15})$/.test(json.text), `${what}: want a whole number`);
  return Number(json.text);
}

function onlyMembers(json, names, pointer) {
  refuse(!isObject(json), `${pointer}: want an object`);
  for (const name of Object.keys(json)) {
    refuse(!names.includes(name), `${pointer}/${name}: no member of a bundle has this name`);
  }
}

// ---- Merkle tree (RFC 6962 §2.1)

const leafHash = (record) => sha256(Uint8Array.of(0), record);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

/** Each hash that is computed on the way, the leaf's first, goes into `computed`. */
async function inclusionFault(index, size, leaf, path, root, computed = []) {
  if (!(index < size)) return `index ${index} is beyond the tree size ${size}`;
  computed.push(leaf);
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return "the proof is too long";
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await nodeHash(hash, sibling);
    }
    computed.push(hash);
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  if (last !== 0) return "the proof is too short";
  return same(hash, root) ? null : "the proof leads to another root";
}

function readTlogProof(bytes) {
  let blank = 0;
  while (blank + 1 < bytes.length && !(bytes[blank] === 10 && bytes[blank + 1] === 10)) blank++;
  refuse(blank + 2 >= bytes.length, "a proof without a checkpoint");
  const lines = utf8(bytes.subarray(0, blank)).split("\n");
  refuse(lines.shift() !== "c2sp.org/tlog-proof@v1", "a proof that does not begin as one");
  refuse(lines[0]?.startsWith("extra "), "a proof with extra data, which no bundle has");
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? "");
  refuse(!index || lines.length > 63, "a proof without index or with too many hashes");
  return { index: Number(index[1]), path: lines.map(hash32), checkpoint: bytes.slice(blank + 2) };
}

function hash32(text) {
  const hash = base64(text);
  refuse(hash.length !== 32, "a hash that has not 32 bytes");
  return hash;
}

// ---- signed notes, cosignatures and policies (C2SP)

async function readVerifierKey(text) {
  const [, name, id, key] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  refuse(!name, `no verifier key: ${text}`);
  const typed = base64(key);
  const digest = await sha256(TEXT.encode(`${name}\n`), typed);
  refuse(hex(digest.subarray(0, 4)) !== id, `a verifier key with another key ID: ${text}`);
  const lengths = { 1: 32, 4: 32, 6: 1312 };
  refuse(lengths[typed[0]] !== typed.length - 1, `a verifier key of no known kind: ${text}`);
  return { name, id, type: typed[0], raw: typed.slice(1), text };
}

async function ed25519(raw, message, signature) {
  try {
    const key = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
    return signature.length === 64 && (await crypto.subtle.verify("Ed25519", key, signature, message));
  } catch {
    return false;
  }
}

function readNote(bytes) {
  const text = utf8(bytes);
  refuse(/[\0-\x09\x0b-\x1f]/.test(text), "a control character in the note");
  const blank = text.lastIndexOf("\n\n");
  refuse(blank < 0 || !text.endsWith("\n") || blank + 2 === text.length, "a note without signatures");
  const lines = text.slice(blank + 2, -1).split("\n");
  refuse(lines.length > 100, "a note with too many signatures");
  return {
    text: text.slice(0, blank + 1),
    signatures: lines.map((line) => {
      const [, name, blob] = /^\u2014 ([^ +]+) ([^ ]+)$/.exec(line) ?? [];
      refuse(!name, `not a signature line: ${line}`);
      const signed = base64(blob);
      refuse(signed.length <= 4, "a signature without bytes");
      return { name, id: hex(signed.subarray(0, 4)), signature: signed.slice(4) };
    }),
  };
}

/** When the witness's key cosigned (type 04); throws where its cosignature does not hold. */
async function cosignedAt(key, note, signature) {
  const bytes = signature.signature;
  refuse(bytes.length !== 72, `the cosignature by ${key.name} does not hold`);
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  const message = TEXT.encode(`cosignature/v1\ntime ${time}\n${note.text}`);
  // Beyond the year 9999 it is no time that a witness had.
  const sane = time > 0n && time <= 253402300799n;
  const holds = sane && (await ed25519(key.raw, message, bytes.slice(8)));
  refuse(!holds, `the cosignature by ${key.name} does not hold`);
  return new Date(Number(time) * 1000).toISOString();
}

async function openCheckpoint(bytes, policy) {
  const note = readNote(bytes);
  let log = null;
  const witnesses = [];
  for (const signature of note.signatures) {
    const claims = (key) => key.name === signature.name && key.id === signature.id;
    for (const key of policy.logs.filter((key) => key.type === 1 && claims(key))) {
      const holds = await ed25519(key.raw, TEXT.encode(note.text), signature.signature);
      refuse(!holds, `the signature by ${key.name} (${key.id}) does not hold`);
      log ??= key;
    }
    for (const witness of policy.witnesses.filter((w) => w.key.type === 4 && claims(w.key))) {
      const time = await cosignedAt(witness.key, note, signature);
      if (!witnesses.some((seen) => seen.name === witness.name)) witnesses.push({ name: witness.name, time });
    }
  }
  refuse(!log, "no signature by a known key that can be checked here");
  const lines = note.text.slice(0, -1).split("\n");
  refuse(lines.length < 3 || lines.some((line) => line === ""), "a checkpoint without its three lines");
  refuse(!/^(0|[1-9][0-9]{0,15})$/.test(lines[1]), "a tree size that is none");
  refuse(lines[0] !== log.name, `it is of log "${lines[0]}", want "${log.name}"`);
  const head = { origin: lines[0], size: Number(lines[1]), root: hash32(lines[2]), log, witnesses };
  const names = new Set(witnesses.map((witness) => witness.name));
  return { ...head, witnessed: policy.quorum !== null && policy.quorum(names) };
}

/** C2SP tlog-policy; throws a sentence that names the line. */
export async function readPolicy(text) {
  const policy = { logs: [], witnesses: [], quorum: null, operator: null };
  const named = new Map();
  const members = new Set();
  let quorums = 0;
  const defined = (name) => named.get(name) ?? refuse(true, `no line before defines "${name}"`);
  const define = (name, rule) => {
    refuse(name === "none" || named.has(name), `the name "${name}" is taken`);
    named.set(name, rule);
  };
  const line = async ([kind, ...words]) => {
    if (kind === "log") {
      policy.logs.push(await readVerifierKey(words[0]));
      const pin = /#operator=(.*)$/.exec(words[1] ?? "");
      if (pin) policy.operator = pin[1];
    } else if (kind === "witness") {
      const key = await readVerifierKey(words[1] ?? "");
      refuse(policy.witnesses.some((one) => one.key.text === key.text), "this witness's key has a name already");
      policy.witnesses.push({ name: words[0], key });
      define(words[0], (names) => names.has(words[0]));
    } else if (kind === "group") {
      const rules = words.slice(2).map(defined);
      for (const name of words.slice(2)) {
        refuse(members.has(name), `"${name}" is a member already`);
        members.add(name);
      }
      const need = words[1] === "any" ? 1 : words[1] === "all" ? rules.length : Number(words[1]);
      refuse(!Number.isInteger(need) || need < 1 || need > rules.length, "want any, all or a number");
      define(words[0], (names) => rules.filter((rule) => rule(names)).length >= need);
    } else {
      refuse(kind !== "quorum" || words.length !== 1 || quorums++ > 0, "want one quorum line");
      policy.quorum = words[0] === "none" ? null : defined(words[0]);
    }
  };
  for (const [i, raw] of text.split("\n").entries()) {
    const words = raw.split(/[ \t]+/).filter((word) => word !== "");
    if (words.length > 0 && !words[0].startsWith("#")) {
      await line(words).catch((fault) => refuse(true, `line ${i + 1}: ${fault.message}`));
    }
  }
  refuse(quorums === 0, "no quorum line");
  return policy;
}

// ---- keys and envelopes (RFC 7515, 7517, 7638, 9864, 9964)

const ML_DSA = ["ML-DSA-44", "ML-DSA-65", "ML-DSA-87"];
const KINDS = {
  OKP: ["crv", "kty", "x"],
  EC: ["crv", "kty", "x", "y"],
  RSA: ["e", "kty", "n"],
  AKP: ["alg", "kty", "pub"],
};

async function readKey(jwk) {
  refuse(!isObject(jwk), "a key that is no object");
  const members = KINDS[jwk.kty];
  refuse(!members || !Object.hasOwn(KINDS, jwk.kty), "a key of no known type");
  for (const name of Object.keys(jwk)) {
    refuse(!members.includes(name) && name !== "alg", `a key with member ${name}`);
    refuse(typeof jwk[name] !== "string", `a key whose ${name} is no string`);
  }
  refuse(members.some((name) => jwk[name] === undefined), "a key that lacks a member");
  refuse(jwk.kty === "AKP" && !ML_DSA.includes(jwk.alg), "a key of no known algorithm");
  const alg = { OKP: "Ed25519", EC: jwk.crv === "P-384" ? "ES384" : "ES256", RSA: "PS256", AKP: jwk.alg }[jwk.kty];
  const named = jwk.alg === "EdDSA" ? "Ed25519" : (jwk.alg ?? alg);
  refuse(named !== alg, "a key whose alg does not go with it");
  const thumbprint = `{${members.map((name) => `"${name}":${JSON.stringify(jwk[name])}`).join(",")}}`;
  const kid = toBase64Url(await sha256(TEXT.encode(thumbprint)));
  return { kid, alg, jwk: Object.fromEntries(members.map((name) => [name, jwk[name]])) };
}

const WEB_CRYPTO = {
  Ed25519: [{ name: "Ed25519" }, { name: "Ed25519" }, 64],
  ES256: [{ name: "ECDSA", namedCurve: "P-256" }, { name: "ECDSA", hash: "SHA-256" }, 64],
  ES384: [{ name: "ECDSA", namedCurve: "P-384" }, { name: "ECDSA", hash: "SHA-384" }, 96],
  PS256: [{ name: "RSA-PSS", hash: "SHA-256" }, { name: "RSA-PSS", saltLength: 32 }, 0],
};

for (const name of ML_DSA) WEB_CRYPTO[name] = [{ name }, { name }, 0];

/** Whether the signature holds; null where WebCrypto does not know the algorithm. */
async function signatureHolds(key, message, signature) {
  const [importing, verifying, length] = WEB_CRYPTO[key.alg];
  if (length > 0 && signature.length !== length) return false;
  try {
    const imported = await crypto.subtle.importKey("jwk", key.jwk, importing, false, ["verify"]);
    return await crypto.subtle.verify(verifying, imported, signature, message);
  } catch (fault) {
    return fault.name === "NotSupportedError" ? null : false;
  }
}

const STATEMENT_MEDIA = ["application/jose", "application/jose+json"];
const DSSE_MEDIA = "application/vnd.dsse.envelope.v1+json";

/** What stands in an envelope: payload, the statement's text in it, and what each signer signed. */
function readEnvelope({ mediaType, bytes }) {
  if (mediaType === DSSE_MEDIA) return readDsse(bytes);
  refuse(!STATEMENT_MEDIA.includes(mediaType), `it is malformed: no envelope has type ${mediaType}`);
  const jws = readJws(mediaType, bytes);
  const parts = jws.signatures.map((one) => {
    const { header, text, signature } = readHeader(one);
    const alg = header.alg === "EdDSA" ? "Ed25519" : header.alg;
    return { kid: header.kid, alg, signature, message: TEXT.encode(`${text}.${jws.payload}`) };
  });
  return { statement: readStatement(base64Url(jws.payload)), parts };
}

/** DSSE 1.0.2 around an in-toto Statement: the key alone says which algorithm it is. */
function readDsse(bytes) {
  const json = readJson(utf8(bytes));
  refuse(!isObject(json) || !Array.isArray(json.signatures), "it is malformed: no DSSE envelope");
  refuse(json.signatures.length === 0, "it is malformed: no signatures");
  const type = "application/vnd.in-toto+json";
  refuse(json.payloadType !== type, `its header is refused: payloadType is not ${type}`);
  const payload = eitherBase64(json.payload);
  const message = concat(TEXT.encode(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload);
  const parts = json.signatures.map((one) => {
    refuse(!isObject(one) || typeof one.keyid !== "string", "its header is refused: keyid");
    return { kid: one.keyid, alg: null, signature: eitherBase64(one.sig), message };
  });
  return { statement: readInToto(payload), parts };
}

function eitherBase64(text) {
  refuse(typeof text !== "string" || text === "", "it is malformed: no base64");
  const padded = text.length % 4 === 0;
  const plain = padded ? text.replace(/={1,2}$/, "") : text;
  return base64Url(plain.replaceAll("+", "-").replaceAll("/", "_"));
}

const SUBJECT_DIGESTS = {
  sha256: /^[0-9a-f]{64}$/,
  sha384: /^[0-9a-f]{96}$/,
  sha512: /^[0-9a-f]{128}$/,
  gitCommit: /^([0-9a-f]{40}|[0-9a-f]{64})$/,
};

/** The statement that is the predicate of an in-toto Statement, version 1; null where it is none. */
function readInToto(payload) {
  const json = readStatement(payload, "_type");
  if (json?._type !== "https://in-toto.io/Statement/v1") return null;
  const { subject, predicate } = json;
  if (!isObject(predicate) || json.predicateType !== `https://evalledger.org/${predicate.type}/v1`) return null;
  if (!Array.isArray(subject) || subject.length === 0 || subject.length > 100) return null;
  const named = subject.map((one) => (isObject(one) && isObject(one.digest) ? Object.entries(one.digest) : []));
  const known = named.map((digests) => digests.filter(([name]) => Object.hasOwn(SUBJECT_DIGESTS, name)));
  const sound = ([name, hex]) => typeof hex === "string" && SUBJECT_DIGESTS[name].test(hex);
  if (known.some((digests) => digests.length === 0 || !digests.every(sound))) return null;
  const commits = known.flat().flatMap(([name, hex]) => (name === "gitCommit" ? [hex] : []));
  const revision = predicate.type === "evaluation" ? predicate.model?.revision : null;
  const commit = typeof revision === "string" && SUBJECT_DIGESTS.gitCommit.test(revision);
  return commit && commits.length > 0 && !commits.includes(revision) ? null : predicate;
}

function readJws(mediaType, bytes) {
  const text = utf8(bytes);
  if (mediaType === "application/jose") {
    const parts = text.split(".");
    refuse(parts.length !== 3, "it is malformed: a compact JWS is three parts");
    return { payload: parts[1], signatures: [{ protected: parts[0], signature: parts[2] }] };
  }
  const json = readJson(text);
  refuse(!isObject(json), "it is malformed: no object");
  const general = json.signatures !== undefined;
  onlyMembers(json, general ? ["payload", "signatures"] : ["payload", "protected", "signature"], "");
  const signatures = general ? json.signatures : [json];
  refuse(!Array.isArray(signatures) || signatures.length === 0, "it is malformed: no signatures");
  if (general) signatures.forEach((one) => onlyMembers(one, ["protected", "signature"], "/signatures"));
  return { payload: json.payload, signatures };
}

/** What an envelope says, once all its signatures were verified with the keys that `find` knows. */
async function testimony(envelope, find) {
  try {
    const { statement, parts } = readEnvelope(envelope);
    refuse(new Set(parts.map((part) => part.kid)).size !== parts.length, "it is malformed: a kid twice");
    let introduced = null;
    let unchecked = null;
    for (const { kid, alg, message, signature } of parts) {
      let key = await find(kid);
      if (!key && isObject(statement?.jwk) && statement.action === "register") {
        const brought = await readKey(statement.jwk);
        if (brought.kid === kid) key = introduced = brought;
      }
      if (!key) return { notSigned: `key ${kid} is not known` };
      if (alg !== null && alg !== key.alg) return { notSigned: "the header names another algorithm than the key's" };
      const holds = await signatureHolds(key, message, signature);
      if (holds === false) return { notSigned: "a signature does not hold" };
      if (holds === null) unchecked = `${key.alg} cannot be checked here`;
    }
    refuse(!statement, "its payload is no statement");
    return { statement, signers: parts.map((part) => part.kid), introduced, unchecked };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { noStatement: fault.message };
  }
}

function readHeader(part) {
  const header = readJson(utf8(base64Url(part.protected)));
  refuse(!isObject(header), "it is malformed: a header that is no object");
  for (const name of FORBIDDEN) refuse(header[name] !== undefined, `its header is refused: ${name}`);
  refuse(typeof header.kid !== "string" || typeof header.alg !== "string", "its header is refused: kid, alg");
  refuse(typeof header.typ !== "string" || !TYP.test(header.typ), "its header is refused: typ");
  return { header, text: part.protected, signature: base64Url(part.signature) };
}

function readStatement(payload, type = "type") {
  try {
    const json = readJson(utf8(payload));
    return isObject(json) && typeof json[type] === "string" ? json : null;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return null;
  }
}

// ---- record and facts

const RECORD = [
  "v", "type", "envelope", "mediaType", "size", "facts", "submitter", "kids", "receivedAt", "prefix",
  "relation", "assessment",
];
const DIGEST = /^sha256:[0-9a-f]{64}$/;

async function readRecord(entry) {
  const hash = hex(await leafHash(entry.record));
  refuse(hash !== entry.leafHash, `its leaf hash is ${hash}, want ${entry.leafHash}`);
  const record = canonicalObject(entry.record, "a record");
  onlyMembers(record, RECORD, "record");
  const texts = ["type", "envelope", "mediaType", "facts", "submitter", "receivedAt"];
  refuse(texts.some((name) => typeof record[name] !== "string"), "a record that lacks a member");
  refuse(!DIGEST.test(record.envelope) || !DIGEST.test(record.facts), "a record without digests");
  refuse(record.v?.text !== "1", "a record of another version");
  const kids = record.kids;
  const sorted = Array.isArray(kids) && kids.length > 0 && kids.every((kid, i) => typeof kid === "string" && (i === 0 || kids[i - 1] < kid));
  refuse(!sorted, "a record whose kids are not sorted");
  return { ...record, size: whole(record.size, "size"), prefix: whole(record.prefix, "prefix") };
}

async function envelopeFault(envelope, record) {
  const digest = `sha256:${await sha256Hex(envelope.bytes)}`;
  if (digest !== record.envelope) return `SHA-256 of the envelope is ${digest}, the record says ${record.envelope}`;
  if (envelope.bytes.length !== record.size) return `size of the envelope is ${envelope.bytes.length}`;
  return envelope.mediaType === record.mediaType ? null : `media type is ${envelope.mediaType}`;
}

function signersFault(signers, record) {
  const sorted = [...new Set(signers)].sort();
  return canonical(sorted) === canonical(record.kids) ? null : `signers are ${sorted}, the record says ${record.kids}`;
}

/** Members, by pointer, of which the facts keep the SHA-256: of a text, or of an object's RFC 8785 form. */
const DIGESTED = {
  evaluation: /^\/(run\/(software\/[^/]*|hardware\/accelerator)|settings\/[^/]*\/promptTemplate\/(text|system))$/,
  reassessment: /^\/assessment$/,
};
/** What is the sender's own making: a string in it that is no id is replaced by its SHA-256. */
const OPEN = { evaluation: /^\/settings\/[^/]*\/hyperparameters\// };
const ID = /^[!#-[\]-~]{1,256}$/;

const isDigest = async (facts, text) =>
  canonical(facts) === canonical({ sha256: await sha256Hex(TEXT.encode(text)) });

/** Whether `facts` is what `value`, of a statement of `type` at pointer `at`, becomes in the facts. */
async function follows(facts, value, type, at = "") {
  const digested = DIGESTED[type]?.test(at) ?? false;
  const open = OPEN[type]?.test(at) ?? false;
  if (value instanceof Num) return facts === value.text;
  if (typeof value === "string") {
    return digested || (open && !ID.test(value)) ? isDigest(facts, value) : facts === value;
  }
  if (Array.isArray(value)) {
    if (!Array.isArray(facts) || facts.length !== value.length) return false;
    for (const [i, item] of value.entries()) if (!(await follows(facts[i], item, type, `${at}/${i}`))) return false;
    return true;
  }
  if (!isObject(value)) return facts === value;
  if (!isObject(facts)) return false;
  const names = Object.keys(value);
  const alone = names.length === 1 && typeof value[names[0]] === "string" ? names[0] : null;
  if (alone === "unknown" && !open) {
    return canonical(facts) === canonical({ unknown: value.unknown === "undisclosed" ? "undisclosed" : "" });
  }
  if (digested && alone !== "sha256") return isDigest(facts, canonical(value));
  const omitted = at === "" ? FREE_TEXT[type] : [];
  for (const name of Object.keys(facts)) if (!(name in value) || omitted.includes(name)) return false;
  for (const name of names) {
    const child = `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (name in facts ? !(await follows(facts[name], value[name], type, child)) : !omitted.includes(name)) return false;
  }
  return true;
}

async function factsFault(bytes, record, heard) {
  const digest = `sha256:${await sha256Hex(bytes)}`;
  if (digest !== record.facts) return `The facts are not the record's: SHA-256 of the facts is ${digest}`;
  let facts;
  try {
    facts = canonicalObject(bytes, "facts");
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return `The facts are none: ${fault.message}`;
  }
  if (!Object.hasOwn(FREE_TEXT, facts.type)) return `The facts are none: no statement has type ${facts.type}`;
  const said = heard?.statement;
  if (said && (said.type !== facts.type || !(await follows(facts, said, facts.type)))) {
    return "The facts are not what the envelope gives";
  }
  if (facts.type !== record.type) return `The record is of another: type of the statement is ${facts.type}`;
  return facts.submitter === record.submitter
    ? null
    : `The record is of another: submitter of the statement is ${facts.submitter}`;
}

// ---- the bundle

function readEntry(json, index, path) {
  refuse(typeof json.leafHash !== "string" || !/^[0-9a-f]{64}$/.test(json.leafHash), "/leafHash: want 64 digits");
  let envelope = null;
  if (json.envelope !== undefined) {
    onlyMembers(json.envelope, ["mediaType", "bytes"], "/envelope");
    refuse(typeof json.envelope.mediaType !== "string", "/envelope/mediaType: want a string");
    envelope = { mediaType: json.envelope.mediaType, bytes: base64(json.envelope.bytes) };
  }
  return { index, path, envelope, leafHash: json.leafHash, record: base64(json.record), facts: base64(json.facts) };
}

async function readBundle(bytes) {
  refuse(bytes.length > MAX_BYTES, `a bundle of ${bytes.length} bytes`);
  const json = canonicalObject(bytes, "a bundle");
  refuse(json.v?.text !== "1", "/v: want 1");
  const parts = ["leafHash", "record", "facts", "envelope"];
  onlyMembers(json, ["v", "proof", "keys", "registrations", "assessment", ...parts], "");
  refuse(!Array.isArray(json.keys) || !Array.isArray(json.registrations), "/keys, /registrations: want arrays");
  const proof = readTlogProof(base64(json.proof));
  const registrations = json.registrations.map((item) => {
    onlyMembers(item, ["index", "path", ...parts], "/registrations");
    refuse(!Array.isArray(item.path), "/registrations/path: want an array");
    return readEntry(item, whole(item.index, "/registrations/index"), item.path.map(hash32));
  });
  return {
    entry: readEntry(json, proof.index, proof.path),
    checkpoint: proof.checkpoint,
    assessment: json.assessment === undefined ? null : base64(json.assessment),
    keys: await Promise.all(json.keys.map(readKey)),
    registrations,
  };
}

/** For how long an operator's further key, and a grant of the role, wait before they act. */
const OPERATOR_WAIT = 72 * 3600 * 1000;

/** Traces the signers back to entry 0, over registrations and grants of the operator's role. */
class Chain {
  constructor(head) {
    this.head = head;
    this.known = new Map();
    this.granted = new Map();
    this.unchecked = null;
  }

  async check(bundle, record) {
    const links = [...bundle.registrations];
    if (await this.registers(bundle.entry, record)) links.push(bundle.entry);
    links.sort((a, b) => a.index - b.index);
    refuse(links[0]?.index !== 0, "The chain of registrations does not begin at entry 0");
    for (const link of links) {
      try {
        await this.take(link);
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        throw new Fault(`The registration at entry ${link.index} does not hold: ${fault.message}`);
      }
    }
    const signers = record.kids.map((kid) => this.known.get(kid));
    const all = signers.every((signer) => signer && signer.index <= bundle.entry.index);
    refuse(!all, "No registration of a signer before the entry is shown");
    const spoken = signers.some((signer) => signer.submitter === record.submitter);
    refuse(!spoken, `None of the keys was registered for submitter "${record.submitter}"`);
  }

  async registers(entry, record) {
    if (`sha256:${await sha256Hex(entry.facts)}` !== record.facts) return false;
    const facts = readStatement(entry.facts);
    return facts?.type === "key" && facts.action === "register";
  }

  get founder() {
    return [...this.known.values()].find((key) => key.index === 0);
  }

  isOperator(submitter) {
    return this.founder?.submitter === submitter || this.granted.has(submitter);
  }

  signers(kids) {
    return kids.flatMap((kid) => (this.known.has(kid) ? [this.known.get(kid)] : []));
  }

  /** One of `operators` could act as one when the entry was received. */
  checkWaited(operators, record) {
    const time = Date.parse(record.receivedAt);
    const founding = this.founder?.submitter;
    const acts = operators.some(
      (key) => time >= key.speaksFrom && (key.submitter === founding || time >= (this.granted.get(key.submitter) ?? 0)),
    );
    refuse(!acts, `the operator's key or role that vouches for it still waited at ${record.receivedAt}`);
  }

  async take(link) {
    const { size, root } = this.head;
    const fault = await inclusionFault(link.index, size, hexBytes(link.leafHash), link.path, root);
    refuse(fault, `The inclusion proof does not hold: ${fault}`);
    const record = await readRecord(link);
    let heard = null;
    if (link.envelope) {
      const swapped = await envelopeFault(link.envelope, record);
      refuse(swapped, swapped);
      heard = await testimony(link.envelope, async (kid) => this.known.get(kid)?.key);
      this.unchecked ??= heard.unchecked ?? null;
    } else {
      this.unchecked ??= `entry ${link.index} comes without its envelope`;
    }
    const wrong = await factsFault(link.facts, record, heard);
    refuse(wrong, wrong);
    const facts = readStatement(link.facts);
    const meant = Array.isArray(facts.ledgers) && facts.ledgers.includes(this.head.origin);
    refuse(!meant, `it is for ${facts.ledgers}, not for "${this.head.origin}"`);
    refuse(heard?.notSigned, `its signatures do not hold: ${heard?.notSigned}`);
    refuse(heard?.noStatement, heard?.noStatement);
    const others = heard?.signers && signersFault(heard.signers, record);
    refuse(others, others);
    if (facts.type === "key" && facts.action === "register") {
      await this.register(link.index, record, facts, heard);
    } else {
      refuse(facts.type !== "key" || facts.action !== "grant", "it neither registers a key nor grants");
      const spoken = this.signers(record.kids).filter((key) => key.submitter === record.submitter);
      const operates = spoken.length > 0 && this.isOperator(record.submitter);
      refuse(heard?.introduced || !operates, "no operator grants it");
      this.checkWaited(spoken, record);
      refuse(!Array.isArray(facts.roles), "a grant of no roles");
      const from = Date.parse(record.receivedAt) + OPERATOR_WAIT;
      if (!facts.roles.includes("operator")) this.granted.delete(facts.grantee);
      else if (!this.granted.has(facts.grantee)) this.granted.set(facts.grantee, from);
    }
  }

  async register(index, record, facts, heard) {
    const key = await readKey(facts.jwk);
    const own = "the new key did not sign it, or was registered before";
    refuse(heard?.signers && heard.introduced?.kid !== key.kid, own);
    refuse(!record.kids.includes(key.kid) || this.known.has(key.kid), own);
    if (index === 0) {
      refuse(record.kids.length !== 1, "entry 0 is signed by others too");
    } else {
      refuse(!this.founder, "entry 0 is missing");
      const signers = this.signers(record.kids);
      const operators = signers.filter((signer) => this.isOperator(signer.submitter));
      const own = signers.some((signer) => signer.submitter === facts.submitter);
      refuse(!own && operators.length === 0, "neither an operator nor its own submitter vouches for the key");
      if (!own) this.checkWaited(operators, record);
    }
    const waits = index > 0 && this.isOperator(facts.submitter);
    const speaksFrom = waits ? Date.parse(record.receivedAt) + OPERATOR_WAIT : -Infinity;
    this.known.set(key.kid, { key, submitter: facts.submitter, index, speaksFrom });
  }
}

function hexBytes(text) {
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
}

async function attempt(work) {
  try {
    return { value: await work() };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { fault: fault.message };
  }
}

class Report {
  path = null;
  checks = [];
  complete = true;

  add(part, outcome, sentence) {
    this.checks.push({ part, outcome, sentence });
  }

  fails(part, sentence) {
    this.add(part, "fails", `${sentence}.`);
  }

  decide(part, fault, sentence) {
    if (fault) this.fails(part, fault);
    else this.add(part, "holds", sentence);
  }

  /** For want of an algorithm or of an envelope, `sentence` tells which signature was not checked. */
  cannot(part, sentence) {
    this.complete = false;
    this.add(part, "not-checked", sentence);
  }

  get result() {
    const sound = this.checks.every((check) => check.outcome !== "fails");
    return { holds: sound && this.complete, complete: this.complete, checks: this.checks, path: this.path };
  }
}

/**
 * Checks the bundle that `bytes` are; gives `{holds, complete, checks: [{part, outcome, sentence}], path}`.
 * `complete` is false where a signature was not checked, for want of the envelope or of an algorithm
 * that WebCrypto knows here; then nothing `holds`. `path` is `{size, root, sent, computed}` in hexadecimal:
 * the proof's hashes, and those computed from the leaf's up; null where there was no head to prove against.
 */
export async function verifyBundle(bytes, options = {}) {
  const policy = options.policy
    ? await readPolicy(options.policy)
    : { logs: [], witnesses: [], quorum: null, operator: null };
  for (const key of options.logKeys ?? []) policy.logs.push(await readVerifierKey(key));
  if (policy.logs.length === 0) throw new Error("give the log's key: a bundle cannot vouch for itself");
  const report = new Report();
  const read = await attempt(() => readBundle(bytes));
  if (read.fault) {
    report.fails("form", `This is no bundle: ${read.fault}`);
    return report.result;
  }
  const bundle = read.value;
  const head = await checkHead(bundle, policy, report);
  const record = await checkRecord(bundle.entry, report);
  await checkProof(bundle.entry, head, report);
  if (record) await checkOutside(bundle, record, head, policy, report);
  else report.add("envelope", "not-checked", "Without a record nothing else can be told.");
  if (record && head) await checkChain(bundle, record, head, options.operator ?? policy.operator, report);
  checkWitnesses(head, policy, options.requireWitness === true, report);
  return report.result;
}

async function checkHead(bundle, policy, report) {
  const opened = await attempt(() => openCheckpoint(bundle.checkpoint, policy));
  const head = opened.value;
  report.decide(
    "checkpoint",
    opened.fault && `The checkpoint is not the log's: ${opened.fault}`,
    head && `The head of "${head.origin}" at size ${head.size} is signed by the log's key ${head.log.id}.`,
  );
  return head;
}

async function checkRecord(entry, report) {
  const read = await attempt(() => readRecord(entry));
  report.decide(
    "record",
    read.fault && `The record is not the entry's: ${read.fault}`,
    `The record is entry ${entry.index}, leaf hash ${entry.leafHash}.`,
  );
  return read.value;
}

async function checkProof(entry, head, report) {
  if (!head) {
    report.add("proof", "not-checked", "Without the log's checkpoint inclusion cannot be told.");
    return;
  }
  const computed = [];
  const leaf = hexBytes(entry.leafHash);
  const fault = await inclusionFault(entry.index, head.size, leaf, entry.path, head.root, computed);
  report.path = { size: head.size, root: hex(head.root), sent: entry.path.map(hex), computed: computed.map(hex) };
  report.decide(
    "proof",
    fault && `The inclusion proof does not hold: ${fault}`,
    `Included: the proof leads from that leaf hash at index ${entry.index} to the checkpoint's root.`,
  );
}

async function checkOutside(bundle, record, head, policy, report) {
  const { envelope } = bundle.entry;
  const swapped = envelope && (await envelopeFault(envelope, record));
  if (!envelope) report.add("envelope", "not-checked", "No envelope is given; whether it was erased, an audit tells.");
  else
    report.decide(
      "envelope",
      swapped && `The envelope is not the record's: ${swapped}`,
      `The envelope has the record's digest and size, ${record.size} bytes.`,
    );
  const strangers = signersFault(bundle.keys.map((key) => key.kid), record);
  report.decide(
    "keys",
    strangers && `The keys are not the record's: ${strangers}`,
    `The public keys have the thumbprints that the record names: ${record.kids}.`,
  );
  const heard = await checkSignatures(bundle, record, swapped, report);
  await checkFacts(bundle.entry.facts, record, heard, head, policy, report);
  const named = record.assessment?.sha256 ?? null;
  const got = bundle.assessment && `sha256:${await sha256Hex(bundle.assessment)}`;
  if (got !== named) report.fails("assessment", `The assessment is not the record's: SHA-256 is ${got}`);
  else if (got) report.add("assessment", "holds", "The assessment has the record's digest; an audit recomputes it.");
}

async function checkSignatures(bundle, record, swapped, report) {
  const { envelope } = bundle.entry;
  if (swapped || !envelope) {
    report.cannot("signatures", "Without the envelope nobody's signature was checked.");
    return null;
  }
  const heard = await testimony(envelope, async (kid) => bundle.keys.find((key) => key.kid === kid));
  const others = heard.signers && signersFault(heard.signers, record);
  if (heard.notSigned) report.fails("signatures", `The signatures do not hold: ${heard.notSigned}`);
  else if (heard.noStatement) report.fails("signatures", `The envelope is no signed statement: ${heard.noStatement}`);
  else if (others) report.fails("signatures", `The signers differ: ${others}`);
  else if (heard.unchecked) report.cannot("signatures", `The signatures: ${heard.unchecked}.`);
  else report.add("signatures", "holds", `Signed by ${heard.signers} over the exact bytes of the envelope.`);
  return heard;
}

async function checkFacts(bytes, record, heard, head, policy, report) {
  let fault = await factsFault(bytes, record, heard);
  if (!fault) {
    const { ledgers } = readStatement(bytes);
    const origins = head ? [head.origin] : policy.logs.map((key) => key.name);
    const meant = Array.isArray(ledgers) && origins.some((origin) => ledgers.includes(origin));
    if (!meant) fault = `The statement is for ${ledgers}, not for ${origins}`;
  }
  const derived = heard?.statement;
  report.decide(
    "facts",
    fault,
    derived ? "The facts have the record's digest and follow from the envelope." : "The facts have the record's digest.",
  );
}

async function checkChain(bundle, record, head, operator, report) {
  const chain = new Chain(head);
  const { fault } = await attempt(() => chain.check(bundle, record));
  if (fault) {
    report.fails("registration", fault);
    report.add("operator", "not-checked", "Without the registrations the operator cannot be told.");
    return;
  }
  const told = record.kids
    .map((kid) => `Key ${kid} is "${chain.known.get(kid).submitter}"'s, registered by entry ${chain.known.get(kid).index}, back to entry 0.`)
    .join(" ");
  const later = "Whether a key was revoked, an audit tells.";
  if (chain.unchecked) report.cannot("registration", `${told} But ${chain.unchecked}. ${later}`);
  else report.add("registration", "holds", `${told} ${later}`);
  const first = chain.founder.key.kid;
  if (!operator) report.add("operator", "not-checked", `Entry 0 is by key ${first}; no operator's thumbprint was given.`);
  else
    report.decide(
      "operator",
      operator === first ? null : `Entry 0 is by key ${first}, the operator's is ${operator}`,
      `Entry 0 is by the operator's key ${first}.`,
    );
}

function checkWitnesses(head, policy, required, report) {
  const who = (head?.witnesses ?? []).map((witness) => `${witness.name} at ${witness.time}`);
  if (head?.witnessed) {
    report.add("witnesses", "holds", `Witnessed by ${who.length}: ${who.join(", ")}.`);
    return;
  }
  const sentence = `NOT WITNESSED: ${who.length} witnesses of the policy cosigned this head, as far as can be checked here`;
  if (required || policy.quorum !== null) report.fails("witnesses", sentence);
  else report.add("witnesses", "not-checked", `${sentence}.`);
}
