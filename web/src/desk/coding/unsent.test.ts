import type { Coding } from "@diaoyan/analysis";
import { expect, it } from "vitest";
import { drawAll, makeEdit, refuseWithLater, type Unsent } from "./unsent.ts";

const text = "受访者：评审周期太短😀了。";
const coding = {
  id: "a",
  code: "papers",
  start: 4,
  end: 8,
  quote: "评审周期",
  memo: "",
  modifiers: {},
  origin: { kind: "human", user: "me" },
  revision: 3,
} as unknown as Coding;
const place = { study: "s", transcript: "t", me: "me" };
const draw = (queue: readonly Unsent[], codings: readonly Coding[] = [coding]) =>
  drawAll(codings, queue, { place, text }).map(({ code, end, quote, revision, start }) => [
    code,
    start,
    end,
    quote,
    revision,
  ]);

it("draws changes in their order, each on the revision the one before it will leave", () => {
  const first = makeEdit(coding, { id: "1", queue: [], set: { code: "title" } });
  // a key held down: the page still shows what stood before the first
  const second = makeEdit(coding, { id: "2", queue: [first], set: { start: 8, end: 11 } });
  expect([first.revision, second.revision]).toEqual([3, 4]);
  expect(draw([first, second])).toEqual([["title", 8, 11, "太短😀", 5]]);
  const gone = makeEdit(coding, { id: "3", queue: [first, second], set: null });
  expect(draw([first, second, gone])).toEqual([]);
});

it("draws no change of a coding that somebody else changed, and refuses all that rests on a refused one", () => {
  const first = makeEdit(coding, { id: "1", queue: [], set: { code: "title" } });
  const second = makeEdit(coding, { id: "2", queue: [first], set: { code: "peers" } });
  const other = makeEdit({ ...coding, id: "b" as Coding["id"] }, { id: "3", queue: [first, second], set: null });
  expect(other.revision).toBe(3);
  expect(draw([first, second], [{ ...coding, revision: 4 }])).toEqual([["peers", 4, 8, "评审周期", 5]]);
  const refused = refuseWithLater([first, second, other], first, "已被他人修改");
  expect(refused.map((one) => one.refused)).toEqual(["已被他人修改", "已被他人修改", undefined]);
  expect(draw(refused, [{ ...coding, revision: 4 }])).toEqual([["papers", 4, 8, "评审周期", 4]]);
});
