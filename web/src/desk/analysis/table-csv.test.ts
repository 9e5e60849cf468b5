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
  expect(tableCsv(table)).toBe('\uFEFF选项,"均值, 标准差"\r\n"他说""好""",3.62±0.81\r\n\'=1+1,-0.5\r\n\'-cmd,\'@x\r\n');
});
