import { type Client, routes } from "../../../api/src/contract/index.ts";
import { openLink, smallStudy, smallSubmission } from "../../../api/test/study.ts";
import { openWire, writeRequest } from "../../../api/test/wire.ts";
import { type BenchLine, quantileOf } from "../bench-line.ts";
import { waitUntil } from "./send-load.ts";

/** A full hall: everybody opens the page from one address, fills it in and submits. */
export interface Meeting {
  readonly people: number;
  /** Everybody begins within these seconds, at even intervals. */
  readonly seconds: number;
}

const draftsEach = 3;
const peopleAnInvitation = 100;

/** Sends a request and answers its JSON; every request's time is noted, and a refusal ends the bench. */
type Send = (method: string, path: string, body?: object) => Promise<Buffer>;

/** Invited people behind one address: page, questionnaire, invitation, drafts and submission, as their phones send them. */
export async function measureMeeting(
  { url, client, version }: { readonly url: string; readonly client: Client; readonly version: string },
  { people, seconds }: Meeting,
): Promise<{ readonly lines: readonly BenchLine[]; readonly responses: readonly string[] }> {
  const collector = await openLink(client, version, { mode: "identified", invitedOnly: true });
  const tokens = await invite(client, collector, people);
  const latencies: number[] = [];
  const responses: string[] = [];
  const started = performance.now();
  const attendInTurn = async (token: string, at: number): Promise<void> => {
    await waitUntil(started + (at * seconds * 1_000) / people);
    const wire = openWire(url);
    const response = await attend({ collector, version, token }, async (method, path, body) => {
      const headers = body === undefined ? {} : { "content-type": "application/json" };
      const sent = performance.now();
      const answer = await wire.exchange(writeRequest(method, path, headers, body && JSON.stringify(body)));
      if (answer.status > 201) throw new Error(`${method} of a meeting answered ${answer.status}: ${answer.body}`);
      latencies.push(performance.now() - sent);
      return answer.body;
    });
    responses.push(response);
    wire.close();
  };
  await Promise.all(tokens.map(attendInTurn));
  const name = `${people} people at one address in ${seconds} s`;
  const lines = [
    { name: `${name}: requests, none refused`, value: latencies.length, unit: "" },
    { name: `${name}: p99`, value: quantileOf(latencies, 0.99), unit: "ms", budget: { atMost: 100 } },
  ];
  return { lines, responses };
}

async function attend(
  { collector, version, token }: { readonly collector: string; readonly version: string; readonly token: string },
  send: Send,
): Promise<string> {
  const address = `/api/public/collectors/${collector}`;
  await send("GET", `/s/${collector}`);
  await send("GET", address);
  const opened = await send("POST", `${address}/invitation`, { token });
  const { response } = JSON.parse(opened.toString()) as { readonly response: string };
  for (let draft = 0; draft < draftsEach; draft += 1) {
    const answers = { satisfied: 1, pressure: draft + 1 };
    await send("PUT", `${address}/drafts/${response}`, { version, answers, invitation: token });
  }
  await send("POST", `${address}/responses`, { ...smallSubmission(version), id: response, invitation: token });
  return response;
}

async function invite(client: Client, collector: string, count: number): Promise<readonly string[]> {
  const tokens: string[] = [];
  while (tokens.length < count) {
    const many = Math.min(peopleAnInvitation, count - tokens.length);
    const people = Array.from({ length: many }, (_, at) => ({ name: `与会者${tokens.length + at + 1}`, contact: "" }));
    const params = { study: smallStudy, collector };
    const { invited } = await client.call(routes.invitePeople, { params, body: { people } });
    tokens.push(...invited.map(({ link }) => link.split("#")[1] ?? ""));
  }
  return tokens;
}
