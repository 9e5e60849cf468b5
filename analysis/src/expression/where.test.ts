import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumbers } from "../dataset/read-column.ts";
import { datasetOf } from "../testing/dataset-of.ts";
import { applyWhere, selectRows, type Where, whereSchema } from "./where.ts";

const data = datasetOf({
  id: [0, 1, 2, 3, 4],
  age: [17, 30, null, 45, 60],
  city: ["津", "京", "津", null, "冀"],
  day: ["2026-01-31", "2026-02-01", "2026-11-23", "2025-12-31", null],
});
const kept = (where: Where) => [...readNumbers(applyWhere(data, whereSchema.parse(where)), "id")];

describe("where", () => {
  it.each<[Where, readonly number[]]>([
    [{ variable: "age", eq: 30 }, [1]],
    [{ variable: "age", eq: "30" }, [1]],
    [{ variable: "age", ne: 30 }, [0, 3, 4]],
    [{ variable: "age", gt: 17, lte: 45 }, [1, 3]],
    [{ variable: "age", in: [17, "60", 99] }, [0, 4]],
    [{ variable: "age", in: [] }, []],
    [{ variable: "city", in: ["津", "冀"] }, [0, 2, 4]],
    [{ variable: "day", gte: "2026-01-01", lt: "2026-02-01" }, [0]],
    [
      {
        and: [
          { variable: "age", gt: 20 },
          { variable: "city", eq: "京" },
        ],
      },
      [1],
    ],
    [
      {
        or: [
          { variable: "age", gt: 50 },
          { variable: "city", eq: "津" },
        ],
      },
      [0, 2, 4],
    ],
  ])("%j keeps %j", (where, rows) => {
    expect(kept(where)).toEqual(rows);
  });

  it("leaves out what is unknown, under not as well", () => {
    expect(kept({ not: { variable: "age", gt: 20 } })).toEqual([0]);
    expect(
      kept({
        not: {
          and: [
            { variable: "age", gt: 20 },
            { variable: "city", eq: "冀" },
          ],
        },
      }),
    ).toEqual([0, 1, 2]);
    expect(
      kept({
        not: {
          or: [
            { variable: "age", gt: 20 },
            { variable: "city", eq: "京" },
          ],
        },
      }),
    ).toEqual([0]);
  });

  it.each<[string, Where, string, RegExp]>([
    ["an unknown variable", { variable: "aeg", eq: 1 }, "variable.unknown", /“aeg”/],
    ["a number compared with a text", { variable: "age", eq: "三十" }, "where.operand", /“三十”.*give a number/],
    ["a number compared with an empty text", { variable: "age", in: [""] }, "where.operand", /give a number/],
  ])("refuses %s", (_, where, code, message) => {
    expect(() => kept(where)).toThrow(expect.objectContaining({ code }));
    expect(() => kept(where)).toThrow(message);
  });

  it("refuses forms it does not know", () => {
    for (const form of [{ variable: "age" }, { and: [] }, { variable: "age", like: 1 }, { xor: [] }, "age > 1"])
      expect(whereSchema.safeParse(form).success).toBe(false);
  });
});

const leaf: fc.Arbitrary<Where> = fc.oneof(
  fc.record({ variable: fc.constant("age"), gt: fc.constantFrom(10, 30, 50) }),
  fc.record({ variable: fc.constant("city"), in: fc.subarray(["津", "京", "冀"]) }),
);
const { where } = fc.letrec<{ where: Where }>((tie) => ({
  where: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ not: tie("where") }),
    fc.record({ and: fc.array(tie("where"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ or: fc.array(tie("where"), { minLength: 1, maxLength: 3 }) }),
  ),
}));

describe("the logic of filters", () => {
  it("follows De Morgan and double negation", () => {
    fc.assert(
      fc.property(where, where, (a, b) => {
        expect(kept({ not: { and: [a, b] } })).toEqual(kept({ or: [{ not: a }, { not: b }] }));
        expect(kept({ not: { not: a } })).toEqual(kept(a));
      }),
    );
  });

  it("never keeps a row both for a filter and for its negation", () => {
    fc.assert(
      fc.property(where, (one) => {
        const negated = new Set(kept({ not: one }));
        expect(kept(one).filter((row) => negated.has(row))).toEqual([]);
      }),
    );
  });
});

describe("selectRows", () => {
  it("keeps values, reasons and ids of the rows in the order given", () => {
    const picked = selectRows({ ...data, rowIds: ["a", "b", "c", "d", "e"] }, [2, 0]);
    expect(picked.rowIds).toEqual(["c", "a"]);
    expect(picked.columns.get("age")).toEqual({
      kind: "numeric",
      values: Float64Array.of(Number.NaN, 17),
      missing: Uint8Array.of(3, 0),
    });
    expect(picked.columns.get("city")).toMatchObject({ codes: Int32Array.of(0, 0) });
  });
});
