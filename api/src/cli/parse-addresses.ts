/** The addresses of a list like `127.0.0.1, 10.0.0.0/8`; none of an empty one. */
export const parseAddresses = (list: string): readonly string[] =>
  list.split(",").flatMap((entry) => entry.trim() || []);
