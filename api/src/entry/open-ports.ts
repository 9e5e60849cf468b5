import { createAccounts } from "../auth/accounts.ts";
import { createAuthEndpoint } from "../auth/auth-endpoint.ts";
import { createAuth } from "../auth/create-auth.ts";
import { createKnownDevices } from "../auth/known-device.ts";
import { sessionSecretOf } from "../auth/session-secret.ts";
import { createSignInThrottle } from "../auth/sign-in-throttle.ts";
import { createUsedCodes } from "../auth/used-codes.ts";
import { createKeyRing } from "../keys/key-ring.ts";
import { type Clock, randomIds, systemClock } from "../ports/clock.ts";
import type { Ports, RuntimeParts } from "../ports/ports.ts";
import type { BlobStore } from "../ports/report-store.ts";
import { software } from "../software.ts";
import type { SqlGateway } from "../storage/gateway.ts";
import type { openStores } from "../storage/stores/open-stores.ts";
import { createServices, type Services } from "../use-cases/services.ts";

/** What a runtime brings: a database, a place for files, a key, and its own parts. */
export interface Installation {
  readonly gateway: SqlGateway;
  /** Those of the gateway, opened already. */
  readonly stores: ReturnType<typeof openStores>;
  readonly blobs: BlobStore;
  /** 32 bytes. */
  readonly masterKey: Uint8Array<ArrayBuffer>;
  readonly runtime: RuntimeParts;
  readonly publicUrl?: string | undefined;
  readonly clock?: Clock | undefined;
  /** Every study demands a second factor, whatever its leads say. */
  readonly secondFactor?: boolean | undefined;
}

/** Wires stores, keys, accounts and caches into the services every runtime serves. */
export function openPorts({
  gateway,
  stores: { keyStore, ...stores },
  blobs,
  masterKey,
  runtime,
  publicUrl,
  clock = systemClock,
  secondFactor = false,
}: Installation): { readonly services: Services; readonly auth: ReturnType<typeof createAuthEndpoint> } {
  const secret = sessionSecretOf(masterKey);
  const auth = createAuth({ gateway, secret, ...(publicUrl === undefined ? {} : { publicUrl }) });
  const throttle = createSignInThrottle(gateway, clock);
  const accounts = createAccounts(auth, throttle);
  const ports: Ports = {
    ...stores,
    secondFactorEverywhere: secondFactor,
    keys: createKeyRing({ masterKey, store: keyStore, clock, ids: randomIds }),
    accounts,
    blobs,
    clock,
    ids: randomIds,
    runtime,
  };
  return {
    services: createServices(ports, software),
    auth: createAuthEndpoint({
      auth,
      accounts,
      throttle,
      devices: createKnownDevices(masterKey, publicUrl?.startsWith("https:") ?? false, () => Date.parse(clock.now())),
      usedCodes: createUsedCodes(gateway, clock),
    }),
  };
}
