import { describe, expect, it } from "vitest";
import { tableAsText } from "./table-as-text.ts";

describe("tableAsText", () => {
  it("lines columns up where Chinese and Latin stand mixed", () => {
    const text = tableAsText({
      caption: "表1 性别",
      header: [[{ text: "选项" }, { text: "n", align: "right" }]],
      body: [
        [{ text: "男" }, { text: "12", align: "right" }],
        [{ text: "不便透露" }, { text: "3", align: "right" }],
      ],
      note: "注：模拟数据",
    });
    expect(text.split("\n")).toEqual([
      "表1 性别",
      "────────────",
      "选项       n",
      "────────────",
      "男        12",
      "不便透露   3",
      "────────────",
      "注：模拟数据",
    ]);
  });

  it("draws an empty table without failing", () => {
    expect(tableAsText({ caption: "空表", header: [], body: [], note: "" })).toContain("空表");
  });
});
