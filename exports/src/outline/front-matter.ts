import { parse } from "yaml";
import { z } from "zod";
import { outlineRefused } from "../errors.ts";

const headSchema = z.strictObject({
  title: z.string().min(1).max(200),
  subtitle: z.string().max(200).default(""),
  profile: z.enum(["gongwen", "technical"]).default("gongwen"),
  /** Levels of headings in the table of contents. */
  contents: z.int().min(1).max(3).default(2),
  /** A `brief` has no cover, information page or contents: its title stands above its text. */
  form: z.enum(["report", "brief"]).default("report"),
  /** In a `public` report small counts are suppressed. */
  release: z.enum(["internal", "public"]).default("internal"),
});

/** Title, subtitle and profile of an outline, the Markdown below them, and how many lines stand above it. */
export interface FrontMatter extends z.output<typeof headSchema> {
  readonly body: string;
  readonly linesAbove: number;
}

/** Reads the YAML between the two lines `---` at the head of an outline. Throws `outline.invalid`. */
export function readFrontMatter(file: string, markdown: string): FrontMatter {
  const text = markdown.replace(/^\uFEFF/, "");
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(text);
  const refuse = (message: string): Error =>
    outlineRefused([{ code: "outline.head", file, line: 1, directive: "", message }]);
  if (match === null) throw refuse("expected title: between two lines --- at the head of the file");
  let head: unknown;
  try {
    head = parse(match[1] ?? "", { maxAliasCount: 0 });
  } catch (error) {
    throw refuse(`the head is not YAML: ${(error as Error).message}`);
  }
  const parsed = headSchema.safeParse(head);
  if (!parsed.success)
    throw refuse(parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  return { ...parsed.data, body: text.slice(match[0].length), linesAbove: match[0].split("\n").length - 1 };
}
