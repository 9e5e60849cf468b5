/** First line of a rescue file of attachments. */
export interface MediaRescueHeader {
  readonly format: "diaoyan-rescue-media";
  readonly version: 1;
  readonly study: string;
  readonly recoveryKey: string;
  /** How many attachments follow: a file that was cut off is noticed. */
  readonly attachments: number;
}

/** Begins an attachment: its key wrapped by the recovery key, what it is, and pieces that fill no chunk; all base64. */
export interface RescuedHead {
  readonly attachment: string;
  readonly wrappedKey: string;
  readonly sealed: string;
  readonly chunks: number;
  readonly pieces: readonly string[];
}

/** A sealed chunk of the attachment that began last. */
interface RescuedChunk {
  readonly attachment: string;
  readonly position: number;
  readonly chunk: string;
}

/** One line of the file. */
export function writeMediaLine(line: MediaRescueHeader | RescuedHead | RescuedChunk): string {
  return `${JSON.stringify(line)}\n`;
}

/** What a line of the file is; undefined where it is damaged or cut off. */
function readMediaLine(line: string): MediaRescueHeader | RescuedHead | RescuedChunk | undefined {
  try {
    const value = JSON.parse(line) as Record<string, unknown>;
    const has = (...names: readonly string[]) => names.every((name) => typeof value[name] === "string");
    const isHeader = value["format"] === "diaoyan-rescue-media" && has("study", "recoveryKey");
    const isHead = has("attachment", "wrappedKey", "sealed") && Array.isArray(value["pieces"]);
    const isChunk = has("attachment", "chunk") && typeof value["position"] === "number";
    return isHeader || isHead || isChunk ? (value as unknown as RescuedHead) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the head of a file says that it holds attachments, not records. */
export function isMediaRescue(head: string): boolean {
  return head.replace(/^\uFEFF/, "").startsWith('{"format":"diaoyan-rescue-media"');
}

/** Cuts a stream of text into its lines. */
export async function* readLines(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const part of parts) {
    const lines = (rest + part).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Where the attachments of a rescue file go. */
export interface MediaTaker {
  /** Begins one and answers the positions that are there already; refused when it throws. */
  begin(head: RescuedHead): Promise<{ readonly stored: readonly number[] }>;
  put(attachment: string, position: number, sealed: string): Promise<void>;
  finish(attachment: string): Promise<void>;
}

/** What became of an attachment of a rescue file. */
export interface TakenAttachment {
  readonly attachment: string;
  /** Null when it was taken. */
  readonly error: unknown;
}

/**
 * Brings a rescue file of attachments to where they go, one chunk at a time; one that is refused keeps no other back.
 * `problems` counts lines that are damaged or cut off. Answers undefined where the first line is no head of such a file.
 */
export async function takeMediaRescue(
  lines: AsyncIterable<string>,
  open: (header: MediaRescueHeader) => MediaTaker,
  tell: (taken: number) => void = () => undefined,
): Promise<
  | { readonly header: MediaRescueHeader; readonly taken: readonly TakenAttachment[]; readonly problems: number }
  | undefined
> {
  let header: MediaRescueHeader | undefined;
  let taker: MediaTaker | undefined;
  let problems = 0;
  let chunks = 0;
  let current: { readonly id: string; readonly stored: Set<number>; error: unknown } | undefined;
  const taken: TakenAttachment[] = [];
  const attempt = async (work: () => Promise<void>) => {
    if (current === undefined || current.error !== null) return;
    try {
      await work();
    } catch (error) {
      current.error = error ?? new Error("refused");
    }
  };
  const close = async () => {
    if (current === undefined) return;
    const { id } = current;
    await attempt(async () => taker?.finish(id));
    taken.push({ attachment: id, error: current.error });
    current = undefined;
  };
  for await (const text of lines) {
    if (text.trim() === "") continue;
    const line = readMediaLine(text.replace(/^\uFEFF/, ""));
    if (header === undefined) {
      if (line === undefined || !("format" in line)) return undefined;
      header = line;
      taker = open(line);
    } else if (line === undefined || "format" in line) {
      problems += 1;
    } else if ("wrappedKey" in line) {
      await close();
      const stored = new Set<number>();
      current = { id: line.attachment, stored, error: null };
      await attempt(async () => {
        for (const position of (await taker?.begin(line))?.stored ?? []) stored.add(position);
      });
    } else if (current?.id === line.attachment && !current.stored.has(line.position)) {
      await attempt(async () => taker?.put(line.attachment, line.position, line.chunk));
      chunks += 1;
      tell(chunks);
    }
  }
  await close();
  if (header === undefined) return undefined;
  return { header, taken, problems: problems + Math.max(0, header.attachments - taken.length) };
}
