import { beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import type { JsonValue } from "../../src/contract/values.ts";
import { readRows } from "../attacks/attack-site.ts";
import { openStudyServer } from "../open-study-server.ts";
import { join } from "../people.ts";
import { codeOf } from "../problem-of.ts";
import { makeSession } from "../session.ts";
import { smallStudy } from "../study.ts";

const { server, lead } = await openStudyServer();
const researcher = await join(server, lead, "researcher", { study: smallStudy, role: "researcher" });
const params = { study: smallStudy };
const text = "访谈员：请张三谈谈。\n张三：我在天津样例大学😀，电话13800001234，论文太多。\n访谈员：好。\n张三：对。\n";
const at = (words: string) => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return { start, end: start + [...words].length };
};

beforeAll(async () => {
  await saveWords(["张三"], 0);
});

async function saveWords(names: readonly string[], revision: number) {
  const { rules } = await lead.client.call(routes.getDeidentifyRules, { params });
  const filled = rules.map((rule) => {
    if (rule.kind === "words" && rule.name === "姓名") return { ...rule, words: [...names] };
    return rule.kind === "words" && rule.name === "高校" ? { ...rule, words: ["天津样例大学"] } : rule;
  });
  return lead.client.call(routes.saveDeidentifyRules, { params, body: { rules: filled, revision } });
}

async function bringIn(session?: string, title = "张三访谈") {
  const id = crypto.randomUUID();
  await lead.client.call(routes.importTranscript, {
    params: { ...params, transcript: id },
    query: { title, format: "txt", ...(session === undefined ? {} : { session }) },
    bytes: new Uint8Array(new TextEncoder().encode(text)),
  });
  return id;
}

const list = (transcript: string) => lead.client.call(routes.listIdentifiers, { params: { ...params, transcript } });
const read = async (transcript: string) => {
  const answer = await researcher.client.call(routes.getTranscript, { params: { ...params, transcript } });
  return answer as unknown as {
    transcript: { text: string; title: string; revision: number; turns: { speaker: string }[] };
    codings: { id: string; quote: string; start: number; end: number; transcriptRevision: number }[];
  };
};

async function code(transcript: string, words: string, revision = 1): Promise<string> {
  const id = crypto.randomUUID();
  const body = { transcript, revision, code: "papers", ...at(words) };
  await researcher.client.call(routes.addCoding, { params: { ...params, coding: id }, body });
  return id;
}

/** Accepts every place, but for those a function decides otherwise. */
async function deidentify(
  transcript: string,
  change: { decide?: (words: string) => string | null | undefined; removeCodings?: string[]; revision?: number } = {},
) {
  const { hits, revision, rulesRevision } = await list(transcript);
  const decisions = hits.map(({ end, replacement, start, text: words }) => {
    const own = change.decide?.(words);
    return { start, end, replacement: own === undefined ? replacement : own };
  });
  const { removeCodings = [] } = change;
  const body = { revision: change.revision ?? revision, rulesRevision, decisions, removeCodings };
  return lead.client.call(routes.deidentifyTranscript, { params: { ...params, transcript }, body });
}

describe("a de-identified transcript", () => {
  it("takes the place of the original in text, title, speakers and codings, and the original is sealed", async () => {
    // the title says what the text does not
    const id = await bringIn(undefined, "张三访谈13900001111");
    const coding = await code(id, "天津样例大学😀，电话13800001234");
    const done = await deidentify(id);
    expect(done).toMatchObject({
      carried: 1,
      removed: 0,
      transcript: { title: "〔某人〕访谈〔电话〕", revision: 2, codings: 1 },
    });
    const rename = (title: string, before: string) =>
      lead.client.call(routes.nameTranscript, {
        params: { ...params, transcript: id },
        body: { title, session: null, before: { title: before, session: null } },
      });
    expect(await codeOf(rename("张三老师", "〔某人〕访谈〔电话〕"))).toBe("transcript.naming");
    await rename("甲访谈", "〔某人〕访谈〔电话〕");
    const { codings, transcript } = await read(id);
    expect(transcript.title).toBe("甲访谈");
    expect(transcript.text).toBe(
      "访谈员：请〔某人〕谈谈。\n〔某人〕：我在〔某高校〕😀，电话〔电话〕，论文太多。\n访谈员：好。\n〔某人〕：对。\n",
    );
    expect(transcript.turns.map(({ speaker }) => speaker)).toEqual(["访谈员", "〔某人〕", "访谈员", "〔某人〕"]);
    expect(codings).toMatchObject([{ id: coding, quote: "〔某高校〕😀，电话〔电话〕", transcriptRevision: 2 }]);
    const tables = ["transcripts", "codings", "transcript_originals", "transcript_revisions", "deidentify_rules"];
    for (const table of tables) {
      const rows = await readRows(server.dataFolder, `select * from ${table}`);
      expect(rows.length, table).toBeGreaterThan(0);
      expect(JSON.stringify(rows), table).not.toMatch(/张三|天津样例大学|13800001234/u);
    }
  });

  it("lets only the lead read the original, and writes every reading down", async () => {
    const id = await bringIn();
    await deidentify(id);
    const place = { params: { ...params, transcript: id } };
    expect((await lead.client.call(routes.readOriginal, place)).text).toBe(text);
    for (const route of [routes.readOriginal, routes.listIdentifiers]) {
      expect(await codeOf(researcher.client.call(route, place))).toBe("access.role");
    }
    const { entries } = await lead.client.call(routes.listAudit, { params, query: { limit: 20 } });
    const mine = entries.filter(({ subject }) => subject.startsWith(id)).map(({ action }) => action);
    expect(mine).toEqual(["transcript.original", "transcript.deidentify", "transcript.import"]);
  });

  it("is not made while a place is undecided, and keeps what a person kept or changed", async () => {
    const id = await bringIn();
    const { hits, revision, rulesRevision } = await list(id);
    const decisions = hits.slice(1).map(({ end, start }) => ({ start, end, replacement: null }));
    const place = { params: { ...params, transcript: id } };
    const open = lead.client.call(routes.deidentifyTranscript, {
      ...place,
      body: { revision, rulesRevision, decisions },
    });
    expect(await codeOf(open)).toBe("transcript.undecided");
    expect((await read(id)).transcript.revision).toBe(1);
    await deidentify(id, {
      decide: (words) => (words === "13800001234" ? null : words === "张三" ? "P01" : undefined),
    });
    expect((await read(id)).transcript.text).toContain("P01：我在〔某高校〕😀，电话13800001234");
    const again = (await list(id)).hits.map(({ decided }) => decided?.replacement);
    expect(again).toEqual(["P01", "P01", "〔某高校〕", null, "P01"]);
  });

  it("names the codings that have no place, and changes nothing before a person gives them up", async () => {
    const id = await bringIn();
    const [kept, cut] = [await code(id, "论文太多"), await code(id, "三谈谈")];
    expect(await codeOf(deidentify(id))).toBe("transcript.unplaced");
    expect(await read(id)).toMatchObject({ transcript: { revision: 1 }, codings: [{}, {}] });
    expect(await deidentify(id, { removeCodings: [cut] })).toMatchObject({ carried: 1, removed: 1 });
    expect((await read(id)).codings.map((one) => one.id)).toEqual([kept]);
  });

  it("is made once of two tabs, and the same file is still accepted", async () => {
    const id = await bringIn();
    const tabs = await Promise.allSettled([deidentify(id, { revision: 1 }), deidentify(id, { revision: 1 })]);
    expect(tabs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await read(id)).transcript.revision).toBe(2);
    await lead.client.call(routes.importTranscript, {
      params: { ...params, transcript: id },
      query: { title: "张三访谈", format: "txt" },
      bytes: new Uint8Array(new TextEncoder().encode(text)),
    });
    expect((await read(id)).transcript.revision).toBe(2);
  });

  it("carries the sentences of draft cases over", async () => {
    const session = crypto.randomUUID();
    const document = makeSession(session) as unknown as JsonValue;
    await lead.client.call(routes.saveSession, { params: { ...params, session }, body: { session: document } });
    const transcript = await bringIn(session);
    const id = crypto.randomUUID();
    const body = { id, kind: "reform" as const, title: "案例（模拟数据）", session };
    const { case: drafted } = await lead.client.call(routes.draftCase, { params, body });
    const words = "我在天津样例大学😀";
    const sentence = { text: words, source: { transcript, revision: 1, ...at(words) } };
    const cited = drafted as unknown as { revision: number; sections: { sentences: object[] }[] };
    const sections = cited.sections.map((section, place) =>
      place === 0 ? { ...section, sentences: [sentence] } : section,
    );
    const edited = { ...cited, sections } as unknown as JsonValue;
    await lead.client.call(routes.saveCase, { params: { ...params, case: id }, body: { case: edited } });
    await deidentify(transcript);
    const { case: carried } = await lead.client.call(routes.getCase, { params: { ...params, case: id } });
    expect(JSON.stringify(carried)).not.toContain("天津样例大学");
    const [section] = (carried as unknown as typeof cited).sections;
    expect(section?.sentences).toMatchObject([{ text: "我在〔某高校〕😀", source: { revision: 2 } }]);
  });

  it("keeps a place marked by hand when rules change, and cleans memos of what was replaced and what rules find", async () => {
    const id = await bringIn();
    const coding = crypto.randomUUID();
    await researcher.client.call(routes.addCoding, {
      params: { ...params, coding },
      body: {
        transcript: id,
        revision: 1,
        code: "papers",
        ...at("论文太多"),
        memo: "张三说的，核实13800009999，论文太多",
      },
    });
    const before = await list(id);
    expect(before.memos).toEqual([
      { coding, memo: "张三说的，核实13800009999，论文太多", words: ["张三", "13800009999"] },
    ]);
    const byRule = before.hits.map(({ end, replacement, start }) => ({ start, end, replacement }));
    const decisions = [...byRule, { ...at("论文太多"), replacement: "〔抱怨〕" }];
    const { revision, rulesRevision } = before;
    const made = lead.client.call(routes.deidentifyTranscript, {
      params: { ...params, transcript: id },
      body: { revision, rulesRevision, decisions },
    });
    expect(await made).toMatchObject({ carried: 1 });
    expect((await read(id)).codings).toMatchObject([
      { quote: "〔抱怨〕", memo: "〔某人〕说的，核实〔电话〕，〔抱怨〕" },
    ]);
    const again = await list(id);
    expect(again.memos).toEqual([]);
    expect(again.hits.filter(({ rule }) => rule === "")).toMatchObject([
      { text: "论文太多", replacement: "〔抱怨〕", decided: { replacement: "〔抱怨〕" } },
    ]);
    await deidentify(id);
    expect((await read(id)).transcript.text).toContain("电话〔电话〕，〔抱怨〕。");
  });

  it("follows a change of rules from the original, with its codings", async () => {
    const id = await bringIn();
    await code(id, "天津样例大学");
    await deidentify(id);
    expect(await codeOf(saveWords(["张三"], 0))).toBe("edit.conflict");
    await saveWords([], 1);
    await deidentify(id);
    const { codings, transcript } = await read(id);
    expect(transcript).toMatchObject({ revision: 3, text: expect.stringContaining("张三：我在〔某高校〕") });
    expect(codings).toMatchObject([{ quote: "〔某高校〕", transcriptRevision: 3 }]);
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});

describe("records of sessions", () => {
  it("leave the study with what the rules find replaced, and what a lead decided", async () => {
    const id = crypto.randomUUID();
    const row = { id: "n1", t: 1, question: null, type: "要点" as const, verbatim: false, codes: [], strength: null };
    const session = makeSession(id, {
      notes: [{ ...row, text: "张三在天津样例大学，13800001234", sensitive: false }],
      summary: "老张认为有用",
      observation: "张三很累",
    });
    await researcher.client.call(routes.saveSession, { params: { ...params, session: id }, body: { session } });
    const left = async () => {
      const snapshot = await researcher.client.call(routes.exportSnapshot, { params });
      const { sessions } = (await snapshot.json()) as { sessions: (typeof session)[] };
      const found = sessions.find((one) => one.id === id) as unknown as {
        notes: { text: string }[];
        summary: string;
        observation: string;
      };
      return [found.notes[0]?.text, found.summary, found.observation];
    };
    const { revision: standing } = await lead.client.call(routes.getDeidentifyRules, { params });
    await saveWords(["张三"], standing);
    expect(await left()).toEqual(["〔某人〕在〔某高校〕，〔电话〕", "老张认为有用", "〔某人〕很累"]);
    const list = () => lead.client.call(routes.listSessionWords, { params });
    const before = await list();
    const of = (one: typeof before) => one.sessions.find((found) => found.session === id)?.words ?? [];
    expect(of(before).map(({ text: words, rule, count }) => [words, rule, count])).toEqual([
      ["张三", "姓名", 2],
      ["天津样例大学", "高校", 1],
      ["13800001234", "电话", 1],
    ]);
    const decisions = [
      { session: id, text: "天津样例大学", replacement: null },
      { session: id, text: "老张", replacement: "〔某人〕" },
    ];
    const decide = () =>
      lead.client.call(routes.decideSessionWords, { params, body: { revision: before.revision, decisions } });
    expect(await decide()).toEqual({ revision: before.revision + 1 });
    expect(await left()).toEqual(["〔某人〕在天津样例大学，〔电话〕", "〔某人〕认为有用", "〔某人〕很累"]);
    const decided = of(await list()).map((one) => [one.text, one.byRule, one.replacement, one.decided?.replacement]);
    expect(decided).toEqual([
      ["张三", "〔某人〕", "〔某人〕", undefined],
      ["天津样例大学", "〔某高校〕", "〔某高校〕", null],
      ["13800001234", "〔电话〕", "〔电话〕", undefined],
      ["老张", null, "〔某人〕", "〔某人〕"],
    ]);
    expect(await codeOf(decide())).toBe("edit.conflict");
    expect(await codeOf(researcher.client.call(routes.listSessionWords, { params }))).toBe("access.role");
    const inside = await researcher.client.call(routes.getSession, { params: { ...params, session: id } });
    expect(inside.session).toMatchObject({ summary: "老张认为有用" });
    const rows = await readRows(server.dataFolder, "select * from session_words");
    expect(JSON.stringify(rows)).not.toContain("老张");
  });
});
