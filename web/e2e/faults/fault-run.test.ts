import { expect, it } from "vitest";
import { expectNothingLost } from "./expect-nothing-lost.ts";
import { runFaults } from "./run-faults.ts";

it("A1 six hundred submissions and sixty edits of sessions through a bad network and two kills of a server whose clock jumps: none lost, none double", async () => {
  const plan = { submissions: 600, senders: 30, sessionEdits: 60, quota: 60, kills: 2, life: 500, seed: 20_261_124 };
  const outcome = await runFaults(plan);
  expectNothingLost(plan, outcome);
  expect(outcome.kills).toBe(2);
}, 60_000);
