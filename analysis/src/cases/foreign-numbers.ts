const number = /\d+(?:[.,]\d+)*(?:%|％)?|[〇零一二三四五六七八九十百千万亿两]{2,}/gu;

/** Numbers of a sentence that do not stand in the words it came from, so that nobody rewrites a figure unseen. */
export function findForeignNumbers(text: string, said: string): readonly string[] {
  const known = new Set(said.match(number) ?? []);
  return [...new Set(text.match(number) ?? [])].filter((one) => !known.has(one));
}
