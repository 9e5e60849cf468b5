/** Throws where a key is no plain path of lower-case letters, digits and hyphens: it becomes a path or an address. */
export function checkBlobKey(key: string): string {
  if (!/^[a-z0-9][a-z0-9/-]*$/.test(key) || key.includes("//")) throw new Error(`blob key "${key}" is no plain path`);
  return key;
}
