import { hashText } from "@diaoyan/instruments";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { saveOutline } from "./reports.ts";

type MergePorts = Pick<Ports, "studies" | "reports" | "blobs" | "journal" | "clock" | "ids" | "runtime">;

/** An edited document of a study, and whether what it changed is to be stored. */
interface MergeRequest {
  readonly study: string;
  /** The outline it must belong to; any of the study unless given. */
  readonly outline?: string;
  readonly edited: Uint8Array;
  readonly write: boolean;
}

/**
 * Brings an edited .docx back into the outline it was built from: the document itself says which, and its build is at hand.
 * Nothing is stored unless asked for. Throws `merge.invalid` for a document of another study, or of an outline that was
 * edited since.
 */
export async function mergeReport(
  ports: MergePorts,
  caller: Caller,
  { study, outline: wanted, edited, write }: MergeRequest,
) {
  const { ExportError, mergeDocument, readOrigin } = await import("@diaoyan/exports");
  try {
    const origin = readOrigin(edited);
    const outlines = await ports.reports.listOutlines(study);
    const outline = outlines.find(({ markdown }) => hashText(markdown) === origin.outline);
    if (outline === undefined)
      throw problem("merge.invalid", "no outline of the study is as it was when the document was built", {
        remedy: "carry the changes into the present outline by hand, or build again and edit that document",
      });
    if (wanted !== undefined && wanted !== outline.outline)
      throw problem("merge.invalid", `the document was built from the outline "${outline.outline}", not "${wanted}"`, {
        remedy: `merge it at the page of "${outline.outline}"`,
      });
    const base = await findBase(ports, study, { outline: outline.outline, snapshot: origin.snapshot });
    const outcome = mergeDocument({ file: outline.file, markdown: outline.markdown, base, edited });
    if (write && outcome.merged.length > 0)
      await saveOutline(ports, caller, {
        study,
        outline: outline.outline,
        markdown: outcome.markdown,
        revision: outline.revision,
      });
    return { outline: outline.outline, file: outline.file, saved: write && outcome.merged.length > 0, ...outcome };
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    throw problem("merge.invalid", error.message);
  }
}

/** The document as it was built: newest first among the builds of this outline on this state. */
async function findBase(
  ports: MergePorts,
  study: string,
  { outline, snapshot }: { readonly outline: string; readonly snapshot: string },
): Promise<Uint8Array> {
  const builds = await ports.reports.listBuilds(study);
  const build = builds.find((one) => one.outline === outline && one.snapshot === snapshot);
  const file = build?.files.find(({ name }) => name.endsWith(".docx"));
  if (file === undefined)
    throw problem("merge.invalid", "the build the document was made by is not stored here", {
      remedy: "name the built document with --base and its outline with --markdown",
    });
  return new Uint8Array(found(await ports.blobs.get(file.key), "build.notFound", file.name));
}
