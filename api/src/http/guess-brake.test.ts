import { expect, it, vi } from "vitest";
import { createGuessBrake } from "./guess-brake.ts";

const settings = { burst: 3, perSecond: 10, waiting: 2, addresses: 2 };

it("lets the first wrong tries of an address through, then one at a time, then turns away", async () => {
  vi.useFakeTimers();
  const brake = createGuessBrake(settings);
  const out: string[] = [];
  const guess = (name: string, address = "a") =>
    brake(address).then(
      () => out.push(name),
      (error: { body: { code: string } }) => out.push(`${name} ${error.body.code}`),
    );
  for (const name of ["1", "2", "3", "4", "5", "6"]) void guess(name);
  void guess("other", "b");
  await vi.advanceTimersByTimeAsync(0);
  expect(out.toSorted()).toEqual(["1", "2", "3", "6 request.tooManyGuesses", "other"]);
  await vi.advanceTimersByTimeAsync(100);
  expect(out).toContain("4");
  expect(out).not.toContain("5");
  await vi.advanceTimersByTimeAsync(100);
  expect(out).toContain("5");
  // patience gives the burst back
  await vi.advanceTimersByTimeAsync(10_000);
  for (const name of ["7", "8", "9"]) void guess(name);
  await vi.advanceTimersByTimeAsync(0);
  expect(out.slice(-3)).toEqual(["7", "8", "9"]);
  vi.useRealTimers();
});
