/** Where the parts of a JSON text stand. */
export interface JsonPlaces {
  /** Offset of each value, by its path as the linter writes it; the whole is the empty path. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Offset of the first character that is no JSON; null for a text without mistakes. */
  readonly failedAt: number | null;
}

const maximumDepth = 200;
const blank = /[ \t\r\n]*/uy;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows no control character in a string
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/uy;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

class Mistake extends Error {}

class JsonWalker {
  readonly offsets = new Map<string, number>();
  at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new Mistake();
    this.at += found.length;
    return found;
  }

  private sign(): string {
    this.take(blank);
    return this.text[this.at] ?? "";
  }

  private expect(sign: string): void {
    if (this.sign() !== sign) throw new Mistake();
    this.at += 1;
  }

  /** Entries between brackets, told apart by commas. */
  private entries(close: string, each: (index: number) => void): void {
    this.at += 1;
    if (this.sign() !== close) {
      each(0);
      for (let index = 1; this.sign() === ","; index++) {
        this.at += 1;
        each(index);
      }
    }
    this.expect(close);
  }

  value(path: string, depth: number): void {
    if (depth > maximumDepth) throw new Mistake();
    const sign = this.sign();
    this.offsets.set(path, this.at);
    if (sign === "[") this.entries("]", (index) => this.value(`${path}[${index}]`, depth + 1));
    else if (sign === "{") this.entries("}", () => this.member(path, depth));
    else this.take(sign === '"' ? string : scalar);
  }

  private member(path: string, depth: number): void {
    this.take(blank);
    const start = this.at;
    const key = JSON.parse(this.take(string)) as string;
    this.expect(":");
    const inner = path === "" ? key : `${path}.${key}`;
    this.value(inner, depth + 1);
    this.offsets.set(inner, start);
  }

  end(): void {
    if (this.sign() !== "") throw new Mistake();
  }
}

/** Finds every value of a JSON text, up to the first mistake: a named value stands where its name begins. */
export function locateJson(text: string): JsonPlaces {
  const walker = new JsonWalker(text);
  try {
    walker.value("", 0);
    walker.end();
    return { offsets: walker.offsets, failedAt: null };
  } catch (error) {
    if (!(error instanceof Mistake)) throw error;
    return { offsets: walker.offsets, failedAt: walker.at };
  }
}

/** Offset of a place, or of the nearest thing around it that stands in the text: what is missing has no place. */
export function offsetOf({ offsets }: JsonPlaces, path: string): number {
  let around = path;
  for (;;) {
    const offset = offsets.get(around);
    if (offset !== undefined || around === "") return offset ?? 0;
    around = around.replace(/(?:\.[^.[]*|\[\d+\]|^[^.[]*)$/u, "");
  }
}

/** Line of an offset, from 1. */
export function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
