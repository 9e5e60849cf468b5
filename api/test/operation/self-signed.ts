import { createServer } from "node:https";
import type { AddressInfo } from "node:net";

/** For `localhost`, signed by itself, known to nobody and good for nothing else. */
const cert = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUVtgzHaLG2bwLDevxl9kAVbldL8cwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzExNTAxNloYDzIxMjYxMTAz
MTE1MDE2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQ+pyvBfkSpb/RIsy5hoIuK4EkcB+hRSh5eEAB/SktIpABBPjXNARx8
85EnLdJEB78hDpIxyl8dACpu6HFROPnoo2kwZzAdBgNVHQ4EFgQUnWVX2Jw/VQdF
BVo6HNtbU6D82p0wHwYDVR0jBBgwFoAUnWVX2Jw/VQdFBVo6HNtbU6D82p0wDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgfS1/07812HTvE2rtH/C49IwheefclSm/p5p+ZJnqiLQCIQDVEp0y4OO8
iGcPaLiF9DT7zIA5aXaG+WE8YIOZGTIK1w==
-----END CERTIFICATE-----
`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg9EAA9DYxPNlLj9Kg
mkwVdw2i2/RNhEqFb8WwqKhgKLyhRANCAAQ+pyvBfkSpb/RIsy5hoIuK4EkcB+hR
Sh5eEAB/SktIpABBPjXNARx885EnLdJEB78hDpIxyl8dACpu6HFROPno
-----END PRIVATE KEY-----
`;

/** A server over TLS whose certificate no authority knows. */
export async function serveSelfSigned(): Promise<{ readonly port: number; close(): void }> {
  const server = createServer({ cert, key }, (_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
