import { expect, it } from "vitest";
import { fuzzServer } from "./fuzz-server.ts";
import { fuzzSubmissions } from "./fuzz-submissions.ts";

it("answers three hundred drawn requests as the contract says, and still serves", async () => {
  const { findings, failures, lastStatus, succeeded, statuses } = await fuzzServer(300, 20_261_127);
  expect({ findings, failures }).toEqual({ findings: [], failures: [] });
  expect(lastStatus).toBe(201);
  expect(succeeded).toBeGreaterThan(15);
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(["200", "400", "401", "403", "404", "405", "422"]));
});

it("takes or refuses a hundred changed submissions as the validator says", async () => {
  const { accepted, refused, findings, failures } = await fuzzSubmissions(100, 20_261_127);
  expect({ findings, failures }).toEqual({ findings: [], failures: [] });
  expect(accepted).toBeGreaterThan(2);
  expect(refused).toBeGreaterThan(50);
});
