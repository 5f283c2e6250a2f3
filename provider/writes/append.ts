/** Adds an item to the list of its key, in place: 100,000 numbers may have the same key. */
export function append(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
