import { expect, it } from "vitest";
import { findMostAnswered } from "./find-most-answered.ts";

const listed = (name: string, ...responses: number[]) => ({
  name,
  versions: responses.map((count) => ({ responses: count })),
});

it("takes the questionnaire with most responses over its versions", () => {
  expect(findMostAnswered([listed("a", 3), listed("b", 2, 2), listed("c", 4)])).toBe("b");
});

it("passes over drafts, even alone", () => {
  expect(findMostAnswered([listed("draft"), listed("b", 0)])).toBe("b");
  expect(findMostAnswered([listed("draft")])).toBeUndefined();
});
