// Uses the generated client as a stranger would: reads from standard input what to do and prints
// what it got, both JSON.
import { readFileSync } from "node:fs";
import {
  Configuration,
  EntriesApi,
  type InitOverrideFunction,
  type Problem,
  ProblemFromJSON,
  ResponseError,
  ScoresApi,
  SubmissionsApi,
  SubmittersApi,
} from "../../../../target/clients/typescript/index.js";

interface Call {
  url: string;
  call: string;
  argument: string;
  headers?: Record<string, string>;
  method?: string;
}

interface Wanted {
  url?: string;
  limit?: number;
  envelope?: string;
  refused?: Call[];
}

function at(basePath: string): Configuration {
  return new Configuration({ basePath });
}

async function page(configuration: Configuration, limit: number) {
  const client = new ScoresApi(configuration);
  const scores: string[] = [];
  let pages = 0;
  let after: string | null | undefined;
  do {
    const list = await client.listScores({ after, limit });
    list.items.forEach((score) => scores.push(`${score.index}.${score.result} ${score.value}`));
    after = list.next;
    pages++;
  } while (after && pages < 1000);
  return { scores, pages };
}

async function submit(configuration: Configuration, body: string) {
  const submissions = new SubmissionsApi(configuration);
  const first = await submissions.submitRaw({ body });
  const again = await submissions.submitRaw({ body });
  const { index, leafHash } = await first.value();
  const entries = new EntriesApi(configuration);
  const { facts, assessment } = await entries.getEntry({ index });
  const oldest = await entries.getEntry({ index: 0 });
  return {
    statuses: [first.raw.status, again.raw.status],
    index,
    leafHash,
    facts,
    assessment,
    firstHasAssessment: oldest.assessment != null,
  };
}

/** What is said of a call that must be refused. */
async function problem(call: Call): Promise<Problem> {
  const overrides: InitOverrideFunction = async ({ init }) => ({
    headers: { ...init.headers, ...call.headers },
    ...(call.method && { method: call.method, body: undefined }),
  });
  try {
    await made(call, overrides);
  } catch (error) {
    if (!(error instanceof ResponseError)) {
      throw error;
    }
    const said = ProblemFromJSON(await error.response.json());
    if (said.status !== error.response.status) {
      throw new Error(`${error.response.status} ${JSON.stringify(said)}`);
    }
    return said;
  }
  throw new Error(`not refused: ${JSON.stringify(call)}`);
}

function made(call: Call, overrides: InitOverrideFunction): Promise<unknown> {
  const configuration = at(call.url);
  switch (call.call) {
    case "submit":
      return new SubmissionsApi(configuration).submit({ body: call.argument }, overrides);
    case "requestKey":
      return new SubmittersApi(configuration).requestKey({ body: call.argument }, overrides);
    case "getEntry":
      return new EntriesApi(configuration).getEntry({ index: Number(call.argument) }, overrides);
    case "listScores":
      return new ScoresApi(configuration).listScores({ after: call.argument }, overrides);
    default:
      throw new Error(call.call);
  }
}

async function main() {
  const wanted: Wanted = JSON.parse(readFileSync(0, "utf8"));
  const problems: Problem[] = [];
  for (const call of wanted.refused ?? []) {
    problems.push(await problem(call));
  }
  console.log(
    JSON.stringify({
      ...(wanted.url && wanted.limit && (await page(at(wanted.url), wanted.limit))),
      ...(wanted.url && wanted.envelope && (await submit(at(wanted.url), wanted.envelope))),
      problems,
    }),
  );
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
