import { join } from "node:path";
import { CompiledQuery } from "kysely";
import { afterAll, beforeEach, expect, it } from "vitest";
import { routes } from "../src/contract/index.ts";
import { Sqlite3Connection } from "../src/storage/sqlite3-connection.node.ts";
import { verifyStudy } from "../src/use-cases/verify-study.ts";
import { anonymous, people, setUpOperator, signIn } from "./people.ts";
import { startTestServer, type TestServer } from "./start-test-server.ts";
import { openLink, openSmallStudy, smallStudy, smallSubmission } from "./study.ts";

let server: TestServer | undefined;
/** The last response of the link that is not anonymous. */
let last = { receipt: "", withdrawalCode: "" };

/** A study with named and anonymous responses, one of each withdrawn. */
beforeEach(async () => {
  await server?.close();
  server = await startTestServer();
  const { client } = await setUpOperator(server);
  const { collector, version } = await openSmallStudy(client);
  const link = await openLink(client, version, { mode: "anonymous" });
  const respondent = anonymous(server).client;
  for (const to of [collector, link]) {
    const receipts = [];
    for (let at = 0; at < 14; at += 1) {
      const body = { ...smallSubmission(version), id: crypto.randomUUID() };
      receipts.push(await respondent.call(routes.submitResponse, { params: { collector: to }, body }));
    }
    const [{ receipt = "", withdrawalCode = "" } = {}] = receipts;
    await respondent.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
    if (to === collector) last = receipts.at(-1) ?? last;
  }
});
afterAll(() => server?.close());

async function verifyAfter(sql: string): Promise<readonly string[]> {
  const file = join(server?.dataFolder ?? "", "diaoyan.sqlite");
  const connection = await Sqlite3Connection.open(file, "writer", []);
  await connection.execute(CompiledQuery.raw(sql));
  await connection.close();
  if (server === undefined) throw new Error("no server runs");
  const findings = await verifyStudy(server.services.ports, smallStudy);
  return [...new Set(findings.map(({ code }) => code))].sort();
}

it.each([
  ["nothing was touched", "select 1", []],
  [
    "an answer was changed",
    "update responses set answers = '{\"satisfied\":2}' where id = (select max(id) from responses where status = 'complete')",
    ["response.changed"],
  ],
  [
    "a response was emptied",
    "update responses set status = 'withdrawn', answers = '{}' where id = (select max(id) from responses where status = 'complete')",
    ["response.changed"],
  ],
  [
    "a response was taken out",
    "delete from responses where id = (select max(id) from responses)",
    ["link.miscounted", "response.missing"],
  ],
  [
    "a log entry was changed",
    "update response_log set day = '2020-01-01' where seq = 3",
    ["log.broken", "response.changed"],
  ],
  ["a log entry was taken out", "delete from response_log where seq = 2", ["log.broken", "response.unlogged"]],
  ["an audit entry was changed", "update audit_log set actor = 'nobody' where seq = 2", ["audit.broken"]],
])("finds it when %s", async (_, sql, codes) => {
  expect(await verifyAfter(sql)).toEqual(codes);
});

it("finds nothing wrong with answers that came when their link was full, and that their mark was taken away", async () => {
  if (server === undefined) throw new Error("no server runs");
  const { ports } = server.services;
  const [{ version = "" } = {}] = await ports.responses.list(smallStudy, { limit: 1 });
  const lead = await signIn(server, people.operator);
  const collector = await openLink(lead.client, version, { quota: 1 });
  for (let at = 0; at < 2; at += 1) {
    const body = smallSubmission(version);
    await anonymous(server).client.call(routes.submitResponse, { params: { collector }, body });
  }
  expect(await verifyAfter("select 1")).toEqual([]);
  const unmarked = "update responses set flags = '[]' where flags like '%linkFull%'";
  expect(await verifyAfter(unmarked)).toEqual(["response.changed"]);
});

it("accuses nobody who withdraws while it reads", async () => {
  if (server === undefined) throw new Error("no server");
  const { ports } = server.services;
  const respondent = anonymous(server).client;
  let gone = 0;
  const responses = {
    ...ports.responses,
    // after the responses were read, and before the log
    listHeld: async (study: string) => {
      const { receipt, withdrawalCode } = last;
      await respondent.call(routes.withdrawResponse, { body: { receipt, withdrawalCode } });
      gone += 1;
      return ports.responses.listHeld(study);
    },
  };
  expect(await verifyStudy({ ...ports, responses }, smallStudy)).toEqual([]);
  expect(gone).toBe(1);
});

it("looks at a study whose own row was taken out, since the audit log names it", async () => {
  const codes = await verifyAfter(`delete from studies where id = '${smallStudy}'`);
  expect(codes).toContain("row.missing");
  const studies = server?.services.ports.studies;
  expect(await studies?.listIds()).toEqual([]);
  expect(await studies?.listKnownIds()).toEqual([smallStudy]);
});
