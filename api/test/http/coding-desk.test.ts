import { beforeEach, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { smallStudy } from "../study.ts";

interface Shown {
  readonly id: string;
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly memo: string;
  readonly modifiers: Record<string, string>;
  readonly revision?: number;
  readonly transcriptRevision: number;
  readonly origin: object;
}

const { server, lead } = await openStudyServer();
const second = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
let transcript: string;
const params = { study: smallStudy };
/** A code to be added. */
const part = {
  ...{ id: "", parent: null as string | null, number: "99", name: "代表作" },
  ...{ definition: "", include: "", exclude: "", example: "", rules: [] },
};
const text = "访谈员：请谈谈。\n受访者：以前数伦文😀篇数，现在看代表作。\n受访者：周期也长了。\n";
const at = (words: string, whole = text) => {
  const start = [...whole.slice(0, whole.indexOf(words))].length;
  return { start, end: start + [...words].length };
};

beforeEach(async () => {
  transcript = crypto.randomUUID();
  await lead.client.call(routes.importTranscript, {
    params: { ...params, transcript },
    query: { title: "访谈一", format: "txt" },
    bytes: new Uint8Array(new TextEncoder().encode(text)),
  });
});

async function code(words: string, codeId = "papers", by = lead): Promise<string> {
  const id = crypto.randomUUID();
  const body = { transcript, revision: 1, code: codeId, ...at(words) };
  await by.client.call(routes.addCoding, { params: { ...params, coding: id }, body });
  return id;
}
async function read() {
  const answer = await lead.client.call(routes.getTranscript, { params: { ...params, transcript } });
  return { ...answer, codings: answer.codings as unknown as Shown[] };
}
function change(edits: object[], { act = crypto.randomUUID() as string, by = lead } = {}) {
  return by.client.call(routes.changeCodings, { params, body: { act, edits: edits as never } });
}
const undo = (undone: string, act = crypto.randomUUID() as string, by = lead) =>
  by.client.call(routes.undoAct, { params: { ...params, undone }, body: { act } });

describe("codings that two people change", () => {
  it("keeps memo, modifiers and a boundary moved by one character, and counts code points", async () => {
    const coding = await code("数伦文😀篇数");
    const { end } = at("数伦文😀篇数");
    await change([{ coding, revision: 1, set: { end: end + 1, memo: "以前的做法", modifiers: { 评价倾向: "负" } } }]);
    expect((await read()).codings).toMatchObject([
      { id: coding, quote: "数伦文😀篇数，", memo: "以前的做法", modifiers: { 评价倾向: "负" }, revision: 2 },
    ]);
    expect(await codeOf(change([{ coding, revision: 2, set: { modifiers: { 评价倾向: "好" } } }]))).toBe(
      "coding.invalid",
    );
    expect(await codeOf(change([{ coding, revision: 2, set: { end: 9_999 } }]))).toBe("coding.invalid");
  });

  it("never writes over what the other did: all edits of an act or none", async () => {
    const [first, other] = [await code("数伦文"), await code("代表作")];
    await change([{ coding: first, revision: 1, set: { memo: "甲" } }], { by: second });
    const both = [
      { coding: other, revision: 1, set: { memo: "乙" } },
      { coding: first, revision: 1, set: { memo: "乙" } },
    ];
    expect(await codeOf(change(both))).toBe("coding.changed");
    expect((await read()).codings.map(({ memo }) => memo)).toEqual(["甲", ""]);
    const raced = await Promise.allSettled(
      [lead, second].map((by) =>
        change([{ coding: other, revision: 1, set: { memo: by === lead ? "丙" : "丁" } }], { by }),
      ),
    );
    expect(raced.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("tells each page what the other did since, and accepts an act twice", async () => {
    const coding = await code("数伦文");
    const { seq } = await read();
    const act = crypto.randomUUID();
    const edits = [{ coding, revision: 1, set: { memo: "甲" } }];
    const done = await change(edits, { act, by: second });
    expect(await change(edits, { act, by: second })).toEqual(done);
    await change([{ coding, revision: 2, remove: true }], { by: second });
    const since = await lead.client.call(routes.listCodingChanges, {
      params: { ...params, transcript },
      query: { after: seq },
    });
    expect(since.changes.map(({ kind, revision, coding: now }) => [kind, revision, now === null])).toEqual([
      ["change", 2, false],
      ["remove", 3, true],
    ]);
    // who never opened the transcript reads its words in what was coded of it: once in the log, however often the page asks
    const unopened = { params: { ...params, transcript }, query: { after: 0 } };
    for (const _ of [1, 2]) await second.client.call(routes.listCodingChanges, unopened);
    const me = (await second.client.call(routes.getMe, {})).user.id;
    const { entries } = await lead.client.call(routes.listAudit, { params, query: { actor: me, about: "transcript" } });
    expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
      ["transcript.read", `1 transcripts as said: ${transcript}`],
    ]);
  });

  it("undoes and redoes adding, changing and removing, and refuses where another change came after", async () => {
    const coding = await code("数伦文");
    const [undone, redone] = [crypto.randomUUID(), crypto.randomUUID()];
    await undo(coding, undone);
    expect((await read()).codings).toEqual([]);
    await undo(undone, redone);
    expect((await read()).codings).toMatchObject([{ id: coding, quote: "数伦文", revision: 3 }]);
    const memo = crypto.randomUUID();
    await change([{ coding, revision: 3, set: { memo: "甲" } }], { act: memo });
    expect(await codeOf(undo(redone))).toBe("coding.changed");
    await undo(memo);
    expect((await read()).codings).toMatchObject([{ memo: "", revision: 5 }]);
    expect(await codeOf(undo(crypto.randomUUID()))).toBe("coding.actNotFound");
  });
});

describe("a reorganised codebook", () => {
  const getBook = async () => {
    const answer = await lead.client.call(routes.getCodebook, { params });
    return { ...answer, codes: (answer.codebook as unknown as { codes: { id: string; number: string }[] }).codes };
  };
  const listActs = async (query: object = {}) =>
    (await lead.client.call(routes.listCodingActs, { params, query })).acts;
  const reorganise = async (body: object, act = crypto.randomUUID() as string) => {
    const { revision } = await getBook();
    return lead.client.call(routes.reorganiseCodes, { params, body: { act, revision, change: body as never } });
  };

  it("merges codes with their codings, leaves no double, and undoes it as a whole", async () => {
    const before = await getBook();
    const [, other = { id: "" }] = before.codes;
    await code("数伦文");
    await code("数伦文", other.id);
    await code("代表作", other.id, second);
    const act = crypto.randomUUID();
    await reorganise({ kind: "merge", from: [other.id], into: "papers" }, act);
    expect((await getBook()).codes.map(({ id }) => id)).not.toContain(other.id);
    expect((await read()).codings.map(({ code: id, quote }) => [id, quote])).toEqual([
      ["papers", "数伦文"],
      ["papers", "代表作"],
    ]);
    await undo(act);
    const after = await getBook();
    expect(after.codebook).toEqual(before.codebook);
    expect((await read()).codings).toHaveLength(3);
  });

  it("splits a code by its codings and moves a code with the numbers beneath it", async () => {
    const kept = await code("数伦文");
    const gone = await code("代表作");
    const act = crypto.randomUUID();
    const works = { ...part, id: "works" };
    await reorganise({ kind: "split", code: "papers", part: works, codings: [{ coding: gone, revision: 1 }] }, act);
    expect((await read()).codings.map(({ id, code: now }) => [id, now])).toEqual([
      [kept, "papers"],
      [gone, "works"],
    ]);
    const moving = crypto.randomUUID();
    await reorganise({ kind: "move", code: "works", parent: "papers", number: "1.9" }, moving);
    expect((await getBook()).codes.find(({ id }) => id === "works")).toMatchObject({ parent: "papers", number: "1.9" });
    expect(await codeOf(reorganise({ kind: "move", code: "papers", parent: "works", number: "7" }))).toBe(
      "codebook.invalid",
    );
    expect(await codeOf(undo(act))).toBe("codebook.changed");
    const [newest, next] = await listActs();
    expect(newest).toMatchObject({ act: moving, kind: "move", count: 0, codebook: true });
    expect(newest?.codes).toEqual([{ before: "99 代表作", after: "1.9 代表作" }]);
    expect(next).toMatchObject({ act, kind: "split", count: 1, codebook: true });
    expect(next?.codes).toEqual([{ before: null, after: "99 代表作" }]);
    const split = {
      coding: gone,
      code: "1.9 代表作",
      quote: "代表作",
      transcript,
      title: "访谈一",
      place: at("代表作"),
    };
    expect(next?.touched).toMatchObject([split]);
    expect(next?.touched[0]?.codeBefore).toMatch(/论文/);
    await undo(moving, crypto.randomUUID(), second);
    expect((await getBook()).codes.find(({ id }) => id === "works")).toMatchObject({ parent: null, number: "99" });
    await undo(act);
    expect((await read()).codings.map(({ code: now }) => now)).toEqual(["papers", "papers"]);
  });

  it("lists a renamed and an added code, and undoes each alone while others go on", async () => {
    const before = await getBook();
    const codes = before.codes.map((one) => (one.id === "papers" ? { ...one, name: "论文篇数" } : one));
    const renamed = { ...(before.codebook as object), codes };
    const { revision } = before;
    await lead.client.call(routes.saveCodebook, { params, body: { codebook: renamed as never, revision } });
    const [edit] = await listActs();
    expect(edit).toMatchObject({ kind: "edit", count: 0, codebook: true });
    const [own, others] = [crypto.randomUUID(), crypto.randomUUID()];
    await reorganise({ kind: "add", part: { ...part, id: "own", number: "97" } }, own);
    await reorganise({ kind: "add", part: { ...part, id: "others", number: "98" } }, others);
    await undo(edit?.act ?? "");
    const coding = await code("代表作", "own");
    expect(await codeOf(undo(own))).toBe("codebook.changed");
    await undo(coding);
    await undo(own);
    expect((await getBook()).codes).toEqual([...before.codes, { ...part, id: "others", number: "98" }]);
    await undo(others);
    const actsOf = await listActs();
    const older = await listActs({ before: actsOf[0]?.at, beforeAct: actsOf[0]?.act });
    expect(older[0]).toEqual(actsOf[1]);
  });

  it("adds a code and puts it on its stretch in one act, which one undo takes back, and a redo brings again", async () => {
    const before = await getBook();
    const [act, coding, undone] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const on = { coding, transcript, revision: 1, ...at("数伦文😀篇数") };
    const vivo = { kind: "add", part: { ...part, id: "vivo", number: "95" }, on };
    await reorganise(vivo, act);
    expect((await read()).codings).toMatchObject([{ id: coding, code: "vivo", quote: "数伦文😀篇数" }]);
    expect((await listActs())[0]).toMatchObject({ act, kind: "add", count: 1, codebook: true });
    await undo(act, undone);
    expect((await read()).codings).toEqual([]);
    expect((await getBook()).codebook).toEqual(before.codebook);
    await undo(undone);
    expect((await read()).codings).toMatchObject([{ id: coding, code: "vivo" }]);
    const late = { ...vivo, part: { ...vivo.part, id: "late", number: "94" }, on: { ...on, revision: 9 } };
    expect(await codeOf(reorganise(late))).toBe("transcript.notFound");
    expect((await getBook()).codes.map(({ id }) => id)).not.toContain("late");
  });

  it("takes no coding for a code that goes in the same moment", async () => {
    const gone = { ...part, id: "gone", number: "96" };
    await reorganise({ kind: "add", part: gone });
    const raced = await Promise.allSettled([
      ...Array.from({ length: 4 }, () => code("代表作", "gone")),
      reorganise({ kind: "merge", from: ["gone"], into: "papers" }),
      ...Array.from({ length: 4 }, () => code("数伦文", "gone", second)),
    ]);
    expect(raced.some(({ status }) => status === "fulfilled")).toBe(true);
    const known = (await getBook()).codes.map(({ id }) => id);
    expect((await read()).codings.filter(({ code: now }) => !known.includes(now))).toEqual([]);
    if (known.includes("gone")) await reorganise({ kind: "merge", from: ["gone"], into: "papers" });
  });

  it("numbers what lay beneath a merged code on beneath the one that stays", async () => {
    for (const [id, parent, number] of [
      ["top", null, "60"],
      ["low", "top", "60.1"],
      ["least", "low", "60.1.1"],
    ] as const)
      await reorganise({ kind: "add", part: { ...part, id, parent, number } });
    const act = crypto.randomUUID();
    await reorganise({ kind: "merge", from: ["top"], into: "papers" }, act);
    const numberOf = async (id: string) => (await getBook()).codes.find((one) => one.id === id)?.number ?? "";
    const own = await numberOf("papers");
    expect((await numberOf("low")).startsWith(`${own}.`)).toBe(true);
    expect(await numberOf("least")).toBe(`${await numberOf("low")}.1`);
    await undo(act);
    expect(await numberOf("least")).toBe("60.1.1");
  });
});

describe("a corrected transcript", () => {
  const corrected = text.replace("伦文", "论文").replace("周期也长了", "评审周期");
  const correct = (query: object, by = corrected) =>
    lead.client.call(routes.correctTranscript, {
      params: { ...params, transcript },
      query: { revision: 1, format: "txt", ...query },
      bytes: new Uint8Array(new TextEncoder().encode(by)),
    });

  it("says first what would happen, then carries codings over and lists what has no place", async () => {
    const whole = await code("以前数伦文😀篇数");
    const same = await code("代表作");
    const lost = await code("也长");
    const report = await correct({});
    expect(report).toMatchObject({
      kept: 1,
      reworded: [{ coding: whole, after: "以前数论文😀篇数" }],
      unplaced: [{ coding: lost }],
    });
    expect((await read()).codings).toHaveLength(3);
    expect(await codeOf(correct({ act: crypto.randomUUID() }))).toBe("transcript.unplaced");
    await correct({ act: crypto.randomUUID(), remove: lost });
    const { codings } = await read();
    expect(codings.map(({ id, quote, transcriptRevision }) => [id, quote, transcriptRevision])).toEqual([
      [whole, "以前数论文😀篇数", 2],
      [same, "代表作", 2],
    ]);
    expect(await codeOf(correct({ act: crypto.randomUUID() }))).toBe("edit.conflict");
    expect(await codeOf(undo(lost))).toBe("coding.changed");
  });

  it("keeps what lost its place, and lets one put it on words of the new text, take that back and put it anew", async () => {
    const lost = await code("也长");
    const origin = (await read()).codings[0]?.origin;
    await change([{ coding: lost, revision: 1, set: { memo: "周期" } }]);
    await correct({ act: crypto.randomUUID(), remove: lost });
    const listed = async (by = lead) =>
      (await by.client.call(routes.listUnplaced, { params: { ...params, transcript } })).unplaced;
    expect(await listed()).toMatchObject([{ coding: lost, code: "papers", quote: "也长", memo: "周期" }]);
    const place = (by = lead, act = crypto.randomUUID() as string, more: object = {}) =>
      by.client.call(routes.placeCoding, {
        params: { ...params, transcript, coding: lost },
        body: { act, revision: 2, code: "papers", ...at("评审周期", corrected), ...more },
      });
    expect(await codeOf(place(lead, undefined, { revision: 1 }))).toBe("edit.conflict");
    expect(await codeOf(place(lead, undefined, { code: "none" }))).toBe("coding.invalid");
    expect(await codeOf(place(lead, undefined, { start: 0, end: 0 }))).toBe("coding.invalid");
    const act = crypto.randomUUID();
    const actsOf = async () => (await lead.client.call(routes.listCodingActs, { params, query: {} })).acts;
    // what was taken away from a text that stands no more has no place
    expect((await actsOf())[0]).toMatchObject({ kind: "correct", touched: [{ quote: "也长", place: null }] });
    await place(second, act);
    await place(second, act);
    expect((await actsOf())[0]).toMatchObject({ kind: "place", touched: [{ place: at("评审周期", corrected) }] });
    expect(await codeOf(place())).toBe("coding.notFound");
    const [placed] = (await read()).codings;
    expect(placed).toMatchObject({ id: lost, quote: "评审周期", memo: "周期", transcriptRevision: 2 });
    expect(placed).toHaveProperty("origin", origin);
    expect(await listed()).toEqual([]);
    await undo(act);
    expect((await read()).codings).toEqual([]);
    expect(await listed()).toMatchObject([{ coding: lost, quote: "评审周期" }]);
    await place();
    // what a person takes away afterwards is not lost
    await change([{ coding: lost, revision: 6, remove: true }]);
    expect(await listed()).toEqual([]);
  });

  it("dismisses what lost its place with a reason, once, and brings it back and away again by undoing", async () => {
    const lost = await code("也长");
    await correct({ act: crypto.randomUUID(), remove: lost });
    const listed = async () =>
      (await lead.client.call(routes.listUnplaced, { params: { ...params, transcript } })).unplaced;
    const dismiss = (act: string, reason: string, by = second) =>
      by.client.call(routes.dismissCoding, {
        params: { ...params, transcript, coding: lost },
        body: { act, reason },
      });
    expect(await codeOf(dismiss(crypto.randomUUID(), "  "))).toBe("request.invalid");
    const act = crypto.randomUUID();
    await dismiss(act, "原话已删");
    expect((await dismiss(act, "原话已删")).changes).toMatchObject([{ id: lost, coding: null }]);
    expect(await codeOf(dismiss(crypto.randomUUID(), "又一次", lead))).toBe("coding.notFound");
    expect(await listed()).toEqual([]);
    const newestAct = async () => (await lead.client.call(routes.listCodingActs, { params, query: {} })).acts[0];
    expect(await newestAct()).toMatchObject({ kind: "dismiss", touched: [{ reason: "原话已删", place: null }] });
    await undo(act);
    expect(await listed()).toMatchObject([{ coding: lost, quote: "也长" }]);
    expect(await codeOf(undo(act))).toBe("coding.changed");
    const restored = await newestAct();
    expect(restored).toMatchObject({ kind: "restore", touched: [{ coding: lost, reason: "原话已删" }] });
    await undo(restored?.act ?? "");
    expect(await listed()).toEqual([]);
    expect(await newestAct()).toMatchObject({ kind: "dismiss", touched: [{ reason: "原话已删" }] });
    await undo((await newestAct())?.act ?? "");
    await lead.client.call(routes.placeCoding, {
      params: { ...params, transcript, coding: lost },
      body: { act: crypto.randomUUID(), revision: 2, code: "papers", ...at("评审周期", corrected) },
    });
    expect(await listed()).toEqual([]);
    expect((await read()).codings).toMatchObject([{ id: lost, quote: "评审周期" }]);
  });

  it("takes a text far above the usual size of a request", async () => {
    const long = `${corrected}${"受访者：后来补充的话。\n".repeat(20_000)}`;
    expect(await correct({}, long)).toMatchObject({ revision: 2 });
  });

  it("never takes a coding of a text that is being replaced in the same moment", async () => {
    const raced = await Promise.allSettled([
      correct({ act: crypto.randomUUID() }),
      ...Array.from({ length: 8 }, () => code("代表作")),
    ]);
    expect(raced.some(({ status }) => status === "fulfilled")).toBe(true);
    const { codings, transcript: now } = await read();
    const { revision } = now as unknown as { revision: number };
    expect(codings.every(({ transcriptRevision }) => transcriptRevision === revision)).toBe(true);
  });
});

it("refuses a codebook edited from an older revision, so that a code added meanwhile is not lost", async () => {
  const read = () => lead.client.call(routes.getCodebook, { params });
  const { codebook, revision } = await read();
  const save = (from: number) => lead.client.call(routes.saveCodebook, { params, body: { codebook, revision: from } });
  const added = { ...part, id: "c-new", number: "50" };
  const body = { act: crypto.randomUUID(), revision, change: { kind: "add" as const, part: added } };
  await lead.client.call(routes.reorganiseCodes, { params, body });
  expect(await codeOf(save(revision))).toBe("edit.conflict");
  expect(JSON.stringify((await read()).codebook)).toContain("c-new");
});

it("keeps memos and attributes by revision", async () => {
  const save = (base: number, memo: string) =>
    lead.client.call(routes.saveMemo, {
      params: { ...params, kind: "code", subject: "papers" },
      body: { base, text: memo },
    });
  expect((await save(0, "界限：不含专利")).memo.revision).toBe(1);
  expect(await codeOf(save(0, "另一条"))).toBe("edit.conflict");
  expect((await lead.client.call(routes.listMemos, { params })).memos).toMatchObject([{ text: "界限：不含专利" }]);
  const attributes = { 年龄段: "36—40岁" };
  const body = { revision: 0, attributes };
  await lead.client.call(routes.saveAttributes, { params: { ...params, transcript }, body });
  const { rows } = await lead.client.call(routes.listAttributes, { params });
  expect(rows.find((row) => row.transcript === transcript)).toMatchObject({ revision: 1, attributes });
});

it("shows what rules would code before they do, and undoes them", async () => {
  const apply = (body: object) =>
    lead.client.call(routes.applyRules, { params, body: { transcripts: [transcript], ...body } });
  const preview = await apply({ preview: true });
  expect(preview.drafts.length).toBe(preview.added);
  expect((await read()).codings).toEqual([]);
  const act = crypto.randomUUID();
  const { added } = await apply({ act });
  expect((await read()).codings).toHaveLength(added);
  if (added > 0) await undo(act);
  expect((await read()).codings).toEqual([]);
});
