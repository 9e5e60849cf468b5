import { copyFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Client, routes } from "../../src/contract/index.ts";
import { systemClock } from "../../src/ports/clock.ts";
import { makeBackup } from "../../src/storage/backup/make-backup.node.ts";
import { Sqlite3Connection } from "../../src/storage/sqlite3-connection.node.ts";
import { anonymousBatch } from "../../src/use-cases/response-intake.ts";
import { anonymous, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { openLink, openSmallStudy, smallQuestionnaire, smallStudy, smallSubmission } from "../study.ts";
import { type Concordance, concordanceOf, concordanceOnPages, zOf } from "./arrival-order.ts";
import { hearServer } from "./hear-server.ts";

/*
 * The attacker holds the files as they lie on the disk (database with its free pages, write-ahead log, what the server
 * logged), copies of them taken while people answered, and two backups, and knows in which order 125 people answered.
 * They ask of every place where an answer stands whether it follows that order. As a member they also look at the desk
 * after every answer, while people they know answer under their names in between.
 */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const people = 125;
const backupsAfter = [34, 78];
/** More than one in ten million runs lies beyond it by chance, over a hundred questions asked. */
const byChance = 5.5;

let server: TestServer;
let folder: string;
const ear = hearServer();
const arrived: string[] = [];
const known: string[] = [];
/** Copies of the files, with how many had answered. */
const copies: { readonly after: number; readonly file: string }[] = [];
let link: string;
/** What the desk showed after so many anonymous answers: their ids, how many wait, and figures of all. */
const looks: (Awaited<ReturnType<typeof lookAtDesk>> & { readonly after: number; readonly named: number })[] = [];
let lead: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diaoyan-linkage-"));
  server = await startTestServer({ dataFolder: join(folder, "data"), log: "requests" });
  const { client } = await setUpOperator(server);
  lead = client;
  const { collector, version } = await openSmallStudy(client);
  link = await openLink(client, version, { mode: "anonymous" });
  const respondent = anonymous(server).client;
  const answer = async (to: string, ids: string[]) => {
    const body = {
      ...smallSubmission(version, { satisfied: 1 + (ids.length % 2), pressure: 3 }),
      id: crypto.randomUUID(),
    };
    await respondent.call(routes.submitResponse, { params: { collector: to }, body });
    ids.push(body.id);
  };
  for (let at = 1; at <= people; at += 1) {
    if (at % 4 === 1) await answer(collector, known);
    await answer(link, arrived);
    if (at % 9 === 0) await copyFiles(at);
    if (at <= 32) looks.push({ after: at, named: known.length, ...(await lookAtDesk()) });
    if (backupsAfter.includes(at)) await backUp(at);
  }
  await copyFiles(people);
  for (let at = 0; at < 60; at += 1) await answer(collector, known);
});
afterAll(async () => {
  await server.close();
  ear.end();
  await rm(folder, { recursive: true });
});

async function copyFiles(after: number): Promise<void> {
  // the log is emptied right after the receipt
  await server.services.intake.settle();
  for (const end of ["", "-wal"])
    await copyFile(join(folder, `data/diaoyan.sqlite${end}`), join(folder, `${after}.db${end}`));
  copies.push({ after, file: join(folder, `${after}.db`) });
}

/** All a member sees that moves when answers come. */
async function lookAtDesk() {
  const params = { study: smallStudy, questionnaire: smallQuestionnaire };
  const { responses, waiting } = await lead.call(routes.listResponses, { params, query: { limit: 200 } });
  const { totals, cells } = await progressOf(params);
  const { collectors: accounts } = await lead.call(routes.readAccounts, { params });
  const { visits: _v, starts: _s, ...account } = accounts.find(({ collector }) => collector === link) ?? {};
  const { collectors } = await lead.call(routes.listCollectors, { params });
  const { accepted } = collectors.find(({ id }) => id === link) ?? {};
  const { notices } = await lead.call(routes.getPersonal, { params, query: {} });
  const request = { kind: "frequencies", variable: "satisfied" } as never;
  const { result } = await lead.call(routes.runAnalysis, {
    params,
    body: { questionnaire: smallQuestionnaire, request },
  });
  const ids = responses.filter(({ collector }) => collector === link).map(({ id }) => id);
  return {
    ids,
    waiting,
    figures: JSON.stringify([totals, cells, account, accepted, notices]),
    analysed: JSON.stringify(result),
  };
}

async function progressOf(params: { readonly study: string; readonly questionnaire: string }) {
  const { totals, constructs, days } = await lead.call(routes.getProgress, { params });
  return { totals, cells: [constructs, days] };
}

function backUp(after: number) {
  const order = { dataFolder: join(folder, "data"), target: join(folder, `backup-${after}`), clock: systemClock };
  return makeBackup({ ...order, software: "test" });
}

async function rowsOf<Row>(file: string, sql: string): Promise<readonly Row[]> {
  const connection = await Sqlite3Connection.open(file, "reader", []);
  const { rows } = await connection.execute<Row>(CompiledQuery.raw(sql));
  await connection.close();
  return rows;
}

type Sign = (bytes: Buffer, ids: readonly string[]) => Concordance;

/** What an attacker may look at: the place of an answer in a file, first and last, and beside others on its pages. */
const signs: Readonly<Record<string, Sign>> = {
  first: (bytes, ids) => concordanceOf(ids.map((id) => bytes.indexOf(id))),
  last: (bytes, ids) => concordanceOf(ids.map((id) => bytes.lastIndexOf(id))),
  page: concordanceOnPages,
};

/** Batches that left together, and who waits still. */
function companies(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / anonymousBatch) }, (_, at) =>
    ids.slice(at * anonymousBatch, (at + 1) * anonymousBatch),
  );
}

/** How far each sign follows the order of arrival within companies, in standard deviations. */
function judge(bytes: Buffer, groups: readonly (readonly string[])[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(signs).map(([name, sign]) => [name, zOf(groups.map((ids) => sign(bytes, ids)))]),
  );
}

it("E1 tells nobody within a company who answered first, wherever in the files one looks", async () => {
  const found: Record<string, number> = {};
  const waiting: Record<string, Concordance[]> = {};
  for (const { after, file } of copies) {
    for (const end of ["", "-wal"]) {
      const bytes = await readFile(`${file}${end}`);
      for (const [name, z] of Object.entries(judge(bytes, companies(arrived.slice(0, after))))) {
        found[`${name} in the file${end} after ${after}`] = z;
      }
      for (const [name, sign] of Object.entries(signs)) {
        const held = arrived.slice(after - (after % anonymousBatch), after);
        waiting[name] = [...(waiting[name] ?? []), sign(bytes, held)];
      }
    }
  }
  for (const [name, scores] of Object.entries(waiting)) found[`${name}, of those who wait`] = zOf(scores);
  expect(Object.entries(found).filter(([, z]) => Math.abs(z) > byChance)).toEqual([]);
});

it("E1 shows members whole companies only, and moves no figure by one anonymous answer among known ones", () => {
  for (const { after, ids, waiting } of looks) {
    const whole = after - (after % anonymousBatch);
    expect([ids.length, waiting]).toEqual([whole, after - whole]);
    expect(ids.every((id) => arrived.indexOf(id) < whole)).toBe(true);
    expect(ids).toEqual([...ids].sort());
  }
  // between two looks at which nobody known answered and no company was whole, nothing at all moved
  const still = looks.flatMap((look, at) => {
    const before = looks[at - 1];
    const same = before !== undefined && before.named === look.named && look.after % anonymousBatch !== 0;
    return same ? [[before, look] as const] : [];
  });
  expect(still.length).toBeGreaterThan(15);
  for (const [before, look] of still) {
    expect([look.figures, look.analysed]).toEqual([before.figures, before.analysed]);
  }
});

it("E1 would have told it of the answers of a link that is not anonymous", async () => {
  const log = await readFile(join(folder, "data/diaoyan.sqlite-wal"));
  expect(judge(log, companies(known))["first"]).toBeGreaterThan(byChance);
});

it("E1 empties the write-ahead log after every answer", async () => {
  const logs = await Promise.all(copies.map(async ({ file }) => (await readFile(`${file}-wal`)).length));
  expect(logs).toEqual(copies.map(() => 0));
});

it("E1 chains commitments of a company in an order that follows nothing", async () => {
  const { file } = copies.at(-1) as (typeof copies)[number];
  const rows = await rowsOf<{ id: string; seq: number }>(
    file,
    "select id, seq from responses join response_log using (study, commitment) where response is null",
  );
  const seq = new Map(rows.map(({ id, seq: place }) => [id, place]));
  expect(seq.size).toBe(people - (people % anonymousBatch));
  const scores = companies(arrived).map((ids) => concordanceOf(ids.map((id) => seq.get(id) ?? -1)));
  expect(Math.abs(zOf(scores))).toBeLessThan(byChance);
});

it("E1 makes two backups differ by whole companies only, in rows, counters and order", async () => {
  const contents = await Promise.all(
    backupsAfter.map(async (after) => {
      const file = join(folder, `backup-${after}/diaoyan.sqlite`);
      const rows = await rowsOf<{ id: string }>(file, `select id from all_responses where collector = '${link}'`);
      const [counts] = await rowsOf(file, `select received, accepted from collectors where id = '${link}'`);
      return {
        ids: new Set(rows.map(({ id }) => id)),
        counts,
        scores: judge(await readFile(file), companies(arrived.slice(0, after))),
      };
    }),
  );
  for (const [at, { ids, counts, scores }] of contents.entries()) {
    const whole = (backupsAfter[at] ?? 0) - ((backupsAfter[at] ?? 0) % anonymousBatch);
    expect([ids.size, counts]).toEqual([whole, { received: whole, accepted: whole }]);
    expect(arrived.slice(0, whole).every((id) => ids.has(id))).toBe(true);
    for (const z of Object.values(scores)) expect(Math.abs(z)).toBeLessThan(byChance);
  }
  const bytes = await readFile(join(folder, `backup-${backupsAfter[0]}/diaoyan.sqlite`));
  expect(arrived.filter((id, at) => at >= 30 && bytes.includes(id))).toEqual([]);
});

it("E1 says of nobody in its log that they answered, and gives all of one company one day", async () => {
  const log = ear.said();
  expect(log).toContain("submitResponse");
  expect([...arrived, link].filter((mark) => log.includes(mark))).toEqual([]);
  expect(
    (await readdir(join(folder, "data"))).filter((name) => name.endsWith(".tmp") || name.includes("journal")),
  ).toEqual([]);
});
