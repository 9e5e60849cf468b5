import { strFromU8, unzipSync } from "fflate";
import { expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { RouteContract } from "../../src/contract/route.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join, type Session } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
// a lead may call every route of the study
const second = await join(server, lead, "lead", { study: smallStudy, role: "lead" });
const params = { study: smallStudy };
const transcript = crypto.randomUUID();
const policy = crypto.randomUUID();
const hiddenMemo = "第一位编码人的想法";
const text = "访谈员：请谈谈。\n受访者：以前数论文篇数，职称难评。\n受访者：周期也长了。\n";

async function code(by: Session, words: string, on = { id: transcript, text }): Promise<string> {
  const coding = crypto.randomUUID();
  const start = on.text.indexOf(words);
  const body = { transcript: on.id, revision: 1, code: "papers", start, end: start + words.length, memo: hiddenMemo };
  await by.client.call(routes.addCoding, { params: { ...params, coding }, body });
  return coding;
}

/** What a route answers the blind coder, files unpacked; undefined where it takes more than is known here. */
async function ask(route: RouteContract, known: Readonly<Record<string, string>>): Promise<string | undefined> {
  const path = route.path.replace(/\{(\w+)\}/gu, (whole, name: string) => known[name] ?? whole);
  if (path.includes("{")) return undefined;
  const query = new URLSearchParams({ query: "论文", after: "0", by: "region", columns: "code", format: "qdpx" });
  for (const name of [...query.keys()]) if (!route.query || !(name in route.query.shape)) query.delete(name);
  const response = await second.fetch(`${path}?${query}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok) return undefined;
  return bytes[0] === 0x50 && bytes[1] === 0x4b
    ? Object.values(unzipSync(bytes))
        .map((file) => strFromU8(file))
        .join("\n")
    : strFromU8(bytes);
}

it("shows a blind second coder nothing of what others coded, by whatever route", async () => {
  const bring = { title: "访谈", format: "txt" as const };
  const bytes = new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
  await lead.client.call(routes.importTranscript, { params: { ...params, transcript }, query: bring, bytes });
  const provisions = "天津市科技人才评价办法\n\n第一条 不把论文作为限制性条件。\n第二条 推行代表作制度。\n";
  await lead.client.call(routes.importPolicy, {
    params: { ...params, policy },
    query: { file: "办法.txt" },
    bytes: new TextEncoder().encode(provisions) as Uint8Array<ArrayBuffer>,
  });
  const hidden = [
    await code(lead, "以前数论文篇数"),
    await code(lead, "周期也长了"),
    await code(lead, "论文", { id: policy, text: provisions }),
  ];
  const [first = "", taken = ""] = hidden;
  await lead.client.call(routes.changeCodings, {
    params,
    body: { act: crypto.randomUUID(), edits: [{ coding: taken, revision: 1, remove: true }] },
  });
  const me = (await second.client.call(routes.getMe, {})).user.id;
  const assignment = crypto.randomUUID();
  await lead.client.call(routes.drawAssignment, {
    params: { ...params, assignment },
    body: { coder: me, seed: 7, share: 1 },
  });

  const known = { ...params, transcript, policy, format: "qdpx" };
  const telling: string[] = [];
  let answered = 0;
  for (const route of Object.values(routes) as readonly RouteContract[]) {
    if (route.method !== "get" || route.access.kind === "public") continue;
    const said = await ask(route, known);
    if (said === undefined) continue;
    answered += 1;
    if ([...hidden, hiddenMemo].some((mark) => said.toUpperCase().includes(mark.toUpperCase()))) telling.push(route.id);
  }
  expect(telling).toEqual([]);
  expect(answered).toBeGreaterThan(40);

  const { call } = second.client;
  const [{ outline } = { outline: "" }] = (await call(routes.listReports, { params })).reports;
  expect((await call(routes.getStudy, { params })).counts.codings).toBe(0);
  expect((await call(routes.listTranscripts, { params })).transcripts.map(({ codings }) => codings)).toEqual([0]);
  expect((await call(routes.listPolicies, { params })).policies.map(({ codings }) => codings)).toEqual([0]);
  expect((await call(routes.listCodingActs, { params, query: {} })).acts).toEqual([]);
  const request = { kind: "codeFrequency" };
  expect(JSON.stringify((await call(routes.runAnalysis, { params, body: { request } })).result)).not.toContain(
    '"mentions":1',
  );
  expect(await codeOf(call(routes.buildReport, { params: { ...params, outline }, body: { mode: "final" } }))).toBe(
    "assignment.blind",
  );
  const rules = { params, body: { preview: true } };
  expect(await codeOf(call(routes.applyRules, rules))).toBe("assignment.blind");
  const corrected = { params: { ...params, transcript }, query: { revision: 1, format: "txt" as const }, bytes };
  expect(await codeOf(call(routes.correctTranscript, corrected))).toBe("assignment.blind");
  const undone = (await lead.client.call(routes.listCodingActs, { params, query: {} })).acts[0]?.act ?? "";
  const back = call(routes.undoAct, { params: { ...params, undone }, body: { act: crypto.randomUUID() } });
  expect(await codeOf(back)).toBe("assignment.blind");
  const edit = {
    params,
    body: { act: crypto.randomUUID(), edits: [{ coding: first, revision: 1, set: { memo: "" } }] },
  };
  expect(await codeOf(call(routes.changeCodings, edit))).toBe("assignment.blind");

  await lead.client.call(routes.closeAssignment, { params: { ...params, assignment } });
  expect((await call(routes.getStudy, { params })).counts.codings).toBe(2);
});
