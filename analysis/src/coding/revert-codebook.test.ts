import { brandAs, type Code, type Codebook, type CodeId } from "@diaoyan/instruments";
import fc from "fast-check";
import { expect, it } from "vitest";
import { idsBeneath, nextNumber, placeBeneath } from "./place-code.ts";
import { revertCodebook } from "./revert-codebook.ts";

const texts = { definition: "", include: "", exclude: "", example: "", rules: [] };
const idOf = (id: string) => brandAs<CodeId>(id);
const code = (number: string, parent: string | null = null): Code => ({
  ...texts,
  id: idOf(`c${number}`),
  parent: parent === null ? null : idOf(`c${parent}`),
  number,
  name: number,
});
const tree: Codebook = {
  version: "1",
  modifiers: { 倾向: ["正", "负"] },
  codes: [code("1"), code("1.1", "1"), code("1.1.1", "1.1"), code("1.2", "1"), code("2"), code("2.1", "2"), code("3")],
};
const add = (book: Codebook, extra: Code): Codebook => ({ ...book, codes: [...book.codes, extra] });
const drop = (book: Codebook, id: string): Codebook => ({ ...book, codes: book.codes.filter((one) => one.id !== id) });
const rename = (book: Codebook, id: string, name: string): Codebook => ({
  ...book,
  codes: book.codes.map((one) => (one.id === id ? { ...one, name } : one)),
});
const moveTo = (book: Codebook, id: string, parent: string | null): Codebook => {
  const [own, above] = [id, parent].map((one) => book.codes.find((each) => each.id === one));
  const number = nextNumber(book, above ?? null, own);
  return { ...book, codes: placeBeneath(book, idOf(id), { parent: above?.id ?? null, number }) };
};
const lines = ({ codes }: Pick<Codebook, "codes">) => codes.map(({ id, number }) => `${id}=${number}`);

it("gives a moved code the next number beneath its new parent, and those beneath it follow to the place of the last", () => {
  expect(lines(moveTo(tree, "c1.1", "c2"))).toEqual([
    ...["c1=1", "c1.2=1.2", "c2=2", "c2.1=2.1", "c1.1=2.2", "c1.1.1=2.2.1", "c3=3"],
  ]);
  expect(lines(moveTo(tree, "c1.1", null)).slice(-2)).toEqual(["c1.1=4", "c1.1.1=4.1"]);
  expect(moveTo(tree, "c1.2", "c1")).toEqual(tree);
  expect([...idsBeneath(tree, idOf("c1"))]).toEqual(["c1", "c1.1", "c1.1.1", "c1.2"]);
});

it("takes an act back and leaves what was done to other codes since", () => {
  const moved = moveTo(tree, "c1.1", "c2");
  const later = rename(add(moved, code("9")), "c3", "改名");
  const { codebook } = revertCodebook(later, { before: tree, after: moved });
  expect(codebook).toEqual(rename(add(tree, code("9")), "c3", "改名"));
});

it("names what stands in the way: a code changed again, a number given anew, a code beneath one that would go", () => {
  const moved = moveTo(tree, "c1.2", "c2");
  const step = { before: tree, after: moved };
  expect(revertCodebook(rename(moved, "c1.2", "改名"), step).inTheWay).toEqual(["2.2 改名"]);
  expect(revertCodebook(add(moved, { ...code("x"), number: "1.2" }), step).inTheWay).toEqual(["1.2 x"]);
  const grown = { before: tree, after: add(tree, code("9")) };
  expect(revertCodebook(add(grown.after, code("9.1", "9")), grown).inTheWay).toEqual(["9.1 9.1"]);
  const named = { before: tree, after: { ...tree, modifiers: { 等级: ["高"] } } };
  expect(revertCodebook({ ...tree, modifiers: {} }, named).inTheWay).toEqual(["等级"]);
});

it("brings every act back to where it began, whatever it was", () => {
  const acts = fc.constantFrom<((book: Codebook) => Codebook)[]>(
    (book) => moveTo(book, "c1.1", "c2"),
    (book) => moveTo(book, "c2", "c1.2"),
    (book) => drop(book, "c1.1.1"),
    (book) => add(book, code("7", "3")),
    (book) => rename(book, "c2.1", "改名"),
    (book) => ({ ...book, version: "2", modifiers: {} }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(acts, { maxLength: 6 }), (done) => {
      const states = [tree];
      for (const act of done) states.push(act(states.at(-1) ?? tree));
      const back = states.reduceRight((current, before, place) => {
        const after = states[place + 1];
        return after === undefined ? current : (revertCodebook(current, { before, after }).codebook ?? current);
      });
      expect(back).toEqual(tree);
    }),
  );
});
