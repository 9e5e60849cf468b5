import { expect, it } from "vitest";
import { fuzzServer } from "./fuzz-server.ts";
import { fuzzSubmissions } from "./fuzz-submissions.ts";

const megabyte = 1024 * 1024;
const show = (heap: readonly number[]): string => heap.map((bytes) => (bytes / megabyte).toFixed(0)).join(", ");

/** Another draw each time; `FUZZ_SEED` repeats one. */
const seed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

it("answers a hundred thousand drawn requests as the contract says: no 5xx, nothing of its inside, no growth", async () => {
  const { findings, failures, lastStatus, heap, statuses, succeeded, never } = await fuzzServer(100_000, seed);
  process.stdout.write(
    `requests: seed ${seed}, ${JSON.stringify(statuses)}, ${succeeded} operations succeeded, heap ${show(heap)} MB\n` +
      `never: ${never.join(", ")}\n`,
  );
  expect({ findings, failures }).toEqual({ findings: [], failures: [] });
  expect(lastStatus).toBe(201);
  // all but what would take the ground away, or needs a code of the moment
  expect(never.length).toBeLessThan(25);
  expect((heap[3] ?? 0) - (heap[0] ?? 0)).toBeLessThan(96 * megabyte);
});

it("takes or refuses twenty thousand changed submissions as the validator says", async () => {
  const { accepted, refused, findings, failures, heap } = await fuzzSubmissions(20_000, seed);
  process.stdout.write(`submissions: seed ${seed}, ${accepted} accepted, ${refused} refused, heap ${show(heap)} MB\n`);
  expect({ findings, failures }).toEqual({ findings: [], failures: [] });
  expect(accepted).toBeGreaterThan(500);
});
