// Checks a ledger's log as a stranger would: Node's own modules and the specifications alone (C2SP
// signed-note, tlog-checkpoint, tlog-tiles; RFC 6962 §2.1). Nothing of the project is used.
//
//   node tiles.mjs URL VKEY < notes.json
//
// URL is the log's prefix, VKEY its Ed25519 verifier key, notes.json a list of earlier checkpoints.
import { createHash, createPublicKey, verify } from "node:crypto";

const [url, vkey] = process.argv.slice(2);
const sha256 = (...parts) => parts.reduce((h, p) => h.update(p), createHash("sha256")).digest();
const leafHash = (record) => sha256(Buffer.of(0), record);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

function check(condition, what) {
  if (!condition) throw new Error(what);
}

async function get(path, type) {
  const answer = await fetch(`${url}/${path}`);
  check(answer.status === 200, `${path}: status ${answer.status}`);
  check(answer.headers.get("content-type") === type, `${path}: ${answer.headers.get("content-type")}`);
  return Buffer.from(await answer.arrayBuffer());
}

function readKey(text) {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  const name = text.slice(0, first);
  const typed = Buffer.from(text.slice(second + 1), "base64");
  check(typed[0] === 1 && typed.length === 33, "the key is not Ed25519");
  const id = sha256(`${name}\n`, typed).subarray(0, 4);
  check(id.toString("hex") === text.slice(first + 1, second), "the key's ID is not its own");
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), typed.subarray(1)]);
  return { name, id, key: createPublicKey({ key: spki, format: "der", type: "spki" }) };
}

function openCheckpoint(note, signer) {
  const blank = note.lastIndexOf("\n\n");
  const text = note.slice(0, blank + 1);
  let signed = false;
  for (const line of note.slice(blank + 2).split("\n").filter((l) => l !== "")) {
    const [dash, name, base64] = line.split(" ");
    check(dash === "\u2014", `not a signature line: ${line}`);
    const blob = Buffer.from(base64, "base64");
    if (name === signer.name && blob.subarray(0, 4).equals(signer.id)) {
      check(verify(null, Buffer.from(text), signer.key, blob.subarray(4)), "the signature fails");
      signed = true;
    }
  }
  check(signed, "the log's key did not sign");
  const [origin, size, root] = text.split("\n");
  check(origin === signer.name, `the origin is ${origin}`);
  return { size: Number(size), root: Buffer.from(root, "base64") };
}

function tilePath(level, index, width) {
  let path = String(index % 1000).padStart(3, "0");
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, "0")}/${path}`;
  }
  return `tile/${level}/${path}${width === 256 ? "" : `.p/${width}`}`;
}

/** The tree of `size` entries, read through tiles as wide as they are in that tree. */
class Tree {
  constructor(size) {
    this.size = size;
    this.tiles = new Map();
  }

  async tile(level, index) {
    const width = Math.min(256, Math.floor(this.size / 256 ** level) - index * 256);
    const path = tilePath(level, index, width);
    if (!this.tiles.has(path)) {
      const bytes = await get(path, "application/octet-stream");
      check(bytes.length === width * 32, `${path}: ${bytes.length} bytes`);
      this.tiles.set(path, bytes);
    }
    return this.tiles.get(path);
  }

  /** The hash over entries `from` to `to`: a complete subtree comes from one tile. */
  async hash(from, to) {
    const count = to - from;
    const height = Math.log2(count);
    if (Number.isInteger(height) && from % count === 0) {
      const level = Math.floor(height / 8);
      const below = 2 ** (height % 8);
      const first = from / 256 ** level;
      const tile = await this.tile(level, Math.floor(first / 256));
      let row = [];
      for (let i = 0; i < below; i++) {
        const at = (first % 256) + i;
        row.push(tile.subarray(at * 32, at * 32 + 32));
      }
      while (row.length > 1) {
        row = row.flatMap((left, i) => (i % 2 === 0 ? [nodeHash(left, row[i + 1])] : []));
      }
      return row[0];
    }
    const split = 2 ** Math.floor(Math.log2(count - 1));
    return nodeHash(await this.hash(from, from + split), await this.hash(from + split, to));
  }

  /** RFC 6962 §2.1.1: PATH(index, D[from:to]). */
  async path(index, from = 0, to = this.size) {
    if (to - from === 1) return [];
    const split = from + 2 ** Math.floor(Math.log2(to - from - 1));
    return index < split
      ? [...(await this.path(index, from, split)), await this.hash(split, to)]
      : [...(await this.path(index, split, to)), await this.hash(from, split)];
  }
}

/** RFC 9162 §2.1.3.2. */
function rootOf(leaf, index, size, path) {
  let fn = index;
  let sn = size - 1;
  let r = leaf;
  for (const p of path) {
    check(sn > 0, "the proof is too long");
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else {
      r = nodeHash(r, p);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  check(sn === 0, "the proof is too short");
  return r;
}

function entries(bundle) {
  const found = [];
  for (let at = 0; at < bundle.length; ) {
    const length = bundle.readUInt16BE(at);
    found.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return found;
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
const signer = readKey(vkey);
const newest = (await get("checkpoint", "text/plain; charset=utf-8")).toString("utf8");
const heads = [...JSON.parse(input), newest].map((note) => openCheckpoint(note, signer));
const said = { sizes: [], records: [], proofs: 0 };
for (const head of heads) {
  const tree = new Tree(head.size);
  check((await tree.hash(0, head.size)).equals(head.root), `the root of ${head.size} entries`);
  said.sizes.push(head.size);
  for (let first = 0; first < head.size; first += 256) {
    const width = Math.min(256, head.size - first);
    const path = tilePath("entries", first / 256, width);
    const records = entries(await get(path, "application/octet-stream"));
    check(records.length === width, `${path}: ${records.length} entries`);
    const tile = await tree.tile(0, first / 256);
    for (let i = 0; i < width; i++) {
      const leaf = leafHash(records[i]);
      check(leaf.equals(tile.subarray(i * 32, i * 32 + 32)), `entry ${first + i} of ${head.size}`);
      const path = await tree.path(first + i);
      check(rootOf(leaf, first + i, head.size, path).equals(head.root), `proof of ${first + i}`);
      said.proofs++;
      if (head === heads.at(-1)) said.records.push(records[i].toString("base64"));
    }
  }
}
console.log(JSON.stringify(said));
