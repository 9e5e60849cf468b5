import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnWidths } from "./column-widths.ts";

const table = (rows: readonly (readonly string[])[], right: readonly number[] = []) => {
  const cells = rows.map((row) =>
    row.map((text, column) => (right.includes(column) ? { text, align: "right" as const } : { text })),
  );
  return { caption: "", header: cells.slice(0, 1), body: cells.slice(1), note: "" };
};

describe("columnWidths", () => {
  it("gives a long title most of the room and leaves short words whole", () => {
    const [title = 0, type = 0, status = 0] = columnWidths(
      table([
        ["案例", "单位类型", "状态"],
        ["五年一大考、节点由任务方签字——某中央驻津科研院所攻关团队长周期考核", "中央驻津科研院所", "初稿"],
      ]),
      6000,
    );
    expect(status).toBeGreaterThanOrEqual(2 * 210 + 200);
    expect(title).toBeGreaterThan(type);
  });

  it("does not break numbers for the sake of words", () => {
    const words = "评价规则在开始之前就已公布且不随意变动，并且对所有人一视同仁，不因人而异";
    const widths = columnWidths(
      table(
        [
          ["变量", "均值±标准差"],
          [words, "1234.56±789.01"],
        ],
        [1],
      ),
      5000,
    );
    expect(widths[1]).toBeGreaterThan(14 * 105);
  });

  it("fills the type area and never leaves it", () => {
    const words = fc.array(fc.array(fc.string({ maxLength: 60 }), { minLength: 1, maxLength: 9 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 4000, max: 12_000 }), (rows, available) => {
        const widths = columnWidths(table(rows), available);
        const sum = widths.reduce((total, width) => total + width, 0);
        expect(sum).toBeLessThanOrEqual(available + widths.length);
        expect(sum).toBeGreaterThan(available - 2 * widths.length);
        expect(Math.min(...widths)).toBeGreaterThan(0);
      }),
    );
  });
});
