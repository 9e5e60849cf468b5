import { createOffsetIndex, makeTranscript } from "@diaoyan/instruments";
import fc from "fast-check";
import { expect, it } from "vitest";
import { listUnits, moveEdge, snapSelection, snapUnits, spanOf, stepUnit } from "./snap.ts";

const raw = "访谈员：请谈谈😀变化。好吗？\n受访者：以前数论文，𠮷先生说现在看代表作；周期也长了。\n";
const { text, turns: bare } = makeTranscript({ id: "t", revision: 1, session: null, title: "", raw } as never);
const index = createOffsetIndex(text);
const turns = bare.map((turn) => ({ ...turn, text: index.slice(turn) }));
const at = (words: string) => {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return spanOf(start, start + [...words].length);
};
const snap = (words: string, unit: (typeof snapUnits)[number]) =>
  index.slice(snapSelection(index, turns, { span: at(words), unit }));

it("widens to clause, sentence or turn and leaves free selections alone", () => {
  expect(snap("先生", "clause")).toMatch(/^𠮷先生说现在看代表作[；]?$/u);
  expect(snap("变化", "sentence")).toBe("请谈谈😀变化。");
  expect(snap("先生", "turn")).toBe("以前数论文，𠮷先生说现在看代表作；周期也长了。");
  expect(snap("先生", "free")).toBe("先生");
});

it("moves an end by one character, a rare one as well, and stays within the text", () => {
  const span = at("先生");
  expect(index.slice(moveEdge(span, "start", -1, turns))).toBe("𠮷先生");
  expect(index.slice(moveEdge(span, "end", -9, turns))).toBe("先");
  expect(moveEdge(span, "end", 9_999, turns).end).toBe(turns.at(-1)?.end);
  expect(index.slice(moveEdge(span, "start", 9, turns))).toBe("生");
});

it("moves an end over a speaker's name into the next turn, and stops at the first and last", () => {
  const [first, second] = [at("请谈谈😀变化。好吗？"), at("以前数论文")];
  expect(index.slice(moveEdge(second, "start", -1, turns))).toBe("？\n受访者：以前数论文");
  expect(index.slice(moveEdge(first, "end", 1, turns))).toBe("请谈谈😀变化。好吗？\n受访者：以");
  expect(moveEdge(first, "start", -1, turns)).toEqual(first);
  const whole = spanOf(second.start, turns.at(-1)?.end ?? 0);
  expect(moveEdge(whole, "end", 1, turns)).toEqual(whole);
});

it("moves over a character of several code points at once", () => {
  const [said, variant] = ["受访者：实验室👩‍🔬有人。", "葛\u{e0100}老师"];
  const all = `${said}${variant}`;
  const here = createOffsetIndex(all);
  const one = [{ ...spanOf(0, here.length), text: all }];
  const lab = spanOf(4, 7);
  const more = moveEdge(lab, "end", 1, one);
  expect(here.slice(more)).toBe("实验室👩‍🔬");
  expect(moveEdge(more, "end", -1, one)).toEqual(lab);
  const last = spanOf(here.length - 4, here.length);
  expect(here.slice(moveEdge(last, "start", 1, one))).toBe("老师");
  expect(here.slice(moveEdge(last, "end", -9, one))).toBe("葛\u{e0100}");
});

it("goes through all units forwards and back", () => {
  for (const unit of snapUnits) {
    const units = listUnits(index, turns, unit);
    const passed = [];
    for (let one = stepUnit(units, null, 1); one !== undefined; one = stepUnit(units, one, 1)) passed.push(one);
    expect(passed).toEqual(units);
    expect(stepUnit(units, units[1] ?? null, -1)).toEqual(units[0]);
  }
});

it("never loses a selected character but white space at the ends", () => {
  fc.assert(
    fc.property(fc.nat(index.length - 1), fc.nat(20), fc.constantFrom(...snapUnits), (start, length, unit) => {
      const span = spanOf(start, Math.min(index.length, start + length + 1));
      expect(index.slice(snapSelection(index, turns, { span, unit }))).toContain(index.slice(span).trim());
    }),
  );
});
