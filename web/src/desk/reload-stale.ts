const place = "diaoyan.reloaded";
const again = 60_000;

/**
 * Whether a page whose files are gone, as after an upgrade of the server, should be fetched anew: once a minute at most,
 * so that a server that lost its files does not make the page go round.
 */
export function mayReload(storage: Pick<Storage, "getItem" | "setItem">, now: number): boolean {
  const last = Number(storage.getItem(place) ?? Number.NEGATIVE_INFINITY);
  if (now - last < again) return false;
  storage.setItem(place, String(now));
  return true;
}
