/** Anything with a name under which a request can mention it. */
interface Named {
  readonly name?: unknown;
}

type Request = Readonly<Record<string, unknown>>;

/**
 * A request with those of `available` derivations it mentions, and what they are made of, before its own; one whose name
 * the request derives itself is left out. Later ones may be made of earlier ones.
 */
export function addNeededDerivations<R extends Request>(request: R, available: readonly Named[]): R {
  let asked = JSON.stringify(request);
  const needed: Named[] = [];
  for (const entry of [...available].reverse()) {
    if (!mentions(asked, entry.name)) continue;
    needed.unshift(entry);
    asked += JSON.stringify(entry);
  }
  if (needed.length === 0) return request;
  const own = Array.isArray(request["derive"]) ? (request["derive"] as readonly Named[]) : [];
  const given = new Set(own.map(({ name }) => name));
  return { ...request, derive: [...needed.filter(({ name }) => !given.has(name)), ...own] };
}

/** Whether a JSON text names a variable, alone or crossed with others by `*`. */
export function mentions(text: string, name: unknown): boolean {
  if (typeof name !== "string") return false;
  const written = JSON.stringify(name).slice(1, -1);
  return written !== "" && ['"', "*"].some((start) => ['"', "*"].some((end) => text.includes(start + written + end)));
}
