import { expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { rowsOf } from "../testing/rows-of.ts";
import { withProgram } from "../testing/run-outside.node.ts";

const here = (name: string) => `*[local-name()='${name}']`;

it("is read by xmllint: variables, questions, categories, missing codes, sets, counts", async (context) => {
  const { bytes, manifest } = await collectFile(hardRows, { format: "ddi" });
  withProgram(context, { program: "xmllint", files: { "hard.xml": bytes } }, (run) => {
    const read = (path: string) => run("--xpath", `string(${path})`, "hard.xml").trim();
    const variable = (name: string) => `//${here("var")}[@name='${name}']`;
    expect(read(`namespace-uri(/*)`)).toBe("ddi:codebook:2_5");
    expect(read(`count(//${here("var")})`)).toBe(String(hardRows.variables.length));
    expect(read(`//${here("caseQnty")}`)).toBe("4");
    expect(read(`${variable("UNIT")}/${here("labl")}`)).toBe("所在单位的类型");
    expect(read(`${variable("UNIT")}/${here("catgry")}[@missing='Y']/${here("labl")}`)).toBe("不清楚／不适用");
    expect(read(`${variable("UNIT")}/${here("invalrng")}/${here("item")}/@VALUE`)).toBe("99");
    expect(read(`${variable("UNIT")}/${here("sumStat")}[@type='vald']`)).toBe("2");
    expect(read(`${variable("满意度")}/@nature`)).toBe("ordinal");
    expect(read(`${variable("WAY_1")}/${here("qstn")}/${here("qstnLit")}`)).toBe("了解政策的渠道");
    expect(read(`//${here("varGrp")}/@var`)).toBe("V_WAY_1 V_WAY_2 V_WAY_3");
    expect(read(`${variable("DAY")}/${here("varFormat")}/@category`)).toBe("date");
  });
  expect(manifest).toMatchObject({ rows: 4, rowsWritten: 4 });
});

it("writes markup and characters that XML forbids as texts", async (context) => {
  const rows = rowsOf([{ name: "a<b", label: 'x & "y" \u0001 \uD800', cells: [1] }]);
  const { bytes } = await collectFile(rows, { format: "ddi", title: "]]>" });
  withProgram(context, { program: "xmllint", files: { "a.xml": bytes } }, (run) => {
    expect(run("--xpath", `string(//${here("var")}/${here("labl")})`, "a.xml").trim()).toBe('x & "y" \uFFFD \uFFFD');
  });
});
