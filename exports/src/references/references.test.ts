import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { ExportError } from "../errors.ts";
import { formatReference } from "./format-reference.ts";
import { parseBibtex } from "./parse-bibtex.ts";

const list = (bib: string, style?: "2025" | "2015") => parseBibtex(bib).map((entry) => formatReference(entry, style));

describe("parseBibtex", () => {
  it("reads braced, quoted, nested and bare values over several lines, and skips what is no entry", () => {
    const [entry, other, ...rest] = parseBibtex(
      '% list\n@Article{a1,\n  Title = {The {GB/T} of "x"},\n year = 2020, note = "a, b"\n}\n@misc{b, title={乙},}',
    );
    expect(entry).toEqual({
      type: "article",
      key: "a1",
      fields: { title: 'The {GB/T} of "x"', year: "2020", note: "a, b" },
    });
    expect(other).toEqual({ type: "misc", key: "b", fields: { title: "乙" } });
    expect(rest).toEqual([]);
  });

  it.each([
    ["@misc{a,\n title = {甲", 2],
    ["@misc{a, title = }", 1],
    ["@misc{a, title = {甲}\n @misc{b, title = {乙}}", 1],
  ])("refuses %j with its line", (text, line) => {
    expect(() => parseBibtex(text)).toThrow(ExportError);
    expect(() => parseBibtex(text)).toThrow(`references.bib:${line}`);
  });
});

describe("formatReference", () => {
  it("prints the examples of GB/T 7714—2025: full-width marks, surnames without capitals, three authors at most", () => {
    expect(
      list(`@misc{a, author={{科学技术部}}, title={关于开展科技人才评价改革试点的工作方案}, date={2022-11-09}, urldate={2026-11-23}, url={https://example.org/a}}
@standard{b, title={科技人才评价规范}, number={GB/T 44143—2024}}
@article{c, author={Eisenberger, Robert and Huntington, Robin and Hutchison, Steven and Sowa, Debora}, title={Perceived organizational support}, journal={Journal of Applied Psychology}, year={1986}, volume={71}, pages={500--507}}
@article{d, author={徐芳 and 李晓轩}, title={科技评价改革十年评述}, journal={中国科学院院刊}, year={2022}, number={5}}
@techreport{e, author={{中共中央办公厅, 国务院办公厅}}, title={关于分类推进人才评价机制改革的指导意见}, number={中办发〔2018〕6号}, year={2018}}
@techreport{f, author={{某课题组}}, title={科技人才发展研究报告}, institution={某研究所}, address={天津}, year={2026}}`),
    ).toEqual([
      "科学技术部.关于开展科技人才评价改革试点的工作方案[EB/OL].（2022-11-09）[2026-11-23].https://example.org/a.",
      "GB/T 44143—2024 科技人才评价规范[S].",
      "Eisenberger R，Huntington R，Hutchison S，et al.Perceived organizational support[J].Journal of Applied Psychology，1986，71：500-507.",
      "徐芳，李晓轩.科技评价改革十年评述[J].中国科学院院刊，2022（5）.",
      "中共中央办公厅，国务院办公厅.关于分类推进人才评价机制改革的指导意见：中办发〔2018〕6号[Z].2018.",
      "某课题组.科技人才发展研究报告[R].天津：某研究所，2026.",
    ]);
  });

  it("prints half-width marks and surnames in capitals after GB/T 7714—2015", () => {
    const article =
      "@article{c, author={Colquitt, Jason A.}, title={Organizational justice}, journal={Journal of Applied Psychology}, year={2001}, volume={86}, number={3}, pages={386--400}}";
    expect(list(article, "2015")).toEqual([
      "COLQUITT J A. Organizational justice[J]. Journal of Applied Psychology, 2001, 86(3): 386-400.",
    ]);
  });

  it.each(["evaluation-reform", "talent-development"])("prints every entry of %s without gaps", async (pack) => {
    const file = new URL(`../../../instruments/library/${pack}/references.bib`, import.meta.url);
    const lines = list(await readFile(file, "utf8"));
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).not.toMatch(/undefined|\.\.|，，|[{}]|^\.|\[\]/);
  });
});
