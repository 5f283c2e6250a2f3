/** A list that changes while it is read is read so often. */
export const LISTS = 3;

/** Reads a list again where it changed meanwhile. The last one may have changed, too: look at its `consistent`. */
export async function steadyList<List extends { readonly consistent: boolean }>(
  read: () => Promise<List>,
): Promise<List> {
  for (let attempt = 1; ; attempt++) {
    const list = await read();
    if (list.consistent || attempt === LISTS) return list;
  }
}
