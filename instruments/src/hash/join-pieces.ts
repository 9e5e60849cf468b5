/** Joins pieces of a text into larger ones of at least so many code units, the last as long as is left. */
export function* joinPieces(pieces: Iterable<string>, units: number): Generator<string> {
  let waiting = "";
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length < units) continue;
    yield waiting;
    waiting = "";
  }
  yield waiting;
}
