import { useEffect, useRef, useState } from "react";
import type { RecordStore } from "./record-store.ts";
import type { Sync } from "./sync.ts";

const idleMilliseconds = 15 * 60_000;
const pulseMilliseconds = 5_000;

interface Watched {
  readonly lock: () => void;
  /** While something runs that nobody needs to touch, such as a recording, the page does not lock. */
  readonly isBusy: () => boolean;
}

/** Writes at once when the page goes out of sight, sends when it can, and locks when nobody has touched it for a while. */
export function useWatch(store: RecordStore, sync: Sync, watched: Watched): void {
  const current = useRef(watched);
  current.current = watched;
  useEffect(() => {
    let touched = Date.now();
    const touch = () => {
      touched = Date.now();
    };
    const pulse = () => {
      if (current.current.isBusy()) touch();
      if (Date.now() - touched > idleMilliseconds) current.current.lock();
      else void sync.run();
    };
    const leave = () => {
      if (document.visibilityState === "hidden") void store.flush();
      else pulse();
    };
    const flush = () => void store.flush();
    const sendNow = () => void sync.run({ urgent: true });
    const timer = setInterval(pulse, pulseMilliseconds);
    const touches = ["pointerdown", "keydown", "input"] as const;
    for (const name of touches) addEventListener(name, touch, { passive: true });
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", flush);
    addEventListener("online", sendNow);
    sendNow();
    return () => {
      clearInterval(timer);
      for (const name of touches) removeEventListener(name, touch);
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("pagehide", flush);
      removeEventListener("online", sendNow);
    };
  }, [store, sync]);
}

/** The place inside the page, kept in the address so that the phone's back button works; ids say nothing by themselves. */
export function usePlace(): readonly [string, (place: string) => void] {
  const [place, setPlace] = useState(() => location.hash.slice(1));
  useEffect(() => {
    const read = () => setPlace(location.hash.slice(1));
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  const go = (next: string) => {
    location.hash = next;
  };
  return [place, go];
}

/** Lets one window at a time work on the device's records; `steal` takes them over. */
export function holdWindow(steal: boolean, tell: (held: "here" | "elsewhere") => void, onLost: () => void): void {
  if (!("locks" in navigator)) {
    tell("here");
    return;
  }
  const options = steal ? { steal: true } : { ifAvailable: true };
  void navigator.locks
    .request("diaoyan-field", options, (lock) => {
      if (lock === null) {
        tell("elsewhere");
        return undefined;
      }
      tell("here");
      return new Promise<never>(() => undefined);
    })
    .catch(() => {
      onLost();
      tell("elsewhere");
    });
}
