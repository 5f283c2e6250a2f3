import * as z from "zod";
import { isAllocationType } from "./allocation-type";

/** The key that marks a value as secret, in every state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

const values = z.record(z.string(), z.unknown());
const resource = z.object({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  provider: z.string().optional(),
  /** A program only gets it: whatever it shows is somebody else's. */
  external: z.boolean().optional(),
  inputs: values.default({}),
  outputs: values.default({}),
});
const deployment = z.object({
  resources: z.array(resource).nullish(),
  pending_operations: z.array(z.object({ type: z.string(), resource })).nullish(),
});
const stateText = z.union([
  z.object({ deployment }).transform((state) => state.deployment),
  // The file of a `file://` backend.
  z
    .object({ checkpoint: z.object({ latest: deployment.nullish() }) })
    .transform((state) => state.checkpoint.latest ?? {}),
]);

/** An allocation as a state has it; secret values as they stand there. */
export type StoredAllocation = z.infer<typeof resource>;

/** The allocations of one state. */
export interface StackState {
  /** Where it comes from, for messages: a file, or a stack of the backend. */
  readonly source: string;
  readonly allocations: readonly StoredAllocation[];
  /** What a run that broke off was about to create. */
  readonly creating: readonly StoredAllocation[];
}

/** undefined: it is neither what `pulumi stack export` writes, nor the state file of a `file://` backend. */
export function parseStackState(value: unknown, source: string): StackState | undefined {
  const state = stateText.safeParse(value);
  if (!state.success) return undefined;
  const { resources, pending_operations: operations } = state.data;
  return {
    source,
    allocations: (resources ?? []).filter(isAllocation),
    creating: (operations ?? [])
      .filter((operation) => operation.type === "creating" && isAllocation(operation.resource))
      .map((operation) => operation.resource),
  };
}

function isAllocation({ type, external }: StoredAllocation): boolean {
  return isAllocationType(type) && external !== true;
}

/** A secret is encrypted in a state that was not exported with `--show-secrets`. */
export class EncryptedError extends Error {}

export function isSecretValue(value: unknown): value is object {
  return typeof value === "object" && value !== null && SIGNATURE in value;
}

/** A value without its secrecy, at any depth. Errors: an EncryptedError where it is encrypted. */
export function plainValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isSecretValue(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]: [string, unknown]) => [key, plainValue(inner)]),
    );
  }
  if ("plaintext" in value && typeof value.plaintext === "string") return JSON.parse(value.plaintext);
  throw new EncryptedError("encrypted");
}

export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
