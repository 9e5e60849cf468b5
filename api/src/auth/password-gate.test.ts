import { expect, it } from "vitest";
import { createPasswordGate } from "./password-gate.ts";

it("lets few in at once, in order, refuses what is too many, and goes on after a failure", async () => {
  const gate = createPasswordGate({ atOnce: 2, waiting: 3, waitingOfOne: 3 });
  let inside = 0;
  let most = 0;
  const order: number[] = [];
  const visit = (at: number) =>
    gate({ address: "192.0.2.1", known: false }, async () => {
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

it("lets browsers in first that were signed in before, and leaves others places when one address floods it", async () => {
  const gate = createPasswordGate({ atOnce: 1, waiting: 4, waitingOfOne: 3 });
  const order: string[] = [];
  const visit = (address: string, known: boolean) => gate({ address, known }, async () => order.push(address));
  const flood = Array.from({ length: 9 }, () => visit("192.0.2.1", false));
  const others = [visit("192.0.2.2", false), visit("192.0.2.1 known", true)];
  const outcomes = await Promise.allSettled(flood);
  expect(outcomes.filter(({ status }) => status === "fulfilled").length).toBe(4);
  await Promise.all(others);
  expect(order).toEqual(["192.0.2.1", "192.0.2.1 known", "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"]);
});
