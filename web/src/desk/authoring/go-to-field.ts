/** Brings the field of a finding into sight and puts the cursor there: the deepest that holds its place, else the first. */
export function goToField(root: HTMLElement, place: string): void {
  const fields = [...root.querySelectorAll<HTMLElement>("[data-path]")];
  const holds = (path: string) => place === path || place.startsWith(`${path}.`) || place.startsWith(`${path}[`);
  const [deepest] = fields
    .filter((field) => holds(field.dataset["path"] ?? ""))
    .sort((a, b) => (b.dataset["path"]?.length ?? 0) - (a.dataset["path"]?.length ?? 0));
  if (deepest === undefined) {
    const first = root.querySelector<HTMLElement>("[data-path] input, [data-path] textarea");
    first?.scrollIntoView({ block: "nearest" });
    first?.focus({ preventScroll: true });
    return;
  }
  const target = deepest;
  for (let around: HTMLElement | null = target; around !== null; around = around.parentElement) {
    if (around instanceof HTMLDetailsElement) around.open = true;
  }
  target.scrollIntoView({ block: "center" });
  const row = /\[(\d+)\]/u.exec(place.slice((target.dataset["path"] ?? "").length))?.[1];
  const rows = target.querySelectorAll<HTMLElement>(".author-option:not(.head)");
  const inside = row === undefined ? target : (rows[Number(row)] ?? target);
  inside.querySelector<HTMLElement>("input, textarea, button")?.focus({ preventScroll: true });
}
