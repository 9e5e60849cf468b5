import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Codebook, createOffsetIndex, seededRandom } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { codeAgain, placeHandCodings, readHandCoding } from "./place-hand-codings.ts";
import { demoPacks } from "./run-demo.node.ts";
import { readSimulatedSessions } from "./simulated-material.node.ts";

const library = join(import.meta.dirname, "../../../instruments/library");
const book = parse(await readFile(join(library, "common/codebook.yaml"), "utf8")) as Codebook;
const codes = new Map(book.codes.map(({ id, number }) => [number, String(id)]));

it.each(demoPacks)(
  "%s: every simulated coding stands in one turn of an interviewee, under a code that has none beneath it",
  async (pack) => {
    const sessions = (await readSimulatedSessions(join(library, pack))).filter(({ transcript }) => transcript !== null);
    expect(sessions.every(({ codings }) => codings.length >= 10)).toBe(true);
    for (const { codings, transcript } of sessions) {
      const text = new TextDecoder().decode(transcript ?? new Uint8Array());
      const index = createOffsetIndex(text);
      for (const placed of placeHandCodings(text, codings, codes)) {
        const words = index.slice(placed);
        const before = index.slice({ ...placed, start: index.fromUtf16(0), end: placed.start });
        const turn = before.slice(before.lastIndexOf("\n") + 1);
        expect(words).not.toContain("\n");
        expect(turn, words).toMatch(/受访者[甲乙丙丁]?：/u);
        expect(
          book.codes.some(({ parent }) => parent === placed.code),
          words,
        ).toBe(false);
      }
    }
  },
);

it("differs from the first coder by chance alone, within the same stretches, and not where nothing stands beside a code", () => {
  const text = "受访者：以前数论文😀篇数，现在看代表作。评审周期也长了，年年要填表。\n".repeat(200);
  const length = [...text].length / 200;
  const codings = Array.from({ length: 200 }, (_, at) => ({
    ...{ start: at * length + 4, end: (at + 1) * length - 1 },
    ...{ code: at % 2 === 0 ? "a" : "b", tendency: undefined },
  })) as unknown as Parameters<typeof codeAgain>[1];
  const again = (seed: number) =>
    codeAgain(text, codings, { random: seededRandom(seed), siblings: (code) => (code === "a" ? ["c"] : []) });
  expect(again(7)).toEqual(again(7));
  const made = again(7);
  expect(made.length).toBeGreaterThan(170);
  expect(made.length).toBeLessThan(200);
  const starts = new Map(codings.map((one) => [one.start, one]));
  const shorter = made.filter(({ end, start }) => end !== starts.get(start)?.end);
  expect(shorter.length).toBeGreaterThan(5);
  for (const { end } of shorter) expect([...text][end - 1]).toMatch(/[，。]/u);
  const other = made.filter(({ code, start }) => code !== starts.get(start)?.code);
  expect(other.length).toBeGreaterThan(2);
  expect(new Set(other.map(({ code }) => code))).toEqual(new Set(["c"]));
});

it("refuses a line without a code and words that are not there once", () => {
  expect(() => readHandCoding("以前数论文")).toThrow('expected "1.1 负 first words…last words"');
  const place = (line: string) => placeHandCodings("论文，论文。", [readHandCoding(line)], new Map([["1.1", "c1-1"]]));
  expect(() => place("1.1 论文…。")).toThrow("has no place");
  expect(() => place("1.2 ，论文")).toThrow("no code");
  expect(place("1.1 负 ，论文")).toMatchObject([{ start: 2, end: 5, code: "c1-1", tendency: "负" }]);
});
