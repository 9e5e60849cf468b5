import { expect, it } from "vitest";
import { parseSnapshot } from "./open-snapshot.ts";

const format = "diaoyan-snapshot/1";

it.each([
  [null, /expected the format “diaoyan-snapshot\/1”.*names no format/],
  [{ format: "other/2" }, /got “other\/2”/],
  [{ format }, /takenAt: a moment.*got none/],
  [{ format, takenAt: "刚才" }, /takenAt.*got “刚才”/],
  [{ format, takenAt: 5 }, /got none/],
])("refuses %j as a snapshot", (json, message) => {
  expect(() => parseSnapshot(json)).toThrow(expect.objectContaining({ code: "snapshot.format" }));
  expect(() => parseSnapshot(json)).toThrow(message);
});

it("takes a document of the format and of a moment", () => {
  const json = { format, takenAt: "2026-11-27T08:00:00.000Z" };
  expect(parseSnapshot(json)).toBe(json);
});
