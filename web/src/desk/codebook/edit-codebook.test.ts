import { brandAs, type Code, type Codebook, type CodeId } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { changeCode, inTreeOrder, newCode, removeCode } from "./edit-codebook.ts";

const texts = { definition: "", include: "", exclude: "", example: "", rules: [] };
const code = (id: string, parent: string | null, number: string): Code => ({
  id: brandAs<CodeId>(id),
  parent: parent === null ? null : brandAs<CodeId>(parent),
  number,
  name: id,
  ...texts,
});
const codebook: Codebook = Object.freeze({
  version: "1",
  codes: [code("c1", null, "1"), code("c2", null, "2"), code("c1-1", "c1", "1.1"), code("c1-2", "c1", "1.3")],
  modifiers: {},
});

it("lists each code before those below it", () => {
  expect(inTreeOrder(codebook).map(({ code: { id }, depth }) => `${depth}${id}`)).toEqual([
    "0c1",
    "1c1-1",
    "1c1-2",
    "0c2",
  ]);
});

it("numbers a new code after its siblings, never with a number or an id that is taken", () => {
  expect(newCode(codebook, null, "新")).toMatchObject({ id: "c3", number: "3", parent: null, name: "新" });
  const under = newCode(codebook, codebook.codes[0] ?? null, "新");
  expect(under).toMatchObject({ id: "c1-4", number: "1.4", parent: "c1" });
  const taken = { ...codebook, codes: [...codebook.codes, code("c3", null, "9")] };
  expect(newCode(taken, null, "新")).toMatchObject({ number: "4" });
  const named = { ...codebook, codes: [...codebook.codes, code("c3", "c2", "2.1")] };
  expect(newCode(named, null, "新").id).toBe("c3-2x");
});

it("changes and removes one code and leaves the rest", () => {
  const renamed = changeCode(codebook, { ...code("c2", null, "2"), name: "怎么评" });
  expect(renamed.codes.map(({ name }) => name)).toEqual(["c1", "怎么评", "c1-1", "c1-2"]);
  expect(removeCode(codebook, brandAs<CodeId>("c1-1")).codes).toHaveLength(3);
});
