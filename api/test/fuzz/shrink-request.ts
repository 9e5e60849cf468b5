import type { DrawnRequest } from "./draw-request.ts";

/** The same request with as little in it as still shows what is wrong: fewer headers, a shorter body. */
export async function shrinkRequest(
  request: DrawnRequest,
  shows: (less: DrawnRequest) => Promise<boolean>,
): Promise<DrawnRequest> {
  let smallest = request;
  const tryIt = async (less: DrawnRequest): Promise<boolean> => {
    if (!(await shows(less))) return false;
    smallest = less;
    return true;
  };
  for (const name of Object.keys(request.headers)) {
    await tryIt({
      ...smallest,
      headers: Object.fromEntries(Object.entries(smallest.headers).filter(([key]) => key !== name)),
    });
  }
  for (let part = 2; part <= 16 && smallest.body !== null; ) {
    const body: string = smallest.body;
    const size = Math.ceil(body.length / part);
    let shorter = false;
    for (let at = 0; at < body.length && !shorter; at += size) {
      shorter = await tryIt({ ...smallest, body: body.slice(0, at) + body.slice(at + size) });
    }
    if (!shorter) part *= 2;
    else if (body.length < 4) break;
  }
  return smallest;
}
