/**
 * Maps items with at most `width` calls at a time, results in the order of the items. The first failure is thrown,
 * and no further call is started after it.
 */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  let failed = false;
  const worker = async () => {
    for (const [index, item] of waiting) {
      if (failed) {
        return;
      }
      results[index] = await work(item);
    }
  };
  const stopAll = (error: unknown) => {
    failed = true;
    throw error;
  };
  await Promise.all(Array.from({ length: width }, () => worker().catch(stopAll)));
  return results;
}
