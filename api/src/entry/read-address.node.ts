import { BlockList, isIP } from "node:net";

const header = "x-forwarded-for";

/** Reads the address a request comes from. `peer` is who holds the connection. */
export type AddressReader = (headers: Headers, peer: string | undefined) => string;

/**
 * Addresses as proxies say them, believed of `proxies` alone (addresses, or networks like `10.0.0.0/8`): from the last entry
 * of `X-Forwarded-For` back to the first that is none of them. Whatever else a request says changes nothing. Of an IPv6
 * address the first half stands for all, since whoever has one has the 2^64 of its network and would never be counted twice.
 * Throws a `RangeError` that names the entry which is neither an address nor a network.
 */
export function createAddressReader(proxies: readonly string[]): AddressReader {
  const trusted = new BlockList();
  for (const proxy of proxies) addProxy(trusted, proxy);
  const isTrusted = (address: string): boolean => trusted.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

  return (headers, peer) => {
    let address = plain(peer ?? "");
    if (isIP(address) === 0) return "unknown";
    const said = (headers.get(header) ?? "").split(",").map((entry) => plain(entry.trim()));
    while (isTrusted(address)) {
      const before = said.pop();
      if (before === undefined || isIP(before) === 0) break;
      address = before;
    }
    return isIP(address) === 6 ? networkOf(address) : address;
  };
}

function addProxy(trusted: BlockList, proxy: string): void {
  const [address = "", size] = proxy.split("/");
  const family = isIP(address);
  const bits = size === undefined ? undefined : Number(size);
  const fits = bits === undefined || (/^\d{1,3}$/.test(size ?? "") && bits <= (family === 6 ? 128 : 32));
  if (family === 0 || !fits || proxy.split("/").length > 2) {
    throw new RangeError(`expected an address or a network like 10.0.0.0/8, got ${proxy}`);
  }
  const kind = family === 6 ? "ipv6" : "ipv4";
  if (bits === undefined) trusted.addAddress(address, kind);
  else trusted.addSubnet(address, bits, kind);
}

/** Without the port that some proxies write behind it, and an IPv4 address that came over an IPv6 socket without its prefix. */
function plain(address: string): string {
  const host = address.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^(\d+(?:\.\d+){3}):\d+$/, "$1");
  return host.replace(/^::ffff:(?=\d+\.)/i, "");
}

/** The network of 64 bits an IPv6 address lies in, e.g. `2001:db8:0:7::/64`. */
function networkOf(address: string): string {
  const [before = "", after] = (address.split("%")[0] ?? "").split("::");
  const left = before === "" ? [] : before.split(":");
  const right = after === undefined || after === "" ? [] : after.split(":");
  // an IPv4 address at the end takes two places
  const taken = left.length + right.length + (address.includes(".") ? 1 : 0);
  const groups = [...left, ...Array.from({ length: 8 - taken }, () => "0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
