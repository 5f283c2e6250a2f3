import { LiveStack, type LiveStackOptions, succeeded } from "./live-stack";

interface Disposable {
  dispose(): Promise<void>;
}

/** Makes stacks that are gone after the test, or the file. */
export interface Stacks {
  create(options: LiveStackOptions): Promise<LiveStack>;
  /** A stack on which this program has been applied. */
  applied(program: string, options?: Partial<LiveStackOptions>): Promise<LiveStack>;
  /** For what was made elsewhere: hands it back. */
  keep<T extends Disposable>(made: T): T;
}

/**
 * Stacks of the tests of a file (or of a `describe`), each disposed of after the test that made it; those of a `file` serve
 * all of its tests, and are made in `beforeAll`.
 *
 * @example
 * const stacks = useLiveStack();
 * it("…", async () => {
 *   const live = await stacks.applied(program(allocation("desks", { phoneNumbers: ["+61395556880"] })));
 * });
 */
export function useLiveStack(lifetime: "test" | "file" = "test"): Stacks {
  const made: Disposable[] = [];
  const keep = <T extends Disposable>(one: T): T => {
    made.push(one);
    return one;
  };
  const create = async (options: LiveStackOptions): Promise<LiveStack> =>
    keep(await LiveStack.create(options));
  const dispose = async (): Promise<void> => {
    for (const one of made.splice(0)) await one.dispose();
  };
  if (lifetime === "test") afterEach(dispose);
  else afterAll(dispose);
  return {
    ...{ create, keep },
    applied: async (program, options = {}) => {
      const live = await create({ program, ...options });
      succeeded(await live.stack.up());
      return live;
    },
  };
}
