import { type RefObject, useEffect, useState } from "react";

const tellers = new WeakMap<Element, (near: boolean) => void>();
let watcher: IntersectionObserver | undefined;

function watch(element: Element, tell: (near: boolean) => void): () => void {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) tellers.get(target)?.(isIntersecting);
    },
    { rootMargin: "800px 0px" },
  );
  tellers.set(element, tell);
  watcher.observe(element);
  return () => {
    tellers.delete(element);
    watcher?.unobserve(element);
  };
}

/** Whether an element is in sight or close to it: what is far away is drawn plainly. */
export function useNear(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => (ref.current === null ? undefined : watch(ref.current, setNear)), [ref]);
  return near;
}
