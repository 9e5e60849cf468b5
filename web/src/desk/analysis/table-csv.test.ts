import { expect, it } from "vitest";
import { tableCsv } from "./table-csv.ts";

const cells = (...texts: string[]) => texts.map((text) => ({ text }));

it("is UTF-8 CSV with a mark, quotes where needed, and no formula that runs", () => {
  const table = {
    caption: "表",
    header: [cells("选项", "均值, 标准差")],
    body: [cells('他说"好"', "3.62±0.81"), cells("=1+1", "-0.5"), cells("-cmd", "@x")],
    note: "",
  };
  expect(tableCsv(table)).toBe(
    '\uFEFF选项,"均值, 标准差"\r\n"他说""好""",3.62±0.81\r\n"\'=1+1",-0.5\r\n"\'-cmd","\'@x"\r\n',
  );
});

it("C5 a table copied to a spreadsheet runs no formula, in cells or headers, and keeps its numbers", () => {
  const bad = [
    "=1+1",
    "+1+1",
    "-1+1",
    "-2+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
  ];
  const numbers = ["-0.5", "+1.25", "-3", "-12.5%", ".05"];
  const table = { caption: "表", header: [cells(...bad)], body: [cells(...bad), cells(...numbers)], note: "" };
  const [header = "", body, last] = tableCsv(table).slice(1).split("\r\n");
  expect(header).toBe(body);
  expect(header.split(",").map((cell) => cell.replace(/^"/, "").charAt(0))).toEqual(bad.map(() => "'"));
  expect(last).toBe(numbers.join(","));
});
