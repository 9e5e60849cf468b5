import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeSelections } from "./place-selections.ts";
import { keepText, listReadings, type PositionReading } from "./position-reading.ts";

const letters = fc.array(fc.constantFrom("人", "才", "评", "a", "。", "𠮷", "𫖯", "😀", "\r\n", "\n", "e\u0301"), {
  minLength: 1,
  maxLength: 40,
});

/** How a tool that reads so counts the first `count` pieces. */
function countPieces(pieces: readonly string[], count: number, { unit, breaks, bom }: PositionReading): number {
  const widths = pieces.slice(0, count).map((piece) => {
    if (piece === "\n" || piece === "\r\n") return breaks === "two" || (breaks === "file" && piece === "\r\n") ? 2 : 1;
    return unit === "utf16" ? piece.length : [...piece].length;
  });
  return widths.reduce((sum, width) => sum + width, bom ? 1 : 0);
}

const plain = (pieces: readonly string[]) => pieces.join("").replaceAll("\r\n", "\n");

describe("placeSelections", () => {
  it("finds every quotation however positions were counted, with emoji, four-byte Han and mixed line ends", () => {
    fc.assert(
      fc.property(
        letters,
        fc.boolean(),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
        (pieces, mark, pick, cuts) => {
          const source = keepText((mark ? "\uFEFF" : "") + pieces.join(""));
          const readings = listReadings(source);
          const reading = readings[pick % readings.length] as PositionReading;
          const spans = cuts.map(
            ([a, b]) => [a % (pieces.length + 1), b % (pieces.length + 1)].sort((x, y) => x - y) as [number, number],
          );
          const given = spans.map(([from, to]) => ({
            name: plain(pieces.slice(from, to)),
            start: countPieces(pieces, from, reading),
            end: countPieces(pieces, to, reading),
          }));
          const text = [...source.text];
          placeSelections(source, given).placed.forEach((placed, index) => {
            const { name } = given[index] ?? { name: "" };
            if (name.trim() === "") return;
            expect(placed.verdict).toBe("quote");
            const words = text.slice(placed.span?.start, placed.span?.end).join("");
            expect(words.replace(/\s+/gu, " ").trim()).toBe(name.replace(/\s+/gu, " ").trim());
          });
        },
      ),
    );
  });

  it("keeps places as the standard counts them, whatever the text", () => {
    fc.assert(
      fc.property(letters, fc.nat(), fc.nat(), (pieces, a, b) => {
        const text = plain(pieces);
        const length = [...text].length;
        const [start, end] = [a % (length + 1), b % (length + 1)].sort((x, y) => x - y) as [number, number];
        const {
          placed: [placed],
        } = placeSelections(keepText(text), [{ name: [...text].slice(start, end).join(""), start, end }]);
        expect(placed?.span).toEqual({ start, end });
      }),
    );
  });

  const lines = "问：怎么评？\r\n答：看代表作。\r\n问：谁来评？\r\n答：小同行。\r\n问：怎么用？\r\n答：看岗位。";

  it("lets neighbours with a quotation decide for those without", () => {
    const { placed } = placeSelections(keepText(lines), [
      { name: "看代表作。", start: 10, end: 15 },
      { name: "", start: 27, end: 31 },
    ]);
    expect(placed.map(({ verdict, words, reading }) => [verdict, words, reading.breaks])).toEqual([
      ["quote", "看代表作。", "two"],
      ["neighbours", "小同行。", "two"],
    ]);
  });

  it("lets the ends of sentences decide where nobody quotes", () => {
    const two = [10, 15, 27, 31, 43, 47];
    const pairs = [0, 2, 4].map((at) => ({ name: "", start: two[at] ?? 0, end: two[at + 1] ?? 0 }));
    expect(placeSelections(keepText(lines), pairs).placed.map(({ verdict, words }) => [verdict, words])).toEqual([
      ["neighbours", "看代表作。"],
      ["neighbours", "小同行。"],
      ["neighbours", "看岗位。"],
    ]);
  });

  it("doubts a way of counting that leaves ends outside the text where another leaves none", () => {
    const text = "😀😀𠮷第一行。\r\n第二行，评价要公平。\r第三行，周期要长。\n第四行😀结束";
    const quotes = ["第一行。", "第二行，评价要公平。", "第三行，周期要长。", "第四行😀结束"];
    const given = quotes.map((quote) => {
      const start = text.indexOf(quote);
      return { name: "", start, end: start + quote.length };
    });
    const { placed } = placeSelections(keepText(text), given);
    expect(placed.map(({ verdict, words }) => [verdict, words])).toEqual(quotes.map((quote) => ["neighbours", quote]));
  });

  it("counts as the standard says where nothing decides, and says so", () => {
    const {
      placed: [placed],
    } = placeSelections(keepText("𠮷先生说好"), [{ name: "", start: 1, end: 3 }]);
    expect(placed).toMatchObject({ verdict: "assumed", words: "先生", span: { start: 1, end: 3 } });
  });

  it("tells a quotation that stands elsewhere, nowhere or beyond the text", () => {
    const text = keepText("甲说小同行难找。乙说小同行好找，专家库要建。");
    const { placed } = placeSelections(text, [
      { name: "专家库要建。", start: 0, end: 6 },
      { name: "小同行", start: 2, end: 5 },
      { name: "小同行难", start: 9, end: 13 },
      { name: "没有说过", start: 0, end: 4 },
      { name: "", start: 5, end: 90 },
      { name: "", start: Number.NaN, end: 3 },
      { name: "", start: 6, end: 3 },
    ]);
    expect(placed.map(({ verdict, words }) => [verdict, words])).toEqual([
      ["moved", "专家库要建。"],
      ["quote", "小同行"],
      ["moved", "小同行难"],
      ["differs", "甲说小同"],
      ["outside", ""],
      ["outside", ""],
      ["outside", ""],
    ]);
  });

  it("doubts a short quotation that does not stand at its place", () => {
    const text = keepText("甲说经费不足。乙说编制不足。");
    const place = (names: readonly string[]) =>
      placeSelections(text, [
        { name: "编制", start: 9, end: 11 },
        ...names.map((name) => ({ name, start: 2, end: 4 })),
      ]).placed.map(({ verdict, words }) => [verdict, words]);
    expect(place(["编制", "住房", "第一段", ""])).toEqual([
      ["quote", "编制"],
      ["differs", "经费"],
      ["differs", "经费"],
      ["neighbours", "经费"],
      ["neighbours", "经费"],
    ]);
  });

  it("takes a title for a title, a shortened quotation for a quotation, and white space of any kind for one", () => {
    const text = keepText("甲说：小同行评议难。\n第二段。\n");
    const { placed } = placeSelections(text, [
      { name: "小同行评议难...", start: 3, end: 10 },
      { name: "小同行评议难。 第二段。", start: 3, end: 15 },
    ]);
    expect(placed.map(({ verdict }) => verdict)).toEqual(["quote", "quote"]);
    const {
      placed: [titled],
    } = placeSelections(text, [{ name: "line:6", start: 3, end: 9 }]);
    expect(titled).toMatchObject({ verdict: "same", words: "小同行评议难" });
  });
});

describe("rare ways of counting", () => {
  const text = "评价不看论文。😀人才评价看代表作，𠮷教授说人才评价不能只看论文。";
  const quotes = ["人才评价", "𠮷教授说", "不能只看论文"];
  const place = (count: (before: string) => number, { first = 0, closed = 0 } = {}) =>
    quotes.map((name) => {
      const at = text.lastIndexOf(name);
      return {
        name,
        start: count(text.slice(0, at)) + first,
        end: count(text.slice(0, at + name.length)) + first - closed,
      };
    });
  const points = (words: string) => [...words].length;

  it.each([
    ["bytes", place((words) => new TextEncoder().encode(words).length)],
    ["to the last character", place(points, { closed: 1 })],
    ["from one", place(points, { first: 1 })],
    ["from one to the last character", place(points, { first: 1, closed: 1 })],
  ])("are believed where quotations prove them: %s", (_, given) => {
    const source = keepText(text);
    const title = { name: "", start: given[1]?.start ?? 0, end: given[1]?.end ?? 0 };
    const { placed } = placeSelections(source, [...given, title]);
    expect(placed.map(({ verdict, words }) => [verdict, words])).toEqual([
      ...quotes.map((quote) => ["quote", quote]),
      ["neighbours", "𠮷教授说"],
    ]);
  });

  it("shift nothing on the word of one selection", () => {
    const [odd] = place(points, { closed: 1 });
    const {
      placed: [placed, other],
    } = placeSelections(keepText(text), [odd ?? { name: "", start: 0, end: 0 }, { name: "", start: 0, end: 2 }]);
    expect(placed?.words).toBe("人才评价");
    expect(other?.words).toBe("评价");
  });
});
