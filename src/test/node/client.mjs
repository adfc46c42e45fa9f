// A client that shares no code with the service: it signs with jose and checks what comes back.
//
//   node client.mjs request URL ALG SUBMITTER ORIGIN KEYFILE   asks for a new key to be registered
//   node client.mjs submit URL KEYFILE < statement             submits, verifies receipt and leaf
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import {
  CompactSign,
  GeneralSign,
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generalVerify,
  generateKeyPair,
  importJWK,
} from "jose";

const STATEMENT = "evalledger-statement+json";
const RECEIPT = "evalledger-receipt+json";
const TEXT = new TextEncoder();

async function call(address, wanted, init) {
  const response = await fetch(address, init);
  const body = await response.text();
  if (response.status !== wanted) {
    throw new Error(`${address} answers ${response.status}, want ${wanted}: ${body}`);
  }
  return JSON.parse(body);
}

async function request(url, alg, submitter, origin, keyFile) {
  const pair = await generateKeyPair(alg, { extractable: true });
  const secret = { ...(await exportJWK(pair.privateKey)), alg };
  writeFileSync(keyFile, JSON.stringify(secret), { mode: 0o600 });
  const jwk = { ...(await exportJWK(pair.publicKey)), alg };
  const statement = {
    type: "key",
    version: 1,
    ledgers: [origin],
    submitter,
    issuedAt: "2026-11-20T10:00:00Z",
    action: "register",
    jwk,
    organisation: submitter,
    affiliations: [],
  };
  const envelope = await new GeneralSign(TEXT.encode(JSON.stringify(statement)))
    .addSignature(pair.privateKey)
    .setProtectedHeader({ alg, kid: await calculateJwkThumbprint(jwk), typ: STATEMENT })
    .sign();
  return call(`${url}/v1/key-requests`, 202, {
    method: "POST",
    headers: { "Content-Type": "application/jose+json" },
    body: JSON.stringify(envelope),
  });
}

async function submit(url, keyFile) {
  const jwk = JSON.parse(readFileSync(keyFile, "utf8"));
  const envelope = await new CompactSign(readFileSync(0))
    .setProtectedHeader({ alg: jwk.alg, kid: await calculateJwkThumbprint(jwk), typ: STATEMENT })
    .sign(await importJWK(jwk, jwk.alg));
  const answer = await call(`${url}/v1/submissions`, 201, {
    method: "POST",
    headers: { "Content-Type": "application/jose" },
    body: envelope,
  });
  await check(url, envelope, answer);
  return answer;
}

/** The receipt is the service's, about this envelope and this leaf; a damaged one is refused. */
async function check(url, envelope, answer) {
  const { serviceKey } = await call(`${url}/v1/log`, 200);
  const key = await importJWK(serviceKey, serviceKey.alg);
  const verified = await compactVerify(answer.receipt, key, { algorithms: [serviceKey.alg] });
  const receipt = JSON.parse(new TextDecoder().decode(verified.payload));
  same("typ", verified.protectedHeader.typ, RECEIPT);
  same("kid", verified.protectedHeader.kid, await calculateJwkThumbprint(serviceKey));
  same("index", receipt.index, answer.index);
  same("leafHash", receipt.leafHash, answer.leafHash);
  same("envelope", receipt.record.envelope, `sha256:${sha256(TEXT.encode(envelope))}`);
  const leaf = Buffer.concat([Buffer.of(0), Buffer.from(answer.record, "base64")]);
  same("leaf", sha256(leaf), answer.leafHash);
  const damaged = answer.receipt.replace(/\.(.)/, (all, first) => (first === "A" ? ".B" : ".A"));
  const refused = await compactVerify(damaged, key).then(
    () => false,
    () => true,
  );
  same("a damaged receipt is refused", refused, true);
  await checkGeneral(url, answer, key, serviceKey.alg);
}

/** The same receipt as JWS JSON: two signatures over one payload, of which this verifies Ed25519. */
async function checkGeneral(url, answer, key, algorithm) {
  const response = await fetch(`${url}/v1/entries/${answer.index}/receipt`, {
    headers: { Accept: "application/jose+json" },
  });
  const jws = await response.json();
  const headers = jws.signatures.map((one) => JSON.parse(Buffer.from(one.protected, "base64url")));
  same("signatures", headers.map((one) => one.alg).join(), "Ed25519,ML-DSA-65");
  same("payload", jws.payload, answer.receipt.split(".")[1]);
  const verified = await generalVerify(jws, key, { algorithms: [algorithm] });
  same("verified by", verified.protectedHeader.alg, algorithm);
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function same(what, got, want) {
  if (got !== want) {
    throw new Error(`${what}: got ${got}, want ${want}`);
  }
}

const [command, ...args] = process.argv.slice(2);
const commands = { request, submit };
console.log(JSON.stringify(await commands[command](...args)));
