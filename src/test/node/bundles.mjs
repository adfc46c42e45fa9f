// Runs the service's own module on bundles, one in base64 a line; prints the findings of each as JSON.
//
//   node bundles.mjs MODULE OPTIONS < bundles
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { verifyBundle } = await import(pathToFileURL(process.argv[2]));
const options = JSON.parse(process.argv[3]);
for (const line of readFileSync(0, "utf8").split("\n").filter((text) => text !== "")) {
  const report = await verifyBundle(new Uint8Array(Buffer.from(line, "base64")), options);
  console.log(report.checks.map((check) => `${check.part}:${check.outcome}`).join(" "));
  if (process.env.VERBOSE) console.error(JSON.stringify(report.checks, null, 1));
}
