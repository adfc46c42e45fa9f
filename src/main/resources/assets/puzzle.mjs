// Solves the puzzle of a report beside the page: tries nonces until the SHA-256 (FIPS 180-4) of
// "challenge.index.nonce" begins with as many zero bits as asked. The browser's own digest answers
// later, one promise a try; this one is many times faster for a million tries.

const FIRST_BITS = (root) => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) {
  if (PRIMES.every((prime) => n % prime !== 0)) PRIMES.push(n);
}
const START = PRIMES.slice(0, 8).map((prime) => FIRST_BITS(Math.sqrt(prime)));
const ROUND = Int32Array.from(PRIMES, (prime) => FIRST_BITS(Math.cbrt(prime)));
const words = new Int32Array(64);

const turn = (x, n) => (x >>> n) | (x << (32 - n));

function compress(state) {
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND[i] + words[i]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = (state[i] + word) | 0));
}

/** The first 64 bits of the digest of ASCII text, as two unsigned words. */
export function digest(text) {
  const state = [...START];
  const bytes = text.length + 9;
  const blocks = Math.ceil(bytes / 64);
  for (let block = 0; block < blocks; block++) {
    for (let word = 0; word < 16; word++) {
      let value = 0;
      for (let i = 0; i < 4; i++) {
        const at = block * 64 + word * 4 + i;
        const byte = at < text.length ? text.charCodeAt(at) : at === text.length ? 0x80 : 0;
        value = (value << 8) | byte;
      }
      words[word] = value;
    }
    if (block === blocks - 1) words[15] = text.length * 8;
    compress(state);
  }
  return [state[0] >>> 0, state[1] >>> 0];
}

const zeroBits = ([first, second]) => (first === 0 ? 32 + Math.clz32(second) : Math.clz32(first));

self.onmessage = ({ data }) => {
  const before = `${data.challenge}.${data.index}.`;
  for (let nonce = 0; ; nonce++) {
    if (zeroBits(digest(before + nonce)) >= data.bits) {
      self.postMessage({ nonce: String(nonce) });
      return;
    }
    if (nonce % 50_000 === 49_999) self.postMessage({ tried: nonce + 1 });
  }
};
