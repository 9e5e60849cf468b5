import { saveFile } from "./save-file.ts";

/** Hands an answer of the server to the browser's downloads under the name the server gave it. */
export async function saveAnswer(answer: Response, otherwise: string): Promise<void> {
  const name = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  saveFile(name === undefined ? otherwise : decodeURIComponent(name), await answer.blob());
}
