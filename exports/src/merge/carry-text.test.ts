import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseOutline } from "../outline/parse-outline.ts";
import { carryText, stripNumber } from "./carry-text.ts";

/** A line of an editor: words, signs Markdown or directives could take for theirs, 4-byte characters. */
const typed = fc
  .array(
    fc.constantFrom(
      "甲",
      "a",
      "*",
      "_",
      "[",
      "]",
      ":",
      "：",
      "#",
      "-",
      "+",
      ">",
      "<b>",
      "1. ",
      "`",
      "|",
      "\\",
      "{",
      "}",
      "𠮷",
      " ",
      "~",
      "&amp;",
      "!",
    ),
    { minLength: 1, maxLength: 14 },
  )
  .map((parts) => `文${parts.join("")}`.trim());

describe("carryText", () => {
  it("writes what was typed so that the outline reads it back word for word", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const carried = carryText([], "", text);
        const markdown = carried.kind === "carried" ? carried.markdown : "";
        const [block, ...others] = parseOutline("a.md", `---\ntitle: 甲\n---\n\n${markdown}\n`).blocks;
        const parts = block?.kind === "paragraph" ? block.parts : [];
        expect(others).toEqual([]);
        expect(parts.map((part) => (part.kind === "text" ? part.text : part.directive.name)).join("")).toBe(text);
      }),
      { numRuns: 400 },
    );
  });

  const tokens = [
    { text: "80份[E1]", source: ":value[a]" },
    { text: "3人次[E2]", source: ":count[b]" },
  ];

  it("keeps numbers in whatever order the editor put them", () => {
    const carried = carryText(tokens, "收到80份[E1]，调研3人次[E2]。", "调研3人次[E2]，收到80份[E1]。");
    expect(carried).toMatchObject({
      kind: "carried",
      markdown: "调研:count[b]，收到:value[a]。",
      typed: [],
      dropped: [],
    });
  });

  it("lets a number go with its sentence, but not another number in its place", () => {
    const was = "收到80份[E1]，调研3人次[E2]。";
    expect(carryText(tokens, was, "收到80份[E1]。")).toMatchObject({ kind: "carried", dropped: [":count[b]"] });
    expect(carryText(tokens, was, "收到80份[E1]，调研5人次。")).toMatchObject({
      kind: "refused",
      numbers: [{ evidence: "E2", was: "3人次", now: "5" }],
    });
    expect(carryText(tokens, was, "收到85份[E1]，调研3人次[E2]。")).toMatchObject({
      kind: "refused",
      numbers: [{ evidence: "E1", was: "80份", now: "收到85份" }],
    });
  });
});

it.each([
  ["一、现状", "现状"],
  ["（十二）样本", "样本"],
  ["1.2　样本", "样本"],
  ["3.问题", "问题"],
  ["2024年以来", "2024年以来"],
])("takes the number from %s", (text, stripped) => {
  expect(stripNumber(text)).toBe(stripped);
});
