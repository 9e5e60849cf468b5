import fc from "fast-check";
import { mintGuid } from "../refi-qda/guid.ts";
import type { Guid, QdaCode, QdaCoding, QdaProject, QdaSelection, QdaText } from "../refi-qda/qda-project.ts";

const word = fc.string({
  unit: fc.constantFrom("人", "才", "。", "𠮷", "𫖯", "😀", "\n", " ", "\t", "&", "<", '"', "'", "]]>", "a", "e\u0301"),
  maxLength: 12,
});
const name = word.map((text) => text.trim());
const guid = (kind: string, number: number): Guid => mintGuid(kind, String(number));
const codes = 4;
const notes = 2;
const users = 2;

const pickRefs = (kind: string, count: number) =>
  fc.uniqueArray(fc.nat(count - 1), { maxLength: 2 }).map((list) => list.map((one) => guid(kind, one)));
const stamp = fc.record(
  {
    creator: fc.nat(users - 1).map((one) => guid("user", one)),
    created: fc.constantFrom("2026-11-23T08:00:00Z", "2026-11-23T16:00:00.5+08:00"),
  },
  { requiredKeys: [] },
);
const color = fc.constantFrom({}, { color: "#1A2B3C" });

let made = 0;
const fresh = (kind: string): Guid => guid(kind, 1000 + made++);

const coding: fc.Arbitrary<QdaCoding> = fc
  .record({ code: fc.nat(codes - 1), notes: pickRefs("note", notes), stamp })
  .map((one) => ({ guid: fresh("coding"), code: guid("code", one.code), notes: one.notes, ...one.stamp }));

const textOf = (kind: string, number: number): fc.Arbitrary<QdaText> =>
  fc
    .record({
      name,
      text: word,
      description: name,
      cuts: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.array(coding, { maxLength: 2 }), stamp), { maxLength: 3 }),
      codings: fc.array(coding, { maxLength: 1 }),
      notes: pickRefs("note", notes),
      rich: fc.constantFrom(null, { extension: "docx", bytes: Uint8Array.from([1, 2, 3]) }),
      stamp,
      moments: fc.option(fc.array(fc.tuple(fc.nat(7_200_000), fc.nat()), { maxLength: 3 })),
      video: fc.boolean(),
    })
    .map(({ cuts, moments, video, ...rest }) => {
      const letters = [...rest.text];
      const times = moments?.map(([at, place]) => ({ at, position: place % (letters.length + 1) }));
      const of = {
        kind: video ? ("VideoSource" as const) : ("AudioSource" as const),
        path: video ? "relative://a.mp4" : "",
      };
      const recording = kind === "source" && times !== undefined ? { recording: { ...of, times } } : {};
      const selections = cuts.map(([a, b, codings, by]): QdaSelection => {
        const [start, end] = [a % (letters.length + 1), b % (letters.length + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const quote = letters.slice(start, end).join("");
        return { guid: fresh("selection"), name: quote, start, end, description: "", codings, notes: [], stamp: by };
      });
      return { guid: guid(kind, number), values: [], ...rest, ...recording, selections };
    });

const code = (number: number, children: readonly QdaCode[]): fc.Arbitrary<QdaCode> =>
  fc
    .record({ name, codable: fc.boolean(), color, description: name, notes: pickRefs("note", notes) })
    .map(({ color: shade, ...rest }) => ({ guid: guid("code", number), ...rest, ...shade, children }));

const codeTree: fc.Arbitrary<readonly QdaCode[]> = code(0, [])
  .chain((leaf) => code(1, [leaf]))
  .chain((branch) => fc.tuple(code(2, [branch]), code(3, [])));

/** Projects with everything that is kept, texts with emoji and four-byte Han among it. */
export const arbitraryProject: fc.Arbitrary<QdaProject> = fc.record({
  name,
  origin: name,
  description: name,
  stamp,
  users: fc.constant([0, 1].map((one) => ({ guid: guid("user", one), name: `编码员${one}` }))),
  codes: codeTree,
  variables: fc.constant([
    { guid: guid("variable", 0), name: "年龄", type: "Integer" as const, description: "" },
    { guid: guid("variable", 1), name: "单位", type: "Text" as const, description: "单位类型" },
  ]),
  cases: fc.array(
    fc.record({
      guid: fc.constant(0).map(() => fresh("case")),
      name: fc.option(name),
      description: name,
      codes: pickRefs("code", codes),
      values: fc.constantFrom(
        [],
        [
          { variable: guid("variable", 0), type: "Integer" as const, value: "41" },
          { variable: guid("variable", 1), type: "Text" as const, value: "" },
          { variable: guid("variable", 1), type: "Text" as const, value: null },
        ],
      ),
      sources: pickRefs("source", 2),
      selections: fc.constant([]),
    }),
    { maxLength: 2 },
  ),
  sources: fc.tuple(textOf("source", 0), textOf("source", 1)),
  notes: fc.tuple(textOf("note", 0), textOf("note", 1)),
  links: fc.constantFrom(
    [],
    [
      {
        guid: guid("link", 0),
        name: "支持",
        direction: "OneWay" as const,
        origin: guid("code", 0),
        target: guid("source", 1),
        notes: [],
      },
    ],
  ),
  sets: fc.array(
    fc.record({
      guid: fc.constant(0).map(() => fresh("set")),
      name,
      description: name,
      codes: pickRefs("code", codes),
      sources: pickRefs("source", 2),
      notes: pickRefs("note", notes),
    }),
    { maxLength: 1 },
  ),
  noteRefs: pickRefs("note", notes),
});
