import { expect, it } from "vitest";
import { createAddressReader } from "./read-address.node.ts";

const read = (proxies: readonly string[], peer: string, forwarded?: string) =>
  createAddressReader(proxies)(new Headers(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }), peer);

it.each([
  ["no proxy is set: the header changes nothing", [], "203.0.113.9", "10.1.1.1", "203.0.113.9"],
  ["the peer is no proxy: the header changes nothing", ["10.0.0.1"], "203.0.113.9", "8.8.8.8", "203.0.113.9"],
  ["the proxy's word is taken", ["10.0.0.1"], "10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["over an IPv6 socket too", ["10.0.0.1"], "::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"],
  ["what the caller wrote before it is not", ["10.0.0.1"], "10.0.0.1", "1.1.1.1, 203.0.113.9", "203.0.113.9"],
  ["through two proxies", ["10.0.0.0/8"], "10.0.0.1", "1.1.1.1, 203.0.113.9, 10.9.9.9", "203.0.113.9"],
  ["a caller who names proxies alone", ["10.0.0.0/8"], "10.0.0.1", "10.7.7.7", "10.7.7.7"],
  ["the proxy says nothing", ["10.0.0.1"], "10.0.0.1", undefined, "10.0.0.1"],
  ["the proxy says nonsense", ["10.0.0.1"], "10.0.0.1", "1.1.1.1, <script>", "10.0.0.1"],
  ["IPv6 networks", ["fd00::/8"], "fd00::1", "2001:db8::7", "2001:db8:0:0::/64"],
  ["an IPv6 address counts as its network", [], "2001:DB8:0:7:aaaa::1", undefined, "2001:db8:0:7::/64"],
  ["the next one of it is the same", [], "2001:db8:0:7:1:2:3:4", undefined, "2001:db8:0:7::/64"],
  ["an address with an IPv4 address in it", [], "64:ff9b::192.0.2.1", undefined, "64:ff9b:0:0::/64"],
  ["a link-local peer", [], "fe80::1%eth0", undefined, "fe80:0:0:0::/64"],
  ["a proxy that writes the port", ["10.0.0.1"], "10.0.0.1", "203.0.113.9:51322", "203.0.113.9"],
  ["the same in IPv6", ["::1"], "::1", "[2001:db8:0:7::9]:443", "2001:db8:0:7::/64"],
  ["a peer without an address", ["10.0.0.1"], "", "203.0.113.9", "unknown"],
] as const)("%s", (_, proxies, peer, forwarded, expected) => {
  expect(read(proxies, peer, forwarded)).toBe(expected);
});

it.each(["proxy.example.cn", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0/8", "fd00::/129", "10.0.0.1/x"])(
  "refuses %s as a proxy",
  (proxy) => expect(() => createAddressReader([proxy])).toThrow(`got ${proxy}`),
);
