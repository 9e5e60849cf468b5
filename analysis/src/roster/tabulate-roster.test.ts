import { brandAs, type RosterUnit, type UnitCode } from "@diaoyan/instruments";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CountedPerson, guardRosterTable, smallGroups, tabulateRoster } from "./tabulate-roster.ts";

const units = ["和平", "河西", ""].map(
  (district, at): RosterUnit => ({
    code: brandAs<UnitCode>(`U${at}`),
    name: `示例单位${at}`,
    unitType: at === 0 ? "市属高校" : "民营企业",
    pilotLevel: "非试点",
    keyUnit: false,
    district,
  }),
);
const personOf = (title: string, ageBand: string, unit: string | null): CountedPerson => ({
  category: "",
  title,
  ageBand,
  education: "",
  field: "",
  level: "",
  unit,
});

describe("tabulateRoster", () => {
  it("counts by one axis, ranks in their order, then the largest group, and what is not known last", () => {
    const people = ["", "副高", "甲", "正高级", "乙", "副高", "乙", ""].map((title) => personOf(title, "", "U0"));
    const { rows, columns, rowTotals, total } = tabulateRoster(people, units, ["title"]);
    expect({ rows, columns, rowTotals, total }).toEqual({
      rows: ["正高级", "副高", "乙", "甲", ""],
      columns: [""],
      rowTotals: [1, 2, 2, 1, 2],
      total: 8,
    });
  });

  it("crosses people's age with their unit's district, ages in their order", () => {
    const people = [
      personOf("", "41—45岁", "U0"),
      personOf("", "35岁及以下", "U1"),
      personOf("", "41—45岁", "U0"),
      personOf("", "36—40岁", null),
    ];
    const { rows, columns, cells } = tabulateRoster(people, units, ["ageBand", "district"]);
    expect([rows, columns]).toEqual([
      ["35岁及以下", "36—40岁", "41—45岁"],
      ["和平", "河西", ""],
    ]);
    expect(cells).toEqual([
      [0, 1, 0],
      [0, 0, 1],
      [2, 0, 0],
    ]);
  });
});

describe("guardRosterTable", () => {
  const people = fc.array(
    fc.record({ title: fc.constantFrom("正高", "副高", "中级", "院士"), unit: fc.constantFrom("U0", "U1", "U2") }),
    { maxLength: 80 },
  );

  it("E2 shows no count below the smallest group, none out of lots, and no name of a small group", () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 3, max: 8 }), (drawn, k) => {
        const table = tabulateRoster(
          drawn.map(({ title, unit }) => personOf(title, "", unit)),
          units,
          ["title", "unitType"],
        );
        const shown = guardRosterTable(table, k);
        for (const count of [...shown.cells.flat(), ...shown.rowTotals, ...shown.columnTotals, shown.total]) {
          if (count !== null) expect([count % k, count === 0 || count >= k]).toEqual([0, true]);
        }
        if (table.rows.length < 2) return;
        for (const name of shown.rows) {
          const at = table.rows.indexOf(name);
          if (name !== smallGroups) expect(table.rowTotals[at]).toBeGreaterThanOrEqual(k);
        }
      }),
    );
  });
});
