import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, routes } from "../../src/contract/index.ts";
import { setUpOperator } from "../people.ts";
import { makeSession, transcriptText } from "../session.ts";
import { openSmallStudy, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";
import { type RunningWorker, startWrangler } from "./start-wrangler.ts";

/*
 * Real workerd under `wrangler dev` refuses code generation, which the test pool does not show: this walks
 * migrations → set-up → pack → publish → answer → interview → code → analyse on loopback.
 */

const params = { study: smallStudy };
let worker: RunningWorker;
let client: Client;
beforeAll(async () => {
  worker = await startWrangler();
}, 120_000);
afterAll(() => worker.close());

describe("the Worker under wrangler dev", { timeout: 60_000 }, () => {
  it("gives its set-up link to who holds the secret, and to nobody else", async () => {
    const ask = (secret: string) =>
      fetch(`${worker.url}/setup`, { method: "POST", headers: { "x-setup-secret": secret } });
    expect((await ask("wrong")).status).toBe(404);
    const { link } = (await (await ask(worker.secret)).json()) as { link: string };
    ({ client } = await setUpOperator({ url: worker.url, setUpLink: link }));
  });

  it("publishes a questionnaire and takes each response once", async () => {
    const { collector, version } = await openSmallStudy(client);
    for (const pressure of [1, 2, 3, 4, 5]) {
      const body = smallSubmission(version, { satisfied: 1 + (pressure % 2 === 0 ? 0 : 1), pressure });
      const first = await client.call(routes.submitResponse, { params: { collector }, body });
      const again = await client.call(routes.submitResponse, { params: { collector }, body });
      expect(again.receipt).toBe(first.receipt);
    }
    // those that arrive together are written together, in the name of one request that may be answered first
    const people = Array.from({ length: 64 }, () => smallSubmission(version, { satisfied: 1, pressure: 3 }));
    const receipts = await Promise.all(
      people.map((body) => client.call(routes.submitResponse, { params: { collector }, body })),
    );
    expect(new Set(receipts.map(({ receipt }) => receipt)).size).toBe(64);
  });

  it("records an interview, codes its transcript and drafts a case", async () => {
    const session = crypto.randomUUID();
    const record = makeSession(session) as unknown as Record<string, never>;
    await client.call(routes.saveSession, { params: { ...params, session }, body: { session: record } });
    await client.call(routes.importTranscript, {
      params: { ...params, transcript: crypto.randomUUID() },
      query: { title: "访谈一", format: "txt", session },
      bytes: new Uint8Array(new TextEncoder().encode(transcriptText)),
    });
    expect((await client.call(routes.applyRules, { params, body: {} })).added).toBeGreaterThan(0);
    const body = { id: crypto.randomUUID(), kind: "reform" as const, title: "案例", session };
    await client.call(routes.draftCase, { params, body });
  });

  it("analyses responses and codings, and counts them", async () => {
    const { result } = await client.call(routes.runAnalysis, {
      params,
      body: { questionnaire: smallQuestionnaire, request: { kind: "describe", variables: ["pressure"] } },
    });
    expect(JSON.stringify(result)).toContain('"mean":3');
    const coded = await client.call(routes.runAnalysis, { params, body: { request: { kind: "codeFrequency" } } });
    expect(coded.presentation.table.body.length).toBeGreaterThan(0);
    const { counts } = await client.call(routes.getStudy, { params });
    expect(counts).toMatchObject({ responses: 69, cases: 1 });
  });
});
