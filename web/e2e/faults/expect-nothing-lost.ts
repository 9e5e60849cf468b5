import { expect } from "vitest";
import type { FaultOutcome, FaultPlan } from "./run-faults.ts";

/** Every receipted response is stored once, nothing else is, the quota is kept, and the logs fit. */
export function expectNothingLost(plan: FaultPlan, outcome: FaultOutcome): void {
  const { receipted, abandoned, storedRows } = outcome;
  expect(receipted + abandoned).toBe(plan.submissions);
  expect(outcome).toMatchObject({ lost: 0, stray: 0, doubledLogEntries: 0, miscounted: [], findings: [] });
  expect(storedRows).toBeGreaterThanOrEqual(receipted);
  expect(storedRows).toBeLessThanOrEqual(receipted + abandoned);
  expect(outcome.logEntries + outcome.waitingCommitments).toBe(storedRows);
  expect(outcome.quotaAccepted).toBe(plan.quota);
  expect(outcome.fieldwork).toMatchObject({
    acknowledgedEdits: plan.sessionEdits,
    lostNotes: 0,
    doubledNotes: 0,
    miscountedSessions: [],
  });
  // the run was as bad as it should be
  for (const [fault, count] of Object.entries(outcome.faults)) expect([fault, count > 0]).toEqual([fault, true]);
}
