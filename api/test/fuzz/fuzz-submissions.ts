import { compileQuestionnaire, generateAnswers, validateAnswers } from "@diaoyan/instruments";
import { drawItem, seededRandom } from "../../../instruments/src/simulate/random-source.ts";
import { hundredQuestions } from "../../../instruments/src/testing/hundred-questions.ts";
import { measureHeap } from "../../../instruments/src/testing/measure-heap.node.ts";
import { mutateAnswers } from "../../../instruments/src/testing/mutate-answers.ts";
import { problemBody, routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { type Session, setUpOperator } from "../people.ts";
import { startTestServer } from "../start-test-server.ts";
import { smallPack, smallStudy, smallSubmission } from "../study.ts";
import { openWire, writeRequest } from "../wire.ts";

export interface SubmissionFuzz {
  readonly accepted: number;
  readonly refused: number;
  readonly findings: readonly string[];
  readonly failures: readonly string[];
  readonly heap: readonly number[];
}

const respondents = 100;

/** Sends changed answers to a hundred questions, twice each: the server must say what the validator says, and the same again. */
export async function fuzzSubmissions(runs: number, seed: number): Promise<SubmissionFuzz> {
  const server = await startTestServer();
  const { collector, version } = await openHundred(await setUpOperator(server));
  const definition = hundredQuestions();
  const compiled = compileQuestionnaire(definition);
  const random = seededRandom(seed);
  const sound = Array.from({ length: respondents }, () => generateAnswers(definition, random));
  const wire = openWire(server.url);
  const findings: string[] = [];
  const heap: number[] = [];
  let accepted = 0;
  try {
    for (let run = 0; run < runs; run += 1) {
      const { answers, changes } = mutateAnswers(drawItem(sound, random), drawItem(sound, random), random);
      // as they arrive: what JSON cannot say is not sent
      const text = JSON.stringify({ ...smallSubmission(version), answers });
      const sent = JSON.parse(text) as { readonly answers: Record<string, JsonValue> };
      const right = validateAnswers(compiled, sent.answers, "complete").length === 0;
      const first = await submit(text);
      if (right) accepted += 1;
      const expected = right ? first.status === 201 : isRefusal(first);
      const again = right && (await submit(text)).body.toString() !== first.body.toString();
      if (!expected || again) {
        findings.push(
          `run ${run}, ${changes.join(", ")}: ${first.status} ${first.body.toString().slice(0, 300)}; ${text.slice(0, 2_000)}`,
        );
      }
      if ((run + 1) % Math.ceil(runs / 4) === 0 || run + 1 === runs) heap.push(measureHeap());
    }
  } finally {
    wire.close();
    await server.close();
  }
  return { accepted, refused: runs - accepted, findings, failures: server.failures.map(String), heap };

  function submit(text: string) {
    const headers = { "content-type": "application/json" };
    return wire.exchange(writeRequest("POST", `/api/public/collectors/${collector}/responses`, headers, text));
  }
}

const refusals: ReadonlySet<string> = new Set(["response.invalid", "request.invalid", "request.tooLarge"]);

function isRefusal({ status, body }: { readonly status: number; readonly body: Buffer }): boolean {
  const parsed = problemBody.safeParse(JSON.parse(body.toString()));
  return parsed.success && parsed.data.status === status && refusals.has(parsed.data.code);
}

async function openHundred({ client }: Session): Promise<{ readonly collector: string; readonly version: string }> {
  const { name } = hundredQuestions();
  const files = { ...smallPack(), [`questionnaires/${name}.json`]: JSON.stringify(hundredQuestions()) };
  await client.call(routes.loadPack, { body: { files, simulated: true } });
  const params = { study: smallStudy, questionnaire: name };
  const { version } = await client.call(routes.publishQuestionnaire, { params, body: {} });
  const { collector } = await client.call(routes.openCollector, {
    params,
    body: { questionnaire: name, version: version.hash, label: "百题", mode: "pseudonymous" },
  });
  return { collector: collector.id, version: version.hash };
}
