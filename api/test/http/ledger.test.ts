import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "../../src/contract/index.ts";
import { mixedObligations, mixedSessions } from "../mixed-sessions.ts";
import { type Session, setUpOperator } from "../people.ts";
import { startTestServer, type TestServer } from "../start-test-server.ts";
import { smallPack, smallStudy } from "../study.ts";

let server: TestServer;
let lead: Session;
const params = { study: smallStudy };

beforeAll(async () => {
  server = await startTestServer();
  lead = await setUpOperator(server);
  const files = smallPack();
  const study = (files["study.yaml"] ?? "").replace(/obligations:[\s\S]*?deliverables:/, mixedObligations);
  await lead.client.call(routes.loadPack, { body: { files: { ...files, "study.yaml": study }, simulated: true } });
});
afterAll(() => server.close());

const entryOf = async (id: string) => {
  const { entries } = await lead.client.call(routes.getLedger, { params });
  const entry = entries.find(({ obligation }) => obligation.id === id);
  if (entry === undefined) throw new Error(`the ledger has no entry ${id}`);
  return entry;
};

describe("the ledger", () => {
  it("says of an empty study that everything is missing", async () => {
    expect(await entryOf("pilots")).toMatchObject({ count: 0, gap: 5, planned: 0, lines: [], met: false });
  });

  it("counts the mixed records against the plan, and says of every line why it does not count", async () => {
    for (const session of mixedSessions) {
      const place = { ...params, session: session.id };
      await lead.client.call(routes.saveSession, { params: place, body: { session: session as never } });
    }
    const pilots = await entryOf("pilots");
    expect(pilots).toMatchObject({ count: 3, gap: 2, planned: 1, met: false });
    expect(pilots.readings).toEqual({ sessions: 2, interviewees: 3, fieldworkers: 2, persons: 2, units: 1 });
    expect(pilots.lines.map(({ number, person, reason }) => `${number} ${person} ${reason}`)).toEqual([
      "I01 P1 null",
      "I01 P2 null",
      "I01 R1 otherRole",
      "I01 C1 otherRole",
      "I02 P1 null",
      "I02 P3 noConsent",
      "I02 R1 otherRole",
      "I03 P4 otherSite",
      "I04 P5 cancelled",
      "I05 P6 planned",
      "M01 P7 noNotes",
      "M01 E1 otherRole",
    ]);
    expect((await entryOf("people")).lines.find(({ number, person }) => number === "I02" && person === "P1")).toEqual(
      expect.objectContaining({ reason: "repeated", role: "受访" }),
    );
    expect(await entryOf("sent")).toMatchObject({ count: 2, met: true });
    expect(await entryOf("seminars")).toMatchObject({ count: 1, gap: 2, readings: null });
    expect(await entryOf("units")).toMatchObject({ count: 2, met: true });
    expect(await entryOf("report")).toMatchObject({ count: 0, gap: 1, lines: [], readings: null });
  });
});

it("leaves no failure nobody foresaw", () => {
  expect(server.failures).toEqual([]);
});
