import { readFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import { strToU8, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join, type Session } from "../people.ts";
import { codeOf, problemOf } from "../problem-of.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const second = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const params = { study: smallStudy };
const texts = {
  一: "访谈员：请谈谈。\n受访者：以前数論文😀篇数，职称难评。\n受访者：周期也长了。\n",
  二: "访谈员：请谈谈。\n受访者：论文不重要，看代表作，职称好评。\n",
} as const;
const ids = { 一: crypto.randomUUID(), 二: crypto.randomUUID() };

beforeAll(async () => {
  for (const name of ["一", "二"] as const) {
    await lead.client.call(routes.importTranscript, {
      params: { ...params, transcript: ids[name] },
      query: { title: `访谈${name}`, format: "txt" },
      bytes: new Uint8Array(new TextEncoder().encode(texts[name])),
    });
    const body = { revision: 0, attributes: { 单位类型: name === "一" ? "高校" : "企业" } };
    await lead.client.call(routes.saveAttributes, { params: { ...params, transcript: ids[name] }, body });
  }
});

async function code(name: "一" | "二", words: string, { by = lead, codeId = "papers" } = {}) {
  const id = crypto.randomUUID();
  const start = [...texts[name].slice(0, texts[name].indexOf(words))].length;
  const body = { transcript: ids[name], revision: 1, code: codeId, start, end: start + [...words].length };
  await by.client.call(routes.addCoding, { params: { ...params, coding: id }, body });
  return id;
}
const search = (query: string) => lead.client.call(routes.searchTranscripts, { params, query: { query } });
const retrieve = (body: object, by = lead) => by.client.call(routes.retrieveCodings, { params, body: body as never });
const quotes = async (body: object, by = lead) =>
  (await retrieve(body, by)).found.map(({ coding }) => (coding as { quote: string }).quote);

it("searches traditional and simplified as one, and all words in one turn", async () => {
  const { results, transcripts } = await search("论文");
  expect(transcripts).toBe(2);
  const hits = results.flatMap((result) =>
    result.hits.map(({ before, quote, start }) => [result.title, before.slice(-3), quote, start]),
  );
  expect(hits.sort()).toEqual([
    ["访谈一", "以前数", "論文", 16],
    ["访谈二", "访者：", "论文", 13],
  ]);
  expect((await search("職稱 代表作")).results.map(({ title }) => title)).toEqual(["访谈二"]);
  expect((await search("没有这个词")).transcripts).toBe(0);
  expect(await codeOf(search("　"))).toBe("search.invalid");
});

describe("retrieval", () => {
  it("finds codings by code, attribute and nearness, and crosses them", async () => {
    await code("一", "以前数論文😀篇数");
    await code("一", "职称难评", { codeId: "title" });
    await code("二", "论文不重要");
    expect(await quotes({ codes: ["papers"] })).toHaveLength(2);
    expect(await quotes({ attributes: { 单位类型: ["企业"] } })).toEqual(["论文不重要"]);
    const related = { relation: "near", codes: ["title"], distance: 5 };
    expect(await quotes({ codes: ["papers"], related })).toEqual(["以前数論文😀篇数"]);
    const { attributes, matrix } = await retrieve({ by: "单位类型" });
    expect(attributes["单位类型"]).toEqual(["企业", "高校"]);
    expect(matrix?.rows.map(({ cells, code: id }) => [id, ...cells.map(({ codings }) => codings)])).toEqual([
      ["papers", 1, 1],
      ["title", 0, 1],
    ]);
  });
});

describe("a blind second coding", () => {
  const seen = async (by: Session, name: "一" | "二") => {
    const answer = await by.client.call(routes.getTranscript, { params: { ...params, transcript: ids[name] } });
    return (answer.codings as unknown as { quote: string }[]).map(({ quote }) => quote);
  };
  const measure = (query: object = {}) =>
    lead.client.call(routes.measureAgreement, {
      params,
      query: { segment: "clause", uncoded: "included", locale: "zh", ...query },
    });

  it("hides each coder's work from the other until it is closed, then measures and lists where they differ", async () => {
    const { coders } = await lead.client.call(routes.listAssignments, { params });
    const me = (await second.client.call(routes.getMe, {})).user.id;
    expect(coders.find(({ id }) => id === me)?.codes).toBe(true);
    expect(await problemOf(measure({}))).toMatchObject({
      code: "analysis.invalid",
      errors: [{ code: "agreement.no-shared-text" }],
    });
    const assignment = crypto.randomUUID();
    const draw = { params: { ...params, assignment }, body: { coder: me, seed: 7, share: 1 } };
    const drawn = await lead.client.call(routes.drawAssignment, draw);
    expect(drawn.assignment.transcripts.toSorted()).toEqual([ids.一, ids.二].toSorted());
    expect((await lead.client.call(routes.drawAssignment, draw)).assignment).toEqual(drawn.assignment);
    expect(await seen(second, "一")).toEqual([]);
    expect(await quotes({}, second)).toEqual([]);
    expect((await second.client.call(routes.getCodebook, { params })).counts).toEqual({});
    await code("一", "以前数論文😀篇数", { by: second });
    await code("二", "看代表作", { by: second });
    expect(await seen(second, "一")).toEqual(["以前数論文😀篇数"]);
    expect(await seen(lead, "二")).toEqual(["论文不重要"]);
    expect(await codeOf(measure({ assignment }))).toBe("assignment.open");
    expect(await codeOf(second.client.call(routes.closeAssignment, { params: { ...params, assignment } }))).toBe(
      "access.role",
    );
    await lead.client.call(routes.closeAssignment, { params: { ...params, assignment } });
    expect(await seen(lead, "二")).toEqual(["论文不重要", "看代表作"]);
    const { changedSince, disagreements, presentation } = await measure({ assignment });
    expect(changedSince).toBe(0);
    expect(JSON.stringify(presentation)).toContain("独立（盲编）");
    expect(JSON.stringify(presentation)).toContain("分句");
    expect(disagreements.map(({ code: id, words }) => [id, words.replace(/[，。]$/u, "")]).sort()).toEqual([
      ["papers", "看代表作"],
      ["papers", "论文不重要"],
      ["title", "职称难评"],
    ]);
    const [first] = disagreements;
    if (first === undefined) throw new Error("expected a disagreement");
    const { code: id, end, start, title, transcript, turn, withCode, without } = first;
    expect(turn).toEqual({ number: 2, speaker: "受访者" });
    expect((await lead.client.call(routes.listAssignments, { params })).titles[transcript]).toBe(title);
    const body = {
      transcript,
      start,
      end,
      code: id,
      withCode,
      without,
      decision: "applies" as const,
      reason: "定义包括",
    };
    await lead.client.call(routes.adjudicate, { params: { ...params, adjudication: crypto.randomUUID() }, body });
    // a page that did not know of it decides nothing over it; one that does decides anew
    const anew = (seen: number) =>
      second.client.call(routes.adjudicate, {
        params: { ...params, adjudication: crypto.randomUUID() },
        body: { ...body, decision: "not", reason: "另议", seen },
      });
    expect(await codeOf(anew(0))).toBe("edit.conflict");
    await anew(1);
    // what is put right after the blindness is no independent work any more, and is said to be none
    await code("二", "论文不重要", { by: second });
    expect((await measure({ assignment })).changedSince).toBe(1);
    const { adjudications } = await lead.client.call(routes.listAssignments, { params });
    expect(adjudications).toMatchObject([
      { decision: "not", reason: "另议" },
      { decision: "applies", reason: "定义包括" },
    ]);
  });
});

describe("suggestions", () => {
  const suggest = (by = lead) =>
    by.client.call(routes.suggestCodes, { params, body: { transcript: ids.二, spans: [{ start: 13, end: 18 }] } });

  /** A third transcript with fourteen stretches of two codes. */
  async function codeMany() {
    const transcript = crypto.randomUUID();
    const said = Array.from({ length: 14 }, (_, at) => `${at % 2 === 0 ? "论文数量" : "职称评审"}第${at}句`);
    await lead.client.call(routes.importTranscript, {
      params: { ...params, transcript },
      query: { title: "访谈三", format: "txt" },
      bytes: new Uint8Array(new TextEncoder().encode(`受访者：${said.join("，")}。\n`)),
    });
    let start = 4;
    for (const [at, { length }] of said.entries()) {
      const body = { transcript, revision: 1, code: at % 2 === 0 ? "papers" : "title", start, end: start + length };
      await lead.client.call(routes.addCoding, { params: { ...params, coding: crypto.randomUUID() }, body });
      start += length + 1;
    }
  }

  it("need examples, code nothing, and are logged", async () => {
    expect(await codeOf(suggest())).toBe("suggestion.tooFew");
    const early = await lead.client.call(routes.measureSuggestions, { params });
    expect(early).toMatchObject({ points: [], least: { codings: 10, codes: 2 } });
    expect(early.coded.codings).toBeLessThan(10);
    // one stretch coded twice over is one example
    for (const words of ["论文不重要", "论文不重", "论文不", "论文"]) await code("二", words);
    const again = await lead.client.call(routes.measureSuggestions, { params });
    expect(again.coded.codings).toBe(early.coded.codings);
    await codeMany();
    const before = await quotes({});
    const { model, suggestions } = await suggest();
    expect(suggestions[0]?.ranked[0]).toMatchObject({ code: "papers" });
    expect(await quotes({})).toEqual(before);
    const body = {
      transcript: ids.二,
      revision: 1,
      start: 13,
      end: 18,
      code: "papers",
      confidence: 0.9,
      outcome: "accepted" as const,
      model,
    };
    await lead.client.call(routes.logSuggestion, { params, body });
    const quality = await lead.client.call(routes.measureSuggestions, { params });
    // of three transcripts two can be kept apart: without the third too little is left to learn from
    const { codings } = quality.coded;
    expect(quality).toMatchObject({ heldOut: 2, coded: { codings: early.coded.codings + 14, transcripts: 3 } });
    expect(quality.points.at(-1)).toMatchObject({ n: codings - 14, inFirstThree: 1 });
    expect(quality.points.at(-1)?.examples).toBeGreaterThanOrEqual(14);
    const counts = Object.fromEntries(quality.log.map(({ count, outcome }) => [outcome, count]));
    expect(counts["accepted"]).toBe(1);
    expect((counts["shown"] ?? 0) + (counts["abstained"] ?? 0)).toBeGreaterThan(0);
  });
});

describe("exchange", () => {
  const exported = async (format: "qdpx" | "qdc" | "xlsx" | "html" | "docx") => {
    const response = await lead.fetch(`/api/studies/${smallStudy}/coded/${format}`);
    expect(response.status).toBe(200);
    return new Uint8Array(await response.arrayBuffer());
  };
  const bringIn = (bytes: Uint8Array<ArrayBuffer>, act?: string, study = smallStudy) =>
    lead.client.call(routes.importQda, {
      params: { study },
      query: { format: "qdpx", ...(act === undefined ? {} : { act }) },
      bytes,
    });

  it("writes every format, and knows its own project again", async () => {
    for (const format of ["qdc", "xlsx", "docx"] as const) expect((await exported(format)).length).toBeGreaterThan(200);
    expect(new TextDecoder().decode(await exported("html"))).toContain("以前数論文😀篇数");
    const again = await bringIn(await exported("qdpx"));
    expect(again).toMatchObject({ stored: false, transcripts: { added: 0, known: 3 }, codings: { added: 0 } });
    expect(again.codes.added).toBe(0);
  });

  it("keeps what it brings in within what the desk can edit, and says in Chinese what changed", async () => {
    const guid = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    const deep = (at: number): string =>
      at === 0
        ? ""
        : `<Code guid="${guid(at)}" name="${at === 5 ? "" : `层${at === 3 ? "&#10;三" : at}`}" isCodable="true">${at === 9 ? `<Description>${"长".repeat(6_000)}</Description>` : ""}${deep(at - 1)}</Code>`;
    const xml = `<Project name="p"><CodeBook><Codes>${deep(30)}</Codes></CodeBook></Project>`;
    const bytes = new Uint8Array(zipSync({ "project.qde": strToU8(xml) }));
    const made = await bringIn(bytes, crypto.randomUUID());
    expect([made.codes.added, made.memos]).toEqual([30, { added: 1, known: 0 }]);
    const titles = made.findings.map(({ title }) => title);
    expect(titles).toContain("编码没有名称，暂记为“（未命名）”");
    expect(titles).toContain("编码名称中的换行已改为空格");
    const { codebook, revision } = await lead.client.call(routes.getCodebook, { params });
    await lead.client.call(routes.saveCodebook, { params, body: { codebook, revision } });
    const { memos } = await lead.client.call(routes.listMemos, { params });
    expect(memos.some(({ kind, text }) => kind === "code" && text.length === 6_000)).toBe(true);
  });

  it("brings in a project of another program with a verdict on every coding, as an act that can be undone", async () => {
    const file = joinPath(import.meta.dirname, "../../../exports/test-data/refi-qda/demo.qdpx");
    const bytes = new Uint8Array(await readFile(file));
    const preview = await bringIn(bytes);
    expect(preview).toMatchObject({ stored: false, transcripts: { added: 2 }, codings: { added: 205 } });
    const before = (await retrieve({})).total;
    const act = crypto.randomUUID();
    const stored = await bringIn(bytes, act);
    expect(stored).toMatchObject({ stored: true, codes: preview.codes });
    expect(Object.values(stored.verdicts).reduce((sum, count) => sum + count, 0)).toBe(205);
    expect((await retrieve({})).total).toBe(before + 205);
    expect(stored.places).toHaveLength(205);
    const { at, words } = stored.places[0] ?? {};
    const { transcript } = await lead.client.call(routes.getTranscript, {
      params: { ...params, transcript: at?.transcript ?? "" },
    });
    const { text } = z.object({ text: z.string() }).parse(transcript);
    expect([...text].slice(at?.start, at?.end).join("")).toContain(words?.slice(0, 10));
    expect(await bringIn(bytes)).toMatchObject({
      transcripts: { added: 0 },
      codes: { added: 0 },
      codings: { added: 0, known: 205 },
    });
    await lead.client.call(routes.undoAct, { params: { ...params, undone: act }, body: { act: crypto.randomUUID() } });
    expect((await retrieve({})).total).toBe(before);
    expect(await codeOf(bringIn(new Uint8Array([1, 2, 3])))).toBe("qda.damaged");
    expect(await codeOf(bringIn(new Uint8Array(zipSync({ "a.txt": strToU8("x") }))))).toBe("qda.foreign");
  });
});
