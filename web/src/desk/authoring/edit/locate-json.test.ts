import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { getAt, type JsonPath, sayPath } from "./json-path.ts";
import { lineOf, locateJson, offsetOf } from "./locate-json.ts";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 1, -2.5, 1e21),
    fc.string({ unit: "binary" }),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(name, tie("json"), { maxKeys: 3 }),
  ),
}));

function pathsOf(value: unknown, path: JsonPath = []): JsonPath[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item, index) => pathsOf(item, [...path, index]))];
  if (value === null || typeof value !== "object") return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))];
}

describe("places in a JSON text", () => {
  it("are found for every value, however it is written", () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const places = locateJson(text);
        expect(places.failedAt).toBeNull();
        const paths = pathsOf(value);
        expect([...places.offsets.keys()].sort()).toEqual([...new Set(paths.map(sayPath))].sort());
        for (const path of paths.slice(1)) {
          const last = path.at(-1);
          const start = text.slice(places.offsets.get(sayPath(path)));
          const wanted = typeof last === "string" ? last : (getAt(value as never, path) ?? null);
          const written = JSON.stringify(wanted, null, indent).split("\n")[0] ?? "";
          expect(start.startsWith(written)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("agree with JSON.parse on what is JSON", () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.constantFrom("", ",", "}", '"', "x", "01", "\u0001"), (value, place, planted) => {
        const whole = JSON.stringify(value);
        const at = place % (whole.length + 1);
        const text = whole.slice(0, at) + planted + whole.slice(at + (place % 2));
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        expect(locateJson(text).failedAt === null).toBe(parses);
      }),
      { numRuns: 300 },
    );
  });

  it("fall back to what stands around, and count lines from 1", () => {
    const text = '{\n  "a": [\n    {"b": 1},\n    7\n  ]\n}';
    const lines = (path: string) => lineOf(text, offsetOf(locateJson(text), path));
    expect(["", "a", "a[0].b", "a[1]", "a[0].missing.deep", "a[9].x", "title"].map(lines)).toEqual([
      1, 2, 3, 4, 3, 2, 1,
    ]);
    const broken = '{\n  "a": 1,\n  "b" 2\n}';
    expect(lineOf(broken, locateJson(broken).failedAt ?? 0)).toBe(3);
    expect(locateJson("[".repeat(100_000)).failedAt).toBe(201);
  });
});
