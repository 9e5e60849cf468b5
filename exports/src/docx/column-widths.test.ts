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
    expect(status).toBeGreaterThanOrEqual(2 * 210 + 140);
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

  it("divides neither a number of a session nor a day, and gives words what short columns leave", () => {
    const head = ["编号", "名称", "原计划", "实际日期", "计划人次", "实际人次", "执行情况"];
    const body = [
      "T4-SITE01-I01",
      "某中央驻津科研院所攻关团队成员座谈",
      "2025-06-09至2025-06-15",
      "2025-06-12",
      "4",
      "4",
    ];
    const widths = columnWidths(table([head, [...body, "改期举行：单位要求改期"], [...body, "按计划举行"]]), 8845);
    expect(widths[0]).toBeGreaterThan(13 * 105);
    expect(widths[3]).toBeGreaterThan(10 * 105);
    expect(widths[1]).toBeGreaterThan(widths[4] ?? 0);
    expect(widths[1]).toBeGreaterThan(7 * 210);
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
