import type * as z from "zod";
import type { Emulator } from "../emulator";

/** One thing that can be asked of a running emulator over HTTP, below `/_emulator`. */
export interface Ability {
  readonly verb: "GET" | "POST";
  readonly path: string;
  /** One line, for the list of abilities. */
  readonly does: string;
  /** A body that works, or a query; absent where there is nothing to say. */
  readonly example?: Readonly<Record<string, unknown>> | undefined;
  /** Throws a ZodError where what was sent is not what it takes. */
  readonly run: (emulator: Emulator, sent: unknown) => unknown;
}

interface Description<S extends z.ZodType> extends Omit<Ability, "verb" | "path" | "run" | "example"> {
  /** Verb and path, such as `POST /advance`. */
  readonly at: `${Ability["verb"]} /${string}`;
  readonly takes: S;
  readonly example?: z.input<S> & Readonly<Record<string, unknown>>;
}

/** An ability whose body (or query, of a GET) is checked before it runs. */
export function ability<S extends z.ZodType>(
  { at, does, takes, example }: Description<S>,
  run: (emulator: Emulator, asked: z.output<S>) => unknown,
): Ability {
  const [verb, path = ""] = at.split(" ");
  return {
    verb: verb === "GET" ? "GET" : "POST",
    path,
    does,
    example,
    run: (emulator, sent) => run(emulator, takes.parse(sent ?? {})),
  };
}
