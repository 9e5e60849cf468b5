import { Problem } from "../problems.ts";

/** Does work on what was read from a file; what is wrong with it is said with the name of the file in front. */
export async function inFile<Result>(file: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) {
      throw new Problem({ ...error.body, detail: `${file}: ${error.body.detail}` });
    }
    if (error instanceof Error && "code" in error) error.message = `${file}: ${error.message}`;
    throw error;
  }
}
