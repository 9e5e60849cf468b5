/** One thing wrong with a file of a pack; `path` leads to the place inside it, `line` counts from 1 where the format tells. */
export interface PackFinding {
  readonly file: string;
  readonly path: string;
  readonly line: number | null;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Collects what is wrong while the files are read, so that one load shows all there is to mend. */
export class PackFindings {
  readonly list: PackFinding[] = [];

  add(finding: Omit<PackFinding, "line" | "path"> & Partial<Pick<PackFinding, "line" | "path">>): void {
    this.list.push({ line: null, path: "", ...finding });
  }
}
