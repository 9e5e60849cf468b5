/** Runs what is asked of one name one after the other, whatever became of the one before; other names do not wait. */
export type Queue = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

/** A queue within this process. */
export function createQueue(): Queue {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const before = last.get(name) ?? Promise.resolve();
    const mine = before.then(work);
    const settled: Promise<unknown> = mine
      .catch(() => undefined)
      .then(() => last.get(name) === settled && last.delete(name));
    last.set(name, settled);
    return mine;
  };
}
