/** The few things of newer JavaScript that shared code uses and that WebViews of 2019 lack. */
export function fillOlderWebViews(): void {
  define(Object, "hasOwn", (object: object, key: PropertyKey) => Object.hasOwn(object, key));
  define(Array.prototype, "at", function at(this: unknown[], index: number) {
    return this[index < 0 ? this.length + index : index];
  });
  define(String.prototype, "at", function at(this: string, index: number) {
    return this.charAt(index < 0 ? this.length + index : index) || undefined;
  });
  define(String.prototype, "replaceAll", function replaceAll(this: string, from: string, to: string) {
    return this.split(from).join(to);
  });
  define(Object, "fromEntries", (entries: Iterable<readonly [string, unknown]>) => {
    const object: Record<string, unknown> = {};
    for (const [name, value] of entries) object[name] = value;
    return object;
  });
}

function define(target: object, name: string, value: unknown): void {
  if (name in target) return;
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}
