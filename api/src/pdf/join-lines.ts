import { plainHan } from "./plain-han.ts";

/** A line as it stands on a page: its words, where they begin and end, and the height of its letters, in points. */
export interface PageLine {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

const pageNumber = /^[\s　\-—–－·]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*\d{1,4})?[\s　\-—–－·]*$/u;
const opening =
  /^[\s　]*(?:第[〇○零一二三四五六七八九十百\d]{1,6}[编章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])/u;
const latin = /[\p{Script=Latin}\d]$/u;

/**
 * Paragraphs of the lines of all pages, one a line of the answer. A line goes on with the one above it where that reaches
 * the right edge of its page's text and the line itself is neither indented nor begins with the number of a provision;
 * numbers of pages alone at the top or bottom are left out.
 */
export function joinLines(pages: readonly (readonly PageLine[])[]): string {
  const paragraphs: string[] = [];
  let goesOn = false;
  for (const page of pages) {
    const lines = page.filter(({ text }, at) => !((at === 0 || at === page.length - 1) && pageNumber.test(text)));
    const left = Math.min(...lines.map(({ from }) => from));
    const right = Math.max(...lines.map(({ to }) => to));
    for (const line of lines) {
      const indented = line.from > left + line.height * 1.2;
      const last = paragraphs.at(-1);
      if (goesOn && !indented && last !== undefined && !opening.test(line.text)) {
        paragraphs[paragraphs.length - 1] =
          last + (latin.test(last) && /^[\p{Script=Latin}\d]/u.test(line.text) ? " " : "") + line.text;
      } else paragraphs.push(line.text);
      goesOn = line.to > right - line.height * 1.5 && line.to - line.from > line.height * 8;
    }
  }
  return plainHan(paragraphs.join("\n"));
}
