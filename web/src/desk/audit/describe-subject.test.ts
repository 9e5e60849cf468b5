import { expect, it } from "vitest";
import { describeSubject } from "./describe-subject.ts";

const session = "a3f8bca6-2d77-4cab-b87a-c73f4efdda86";

it("names what is known, shortens other ids and leaves words alone", () => {
  const names = new Map([[session, "T4-M01 研讨会"]]);
  expect(describeSubject(session, names)).toBe("T4-M01 研讨会");
  expect(describeSubject(`${session}:draft`, new Map())).toBe("a3f8bca6:draft");
  expect(describeSubject(`q-e2-short@c013f706${"0".repeat(56)}`, names)).toBe("q-e2-short@c013f706");
  expect(describeSubject("177 added, 0 kept", names)).toBe("177 added, 0 kept");
});
