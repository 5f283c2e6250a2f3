/** The numbers that a key of an allocation stands for: `+61395556880`, or `+61395556900..+61395556999`. */
interface Block {
  readonly first: bigint;
  readonly last: bigint;
  /** A number of eleven digits is in no block of numbers of twelve. */
  readonly digits: number;
}

/** Whether all numbers of the key are in one of the blocks, which are written as keys are. */
export function isWithin(key: string, blocks: readonly string[]): boolean {
  const wanted = blockOf(key);
  return blocks
    .map(blockOf)
    .some(
      ({ first, last, digits }) => digits === wanted.digits && first <= wanted.first && wanted.last <= last,
    );
}

function blockOf(key: string): Block {
  const [first = "", last = first] = key.split("..");
  return { first: BigInt(first.slice(1)), last: BigInt(last.slice(1)), digits: first.length };
}
