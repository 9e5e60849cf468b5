import { describe, expect, it } from "vitest";
import type { Coding, Corpus } from "../model/corpus.ts";
import { crossRetrieved, type RetrievalQuery, retrieveCodings } from "./retrieve-codings.ts";

const coding = (id: string, code: string, place: readonly [string, number, number], more = {}) =>
  ({
    id,
    code,
    transcript: place[0],
    start: place[1],
    end: place[2],
    modifiers: {},
    origin: { kind: "human", user: "u1" },
    ...more,
  }) as unknown as Coding;
const code = (id: string, parent: string | null) => ({ id, parent, number: id, name: id });
const corpus = {
  transcripts: [],
  codebook: { version: "1", modifiers: {}, codes: [code("1", null), code("1.1", "1"), code("2", null)] },
  codings: [
    coding("a", "1.1", ["t1", 0, 10], { modifiers: { 评价倾向: "负" } }),
    coding("b", "2", ["t1", 5, 8]),
    coding("c", "1", ["t1", 30, 40], { origin: { kind: "rule", rule: "r" } }),
    coding("d", "2", ["t1", 45, 50]),
    coding("e", "1.1", ["t2", 0, 10], { origin: { kind: "human", user: "u2" } }),
  ],
  attributes: new Map([
    ["t1", { 单位类型: "高校" }],
    ["t2", { 单位类型: "企业" }],
  ]),
} as unknown as Corpus;
const find = (query: RetrievalQuery) => retrieveCodings(corpus, query).map(({ coding: { id } }) => id);

describe("retrieveCodings", () => {
  it("takes codes with what lies beneath them, people, modifiers and attributes", () => {
    expect(find({ codes: ["1"] })).toEqual(["a", "c", "e"]);
    expect(find({ codes: ["1"], humanOnly: true })).toEqual(["a", "e"]);
    expect(find({ coder: "u2" })).toEqual(["e"]);
    expect(find({ modifiers: { 评价倾向: "负" } })).toEqual(["a"]);
    expect(find({ attributes: { 单位类型: ["企业"] } })).toEqual(["e"]);
    expect(find({ attributes: { 单位类型: [] } })).toHaveLength(5);
  });

  it("finds what overlaps, lies inside, is near, follows, and what does not", () => {
    const related = (relation: "overlaps" | "inside" | "near" | "follows", distance = 0, without = false) =>
      find({ codes: ["1"], related: { relation, codes: ["2"], distance, without } });
    expect(related("overlaps")).toEqual(["a"]);
    expect(related("near", 5)).toEqual(["a", "c"]);
    expect(related("near", 4)).toEqual(["a"]);
    expect(related("follows", 22)).toEqual(["c"]);
    expect(related("overlaps", 0, true)).toEqual(["c", "e"]);
    expect(find({ codes: ["2"], related: { relation: "inside", codes: ["1"], distance: 0 } })).toEqual(["b"]);
    expect(
      retrieveCodings(corpus, {
        codes: ["2"],
        related: { relation: "inside", codes: ["1"], distance: 0 },
      })[0]?.related.map(({ id }) => id),
    ).toEqual(["a"]);
  });

  it("crosses what was found with an attribute", () => {
    expect(crossRetrieved(corpus, retrieveCodings(corpus, {}), "单位类型")).toMatchObject({
      values: ["企业", "高校"],
      rows: [
        { code: "1", cells: [{ codings: 0 }, { codings: 1 }] },
        {
          code: "1.1",
          cells: [
            { codings: 1, transcripts: 1 },
            { codings: 1, transcripts: 1 },
          ],
        },
        { code: "2", cells: [{ codings: 0 }, { codings: 2, transcripts: 1 }] },
      ],
    });
  });
});
