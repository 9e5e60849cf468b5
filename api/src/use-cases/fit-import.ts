import type { CorpusMemo, CorpusOfProject, QdaFinding } from "@diaoyan/exports";
import type { Code, CodeId, Transcript } from "@diaoyan/instruments";

/** How long texts may be at the desk; what is longer could never be edited there. */
const most = { name: 200, number: 40, text: 5_000, attribute: 50, value: 200 };

interface Fitted<T> {
  readonly kept: T;
  readonly memos: readonly CorpusMemo[];
  readonly findings: readonly QdaFinding[];
}

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${[...text.slice(0, length - 1)].join("")}…`.replace(/[\uD800-\uDBFF]…$/u, "…");

/** A file's codes, titles and attributes as the desk can keep and edit them. Nothing is lost: long texts go on as memos, and all is told. */
export function fitImport<T extends CorpusOfProject>(read: T): T {
  const { attributes, codebook, transcripts } = read.corpus;
  const codes = codebook.codes.map(fitCode);
  const rows = [...attributes].map(([transcript, values]) => fitAttributes(transcript, values));
  const titled = transcripts.map(fitTitle);
  const parts: readonly Fitted<unknown>[] = [...codes, ...rows, ...titled];
  return {
    ...read,
    corpus: {
      ...read.corpus,
      codebook: { ...codebook, codes: renumber(codes.map(({ kept }) => kept)) },
      transcripts: titled.map(({ kept }) => kept),
      attributes: new Map(rows.map(({ kept }) => kept)),
    },
    memos: joinMemos([...read.memos, ...parts.flatMap(({ memos }) => memos)]),
    findings: [...read.findings, ...parts.flatMap(({ findings }) => findings)],
  };
}

const unnamed = "（未命名）";
const texts = ["definition", "include", "exclude", "example"] as const;

function fitCode(code: Code): Fitted<Code> {
  const line = onOneLine(code.name);
  const name = line === "" ? unnamed : cut(line, most.name);
  const long = texts.filter((part) => code[part].length > most.text);
  const kept = { ...code, name, ...Object.fromEntries(long.map((part) => [part, cut(code[part], most.text)])) };
  const whole = [...(name === line || name === unnamed ? [] : [code.name]), ...long.map((part) => code[part])];
  return {
    kept,
    memos: whole.length === 0 ? [] : [{ kind: "code", subject: code.id, text: whole.join("\n\n") }],
    findings: [
      ...(name === unnamed ? [tell("code.unnamed", code.number, "a code without a name")] : []),
      ...(/[\n\r\u2028\u2029]/u.test(code.name) ? [tell("code.lines", name, "its name stands on one line")] : []),
      ...(whole.length === 0 ? [] : [tell("code.long", name, "a text of it is too long; it is whole in its memo")]),
    ],
  };
}

function tell(code: string, what: string, message: string): QdaFinding {
  return { kind: "changed", code, what, message };
}

/** A name on one line. */
const onOneLine = (name: string): string => name.replace(/\s*[\n\r\u2028\u2029]+\s*/gu, " ").trim();

/** Numbers too deep for the desk become short ones; they say the order, not the place. */
function renumber(codes: readonly Code[]): readonly Code[] {
  const short = new Map<CodeId, string>();
  return codes.map((code) => {
    if (code.number.length <= most.number) return code;
    short.set(code.id, `深${short.size + 1}`);
    return { ...code, number: short.get(code.id) ?? code.number };
  });
}

function fitTitle(transcript: Transcript): Fitted<Transcript> {
  if (transcript.title.trim() !== "") return { kept: transcript, memos: [], findings: [] };
  return { kept: { ...transcript, title: unnamed }, memos: [], findings: [] };
}

type Attributes = Readonly<Record<string, string>>;

function fitAttributes(subject: string, values: Attributes): Fitted<readonly [string, Attributes]> {
  const entries = Object.entries(values);
  const long = entries.filter(([name, value]) => name.length > most.attribute || value.length > most.value);
  const kept = Object.fromEntries(
    entries.map(([name, value]) => [cut(name.trim() === "" ? unnamed : name, most.attribute), cut(value, most.value)]),
  );
  return {
    kept: [subject, kept],
    memos: long.map(([name, value]) => ({ kind: "transcript", subject, text: `${name}：${value}` })),
    findings: long.map(([name]) =>
      tell("attribute.long", cut(name, 80), "too long; it is whole in the memo of its text"),
    ),
  };
}

/** One memo for each thing. */
function joinMemos(memos: readonly CorpusMemo[]): readonly CorpusMemo[] {
  const found = new Map<string, CorpusMemo>();
  for (const memo of memos) {
    const key = `${memo.kind} ${memo.subject}`;
    const before = found.get(key);
    found.set(key, before === undefined ? memo : { ...memo, text: `${before.text}\n\n${memo.text}` });
  }
  return [...found.values()];
}
