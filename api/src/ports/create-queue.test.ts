import { expect, it } from "vitest";
import { createQueue } from "./create-queue.ts";

it("runs what is asked of one name in order, past what failed, and lets other names go ahead", async () => {
  const queue = createQueue();
  const done: string[] = [];
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = queue("a", async () => {
    await gate;
    done.push("a1");
    throw new Error("no");
  });
  const second = queue("a", async () => done.push("a2"));
  await queue("b", async () => done.push("b1"));
  expect(done).toEqual(["b1"]);
  open();
  await expect(first).rejects.toThrow("no");
  await second;
  expect(done).toEqual(["b1", "a1", "a2"]);
  expect(await queue("a", async () => 3)).toBe(3);
});
