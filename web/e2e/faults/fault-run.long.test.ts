import { expect, it } from "vitest";
import { expectNothingLost } from "./expect-nothing-lost.ts";
import { runFaults } from "./run-faults.ts";

it("A1 ten thousand submissions and a thousand edits of sessions through a bad network and a server killed thirty times, its clock jumping: none lost, none double", async () => {
  const plan = {
    submissions: 10_000,
    senders: 60,
    sessionEdits: 1_000,
    quota: 1_000,
    kills: 30,
    life: 900,
    seed: Date.now() % 2 ** 31,
  };
  const outcome = await runFaults(plan);
  process.stdout.write(`${JSON.stringify({ ...plan, ...outcome, findings: outcome.findings.length })}\n`);
  expectNothingLost(plan, outcome);
  expect(outcome.kills).toBeGreaterThanOrEqual(5);
}, 1_500_000);
