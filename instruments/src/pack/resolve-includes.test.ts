import { describe, expect, it } from "vitest";
import type { Json } from "../model/questionnaire.ts";
import { PackFindings } from "./pack-finding.ts";
import { resolveIncludes } from "./resolve-includes.ts";

const blocks = new Map([
  [
    "anchors",
    new Map<string, readonly Json[]>([
      ["yes", [{ value: 1 }, { value: 2 }]],
      ["none", []],
    ]),
  ],
]);

function resolve(value: Json) {
  const findings = new PackFindings();
  return { value: resolveIncludes(value, { file: "q.json", blocks, findings }), findings: findings.list };
}

describe("resolveIncludes", () => {
  it("puts a block's items in place, in order, at any depth", () => {
    const { value, findings } = resolve({
      pages: [{ elements: [{ columns: [{ value: 0 }, { include: "anchors#yes" }, { value: 99 }] }] }],
    });
    expect(value).toEqual({
      pages: [{ elements: [{ columns: [{ value: 0 }, { value: 1 }, { value: 2 }, { value: 99 }] }] }],
    });
    expect(findings).toEqual([]);
  });

  it("leaves nothing of an empty block, and other uses of the word alone", () => {
    expect(resolve([{ include: "anchors#none" }]).value).toEqual([]);
    const other: Json = [{ include: "anchors#yes", name: "q" }, { include: 1 }, "include"];
    expect(resolve(other).value).toEqual(other);
    expect(resolve({ include: "anchors#yes" }).value).toEqual({ include: "anchors#yes" });
  });

  it.each(["anchors#no", "anchor#yes", "anchors", "", "#"])(
    "names place and remedy of the unknown block “%s”",
    (target) => {
      const { value, findings } = resolve({ a: [[{ include: target }]] });
      expect(value).toEqual({ a: [[]] });
      expect(findings).toMatchObject([
        { file: "q.json", path: "a[0][0]", code: "pack.include", remedy: "use one of anchors#yes, anchors#none" },
      ]);
    },
  );
});
