import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { PdfRefused, type ReadPdf } from "./pdf-text.ts";
import type { PdfAnswer } from "./pdf-worker.node.ts";

const patienceMilliseconds = 60_000;
const megabytes = 768;

/**
 * Reads the words of a PDF in a thread of its own: a file that is hard to read neither holds up the server nor takes its
 * memory. The reader is loaded with the thread.
 */
export const readPdf: ReadPdf = (bytes) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(import.meta.dirname, "pdf-worker.node.ts"), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      stdout: true,
      stderr: true,
    });
    const timer = setTimeout(() => {
      reject(new PdfRefused("slow", `it could not be read within ${patienceMilliseconds / 1000} seconds`));
      void worker.terminate();
    }, patienceMilliseconds);
    worker.once("message", (answer: PdfAnswer) => {
      if ("read" in answer) resolve(answer.read);
      else reject(new PdfRefused(answer.refused, answer.message));
      void worker.terminate();
    });
    worker.once("error", (error) => reject(new PdfRefused("damaged", error.message)));
    worker.once("exit", () => {
      clearTimeout(timer);
      reject(new PdfRefused("damaged", "the reader ended without an answer"));
    });
  });
