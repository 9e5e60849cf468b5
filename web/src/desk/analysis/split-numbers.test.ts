import { analyses, datasetFromCsv, runAndPresent } from "@diaoyan/analysis";
import { describe, expect, it } from "vitest";
import { placeNumber, splitNumbers } from "./split-numbers.ts";

const said = (path: string, value: number, text: string) => ({ path, value, text });
const cells = (...texts: readonly string[]) => texts.map((text) => ({ text }));
const table = {
  caption: "表",
  header: [cells("组别", "均值")],
  body: [
    [{ text: "男" }, { text: "3.62±0.81", value: 3.6190476 }],
    [{ text: "女" }, { text: "2.10***", value: 2.1 }],
  ],
  note: "n=107；χ²=4.512，df=3",
};

describe("splitNumbers", () => {
  it("keeps the sentence whole and marks each number once", () => {
    const text = "均值为3.62（n=36，p=0.036），3.6不同。";
    const parts = splitNumbers({
      text,
      numbers: [said("n", 36, "36"), said("m", 3.62, "3.62"), said("p", 0.036, "p=0.036")],
    });
    expect(parts.map((part) => `${part.lead}${part.text}${part.tail}`).join("")).toBe(text);
    expect(parts.filter(({ number }) => number !== null).map((part) => part.text)).toEqual(["3.62", "36", "p=0.036"]);
  });

  it("leaves the numbers of quoted names alone", () => {
    const parts = splitNumbers({ text: "“56—60岁”最多（n=60）。", numbers: [said("n", 60, "60")] });
    expect(parts.map((part) => part.text)).toEqual(["“56—60岁”最多", "60"]);
  });

  it("keeps brackets, signs and commas on the line of their number", () => {
    const text = "占27.3%（n=110），均值3.30±1.10，效应（η²=0.064，p=0.031）较小。";
    const numbers = ["27.3", "110", "3.30", "1.10", "0.064", "p=0.031"].map((word) => said(word, 1, word));
    const marks = splitNumbers({ text, numbers }).flatMap(({ number, lead, tail }) => (number ? [[lead, tail]] : []));
    expect(marks).toEqual([
      ["", "%"],
      ["（n=", "），"],
      ["", ""],
      ["±", "，"],
      ["（η²=", "，"],
      ["", "）"],
    ]);
  });

  it("is the plain text where nothing is carried", () => {
    expect(splitNumbers({ text: "没有有效数据。", numbers: [] })).toMatchObject([
      { text: "没有有效数据。", number: null },
    ]);
  });
});

describe("placeNumber", () => {
  it.each([
    ["by value", said("m", 3.6190476, "3.62"), { kind: "cells", cells: ["0:1"] }],
    ["by text with stars", said("m", 2.1000001, "2.10"), { kind: "cells", cells: ["1:1"] }],
    ["in the note", said("x", 4.5123, "4.512"), { kind: "note" }],
    ["nowhere", said("y", 9, "9"), { kind: "result" }],
  ] as const)("finds a number %s", (_, number, place) => {
    expect(placeNumber(table, number)).toEqual(place);
  });

  it("finds the figures of the common analyses in their tables or notes", () => {
    const csv = `x,y,g,h\n${Array.from({ length: 40 }, (_, row) => `${(row * 7) % 5},${(row * 3) % 11},${row % 2},${row % 3}`).join("\n")}\n`;
    const dataset = datasetFromCsv(csv);
    const requests = [
      { kind: "frequencies", variable: "h" },
      { kind: "describe", variables: ["x", "y"] },
      { kind: "tTest", variable: "y", by: "g" },
      { kind: "anova", variable: "y", by: "h" },
      { kind: "crosstab", rows: "g", columns: "h" },
      { kind: "correlation", variables: ["x", "y"] },
      { kind: "reliability", items: ["x", "y", "h"] },
    ];
    expect(analyses.length).toBeGreaterThan(requests.length);
    for (const request of requests) {
      const { presented } = runAndPresent({ dataset }, request, { seed: 1, locale: "zh" });
      const { table: made, sentences } = presented as unknown as {
        table: typeof table;
        sentences: typeof presented.sentences;
      };
      const numbers = sentences.flatMap((one) => [...one.numbers]);
      // p of a correlation stands as stars
      const inTable = numbers.filter(({ path }) => request.kind !== "correlation" || path.startsWith("r."));
      const found = inTable.filter((one) => placeNumber(made, one).kind !== "result");
      expect([request.kind, found.length]).toEqual([request.kind, inTable.length]);
    }
  });
});
