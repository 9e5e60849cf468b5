import { describe, expect, it } from "vitest";
import { codebookSchema } from "./codebook-schema.ts";

function code(id: string, parent: string | null = null) {
  return { id, parent, number: id, name: id, definition: "", include: "", exclude: "", example: "", rules: [] };
}

function codebook(...codes: readonly object[]) {
  return { version: "1.0", codes, modifiers: { 评价倾向: ["正", "负", "混合"] } };
}

function messagesOf(value: unknown): readonly string[] {
  return codebookSchema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
}

describe("codebookSchema", () => {
  it("accepts a tree, whatever the order of its codes", () => {
    const value = codebook(code("a1", "a"), code("a"), code("a1x", "a1"));
    expect(codebookSchema.parse(value)).toEqual(value);
  });

  it("refuses an id that stands twice", () => {
    expect(messagesOf(codebook(code("a"), code("a")))).toEqual(['code "a" stands twice; give one of them another id']);
  });

  it("refuses a parent that is no code", () => {
    expect(messagesOf(codebook(code("a", "b")))).toEqual(['code "a": parent "b" is not a code of this codebook']);
  });

  it("refuses every code of a circle, and only those", () => {
    const circle = codebook(code("a", "b"), code("b", "c"), code("c", "a"), code("d", "a"), code("e"));
    expect(messagesOf(circle)).toEqual(
      ["a", "b", "c"].map((id) => `code "${id}" stands above itself; set another parent`),
    );
  });

  it("refuses rules without words, unknown keys and names of 201 characters", () => {
    expect(messagesOf(codebook({ ...code("a"), rules: [{ any: [] }] }))).toHaveLength(1);
    expect(messagesOf(codebook({ ...code("a"), rules: [{ any: ["评审"], some: ["x"] }] }))).toHaveLength(1);
    expect(messagesOf(codebook({ ...code("a"), colour: "red" }))).toHaveLength(1);
    expect(messagesOf(codebook({ ...code("a"), name: "字".repeat(201) }))).toHaveLength(1);
  });
});
