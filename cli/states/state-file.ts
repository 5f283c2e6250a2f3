import { existsSync } from "node:fs";
import * as z from "zod";
import { messageOf } from "../../provider/common/message-of";
import { NumberSet } from "../../provider/numbers/number-set";
import { readJson } from "../input/read-json";
import { EncryptedError, type StackState, nameOf, parseStackState, plainValue } from "./stack-state";

const canonical = z.record(z.string(), z.number());

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
  const { allocations, creating } = readStackState(file);
  const isOwn = (values: Record<string, unknown>, urn: string): boolean =>
    tenantIn(values, { file, urn }) === msTenantId;
  const own = allocations.filter(({ outputs, urn }) => isOwn(outputs, urn));
  return {
    file,
    allocations: own.length,
    otherAllocations: allocations.length - own.length,
    numbers: NumberSet.unionAll(
      own.flatMap(({ outputs, urn }) => HOLDING.map((key) => numbersIn(outputs, key, { file, urn }))),
    ),
    interrupted: creating
      .filter(({ inputs, urn }) => isOwn(inputs, urn))
      .map(({ inputs, urn }) => ({
        name: nameOf(urn),
        numbers: numbersIn(inputs, "numbers", { file, urn }),
      })),
  };
}

/** The allocations of a state in a file. Errors: where it is none; the file is named. */
export function readStackState(file: string): StackState {
  const state = parseStackState(parseFile(file), file);
  if (state !== undefined) return state;
  throw new Error(
    `--state: ${file} is not what "pulumi stack export" writes. Write it with: pulumi stack export --file ${file}`,
  );
}

/** Outputs with numbers that an allocation answers for. */
const HOLDING = ["numbers", "pending", "__handedOver", "__leaving"] as const;

/** Where a value stands, for messages. */
export interface Origin {
  readonly file: string;
  readonly urn: string;
}

/** In lower case; undefined where the state names none. */
function tenantIn(values: Record<string, unknown>, origin: Origin): string | undefined {
  const tenant = decrypted(values["msTenantId"], origin);
  return typeof tenant === "string" ? tenant.toLowerCase() : undefined;
}

export function numbersIn(values: Record<string, unknown>, key: string, origin: Origin): NumberSet {
  const map = canonical.optional().safeParse(decrypted(values[key], origin));
  if (map.success) return NumberSet.fromCanonical(map.data);
  throw new Error(`--state: ${origin.file}: "${key}" of "${nameOf(origin.urn)}" is not a map of numbers.`);
}

/** A secret is its plain JSON text where the stack was exported with its secrets. */
function decrypted(value: unknown, { file, urn }: Origin): unknown {
  try {
    return plainValue(value);
  } catch (error) {
    if (!(error instanceof EncryptedError)) throw error;
    throw new Error(
      `--state: the numbers of "${nameOf(urn)}" are a secret, and encrypted in ${file}. Write it again with: ` +
        `pulumi stack export --show-secrets --file ${file} (and delete it afterwards: it then holds every secret of the stack)`,
    );
  }
}

function parseFile(file: string): unknown {
  if (!existsSync(file)) throw new Error(`--state: there is no file ${file}.`);
  try {
    return readJson(file);
  } catch (error) {
    throw new Error(`--state: ${messageOf(error)}`);
  }
}
