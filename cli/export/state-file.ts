import { existsSync } from "node:fs";
import { z } from "zod";
import { NumberSet } from "../../provider/numbers/number-set";
import { readJson } from "../input/read-json";
import { messageOf } from "../input/message-of";

const ALLOCATION = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";
/** The key that marks a value as secret, in every state. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

const values = z.record(z.string(), z.unknown());
const resource = z.object({
  urn: z.string(),
  type: z.string(),
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
const canonical = z.record(z.string(), z.number());

type Resource = z.infer<typeof resource>;

/** What one state says about a tenant. */
export interface DeclaredByState {
  readonly file: string;
  /** Allocations of the tenant. */
  readonly allocations: number;
  /** Those of other tenants. */
  readonly otherAllocations: number;
  /** Held, pending, and left to another allocation that may not have them yet. */
  readonly numbers: NumberSet;
  /** What a run that broke off was about to create, by the allocation's name. */
  readonly interrupted: readonly { readonly name: string; readonly numbers: NumberSet }[];
}

/**
 * Reads what `pulumi stack export` wrote, or the state file of a `file://` backend.
 *
 * Errors: where it is neither, and where what is asked for is encrypted in it; the file is named.
 */
export function readStateFile(file: string, msTenantId: string): DeclaredByState {
  const state = stateText.safeParse(parseFile(file));
  if (!state.success) {
    throw new Error(
      `--state: ${file} is not what "pulumi stack export" writes. Write it with: pulumi stack export --file ${file}`,
    );
  }
  const { resources, pending_operations: operations } = state.data;
  const allocations = (resources ?? []).filter(({ type }) => type === ALLOCATION);
  const isOwn = (inputsOrOutputs: Resource["inputs"], { urn }: Resource): boolean =>
    tenantIn(inputsOrOutputs, { file, urn }) === msTenantId;
  const own = allocations.filter((allocation) => isOwn(allocation.outputs, allocation));
  const creating = (operations ?? []).filter(
    ({ type, resource: { type: of } }) => type === "creating" && of === ALLOCATION,
  );
  return {
    file,
    allocations: own.length,
    otherAllocations: allocations.length - own.length,
    numbers: NumberSet.unionAll(
      own.flatMap(({ outputs, urn }) => HOLDING.map((key) => numbersIn(outputs, key, { file, urn }))),
    ),
    interrupted: creating
      .filter(({ resource: created }) => isOwn(created.inputs, created))
      .map(({ resource: { inputs, urn } }) => ({
        name: nameOf(urn),
        numbers: numbersIn(inputs, "numbers", { file, urn }),
      })),
  };
}

const HOLDING = ["numbers", "pending", "__handedOver"];

/** Where a value stands, for messages. */
interface Origin {
  readonly file: string;
  readonly urn: string;
}

function tenantIn(of: Resource["outputs"], origin: Origin): string | undefined {
  const tenant = decrypted(of["msTenantId"], origin);
  return typeof tenant === "string" ? tenant.toLowerCase() : undefined;
}

function numbersIn(of: Resource["outputs"], key: string, origin: Origin): NumberSet {
  const map = canonical.optional().safeParse(decrypted(of[key], origin));
  if (map.success) return NumberSet.fromCanonical(map.data);
  throw new Error(`--state: ${origin.file}: "${key}" of "${nameOf(origin.urn)}" is not a map of numbers.`);
}

/** A secret is its plain JSON text where the stack was exported with its secrets. */
function decrypted(value: unknown, { file, urn }: Origin): unknown {
  if (typeof value !== "object" || value === null || !(SIGNATURE in value)) return value;
  if ("plaintext" in value && typeof value.plaintext === "string") return JSON.parse(value.plaintext);
  throw new Error(
    `--state: the numbers of "${nameOf(urn)}" are a secret, and encrypted in ${file}. Write it again with: ` +
      `pulumi stack export --show-secrets --file ${file} (and delete it afterwards: it then holds every secret of the stack)`,
  );
}

function parseFile(file: string): unknown {
  if (!existsSync(file)) throw new Error(`--state: there is no file ${file}.`);
  try {
    return readJson(file);
  } catch (error) {
    throw new Error(`--state: ${messageOf(error)}`);
  }
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}
