import { expect, it } from "vitest";
import { createPasswordGate } from "./password-gate.ts";

it("lets few in at once, in order, refuses what is too many, and goes on after a failure", async () => {
  const gate = createPasswordGate({ atOnce: 2, waiting: 3 });
  let inside = 0;
  let most = 0;
  const order: number[] = [];
  const visit = (at: number) =>
    gate(async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 2));
      inside -= 1;
      order.push(at);
      if (at === 1) throw new Error("a wrong password");
      return at;
    });
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5, 6, 7].map(visit));
  expect(outcomes.map(({ status }) => status)).toEqual([
    "rejected",
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "fulfilled",
    "rejected",
    "rejected",
  ]);
  expect(outcomes[5]).toMatchObject({ reason: { body: { code: "server.busy", status: 503 } } });
  expect(order).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
  expect(await visit(8)).toBe(8);
});
