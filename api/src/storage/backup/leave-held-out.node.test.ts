import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createTestClock } from "../../../test/fixed-clock.ts";
import {
  makeCollector,
  makeResponse,
  sampleDocument,
  sampleId,
  sampleStudy,
  sampleVersion,
} from "../../../test/sample-rows.ts";
import { readMigrations } from "../migrate.node.ts";
import { openSqlite3 } from "../sqlite3.node.ts";
import { Sqlite3Connection } from "../sqlite3-connection.node.ts";
import { openStores } from "../stores/open-stores.ts";
import { leaveHeldOut } from "./leave-held-out.node.ts";

const migrations = join(import.meta.dirname, "../../../migrations");
const at = "2026-11-27T02:00:00.000Z";
const closing = "2026-12-01T02:00:00.000Z";
const link = "anonymous";

it("takes what is held out of every count, and leaves what has entered", async () => {
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-held-"));
  const file = join(folder, "copy.sqlite");
  const open = async () => {
    const gateway = await openSqlite3(file, migrations);
    return { gateway, ...openStores(gateway, createTestClock()) };
  };
  const answer = (number: number, modules: readonly string[]) =>
    makeResponse(number, { collector: link as never, answers: { MODULES: modules } as never });
  const live = await open();
  await live.journal.commit(sampleStudy, { actor: "tester", action: "test", subject: "sample" }, [
    live.studies.put(sampleDocument, at),
    live.questionnaires.addVersion(sampleVersion),
    live.collectors.add(makeCollector({ id: link, split: true, closesAt: closing as never }), at),
  ]);
  const taken = [answer(1, ["a", "b"]), answer(2, ["a", "b"]), answer(3, ["a", "c"])];
  const waiting = [answer(4, ["a", "b"]), answer(5, ["b", "c"])];
  const none = { withdrawn: 0, visits: 0, starts: 0, uncounted: 0 };
  for (const some of [taken, waiting]) {
    await live.journal.commitUnlogged([
      live.responses.hold(some, 3),
      live.responses.count([{ collector: link, received: some.length, ...none }]),
      ...some.map(({ answers }) => live.collectors.countAssignment(link, answers["MODULES"] as string[], 1)),
    ]);
  }
  const { commitment } = waiting[0] as (typeof waiting)[number];
  await live.journal.commitUnlogged([
    live.responses.withdraw(sampleStudy, sampleId(4)),
    live.responses.addPending([{ study: sampleStudy, commitment, kind: "withdrawn", day: "2026-11-27" }]),
    live.responses.count([{ collector: link, received: 0, ...none, withdrawn: 1 }]),
    live.collectors.countAssignment(link, ["a", "b"], -1),
  ]);
  await live.gateway.close();

  const ended = join(folder, "ended.sqlite");
  await copyFile(file, ended);
  expect(await leaveHeldOut(ended, closing)).toBe(0);
  const kept = await openSqlite3(ended, migrations);
  const after = openStores(kept, createTestClock(closing));
  expect((await after.responses.list(sampleStudy, { limit: 9 })).length).toBe(5);
  expect(await after.collectors.find(link)).toMatchObject({ accepted: 4, received: 5, withdrawn: 1 });
  await kept.close();
  expect(await leaveHeldOut(file, at)).toBe(1);

  const copy = await open();
  const ids = (await copy.responses.list(sampleStudy, { limit: 9 })).map(({ id }) => String(id));
  expect(ids).toEqual([1, 2, 3].map(sampleId).sort());
  expect(await copy.collectors.find(link)).toMatchObject({ accepted: 3, received: 3, withdrawn: 0 });
  expect([...(await copy.collectors.countAssignments(link))].filter(([, count]) => count !== 0).sort()).toEqual([
    ["a,b", 2],
    ["a,c", 1],
  ]);
  expect((await copy.responses.listPending(sampleStudy)).map(({ kind }) => kind)).toEqual([
    "accepted",
    "accepted",
    "accepted",
  ]);
  await copy.gateway.close();
  await rm(folder, { recursive: true });
});

it("leaves a database alone whose schema is older than what is held", async () => {
  const folder = await mkdtemp(join(tmpdir(), "diaoyan-held-"));
  const file = join(folder, "old.sqlite");
  const connection = await Sqlite3Connection.open(file, "writer", []);
  for (const { name, sql } of await readMigrations(migrations)) if (name < "0038") await connection.script(sql);
  await connection.close();
  const before = await readFile(file);
  expect(await leaveHeldOut(file, at)).toBe(0);
  expect(await readFile(file)).toEqual(before);
  await rm(folder, { recursive: true });
});
