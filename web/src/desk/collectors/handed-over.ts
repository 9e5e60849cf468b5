/** A list on its way to the page of a link: in memory only, since it names people. */
let waiting: { readonly place: string; readonly text: string } | null = null;

const placeOf = (study: string, collector: string): string => `${study}/${collector}`;

/** Puts lines of name, contact and unit code before the invitations page of a link. */
export function handOver(study: string, collector: string, lines: readonly (readonly string[])[]): void {
  const text = lines.map((line) => line.map((part) => part.replace(/[\t\r\n,，、;；]/gu, " ")).join("\t")).join("\n");
  waiting = { place: placeOf(study, collector), text };
}

/** What was handed over to a link; "" where nothing was. */
export function findHandedOver(study: string, collector: string): string {
  return waiting?.place === placeOf(study, collector) ? waiting.text : "";
}

export function dropHandedOver(): void {
  waiting = null;
}
