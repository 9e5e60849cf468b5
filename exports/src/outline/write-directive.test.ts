import { expect, it } from "vitest";
import { parseOutline } from "./parse-outline.ts";
import { readRequest } from "./read-request.ts";
import { writeDirective } from "./write-directive.ts";

it.each<[string, Readonly<Record<string, unknown>>]>([
  ["words", { kind: "frequencies", variable: "BG01" }],
  ["lists, numbers and truths", { kind: "tTest", paired: ["a_1", "题目二"], equalVariances: true }],
  ["a number", { kind: "tTest", variable: "x", mu: -0.5 }],
  ["records", { kind: "rake", margins: { sex: { "1": 40, "2": 60 }, 'a"b & c': { 'x, "y"': 1 } }, limit: 3 }],
  ["a filter", { kind: "describe", variables: ["x"], where: { variable: "g", in: [1, 2] } }],
  ["names with commas", { kind: "ahp", labels: ["质量, 贡献", "数量"], variables: ["x"] }],
  [
    "labels with signs",
    { kind: "importancePerformance", pairs: [{ label: '“甲”{乙}"丙"', importance: "a", performance: "b" }] },
  ],
])("a request of %s is the same after it was written and read", (_, request) => {
  const text = writeDirective(request, { questionnaire: "q-1", show: "sentences,table" });
  const { blocks } = parseOutline("a.md", `---\ntitle: t\n---\n\n${text}\n`);
  const [block] = blocks;
  if (block?.kind !== "directive") throw new Error(`no directive in ${text}`);
  const { kind, ...attributes } = block.directive.attributes;
  expect(kind).toBe(request["kind"]);
  const read = readRequest(String(kind), attributes, new Set(["questionnaire", "show"]));
  expect({ kind, ...read }).toEqual(request);
  expect(attributes["show"]).toBe("sentences,table");
});
