const home = "/studies";

/**
 * Where to go after signing in: the path `next` names if the browser takes it for one of this site. Whatever leads
 * elsewhere (`//host`, `/\\host`, another scheme) leads home.
 */
export function nextPath(next: string | null, origin: string): string {
  if (!next?.startsWith("/") || !URL.canParse(next, origin)) return home;
  const to = new URL(next, origin);
  return to.origin === origin && !to.pathname.startsWith("//") ? `${to.pathname}${to.search}${to.hash}` : home;
}
