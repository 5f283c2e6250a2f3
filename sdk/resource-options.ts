import type * as pulumi from "@pulumi/pulumi";

import { UsageError } from "../provider/usage-error";

/**
 * The provider's diff asks to delete before a replacement, since a number can be uploaded once. As an option it would
 * also make `--replace` release numbers that the new resource takes over: so it is left out, whoever sets it.
 */
export function optionsOf(
  name: string,
  opts: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  refuseOptions(name, opts);
  const { deleteBeforeReplace: _, ...rest } = opts;
  return {
    ...rest,
    ...(opts.ignoreChanges && { ignoreChanges: opts.ignoreChanges.map(canonicalPath) }),
    ...(opts.replaceOnChanges && { replaceOnChanges: opts.replaceOnChanges.map(canonicalPath) }),
  };
}

function refuseOptions(name: string, opts: pulumi.CustomResourceOptions): void {
  if (opts.import !== undefined) {
    throw new UsageError(
      `${name}: an allocation cannot be imported; declare its numbers with adoptExisting: true instead`,
    );
  }
  if (opts.id !== undefined) {
    throw new UsageError(
      `${name}: an allocation cannot be read by its id (option id); ask the tenant with getTenantNumbers, or declare its numbers with adoptExisting: true`,
    );
  }
}

const LISTS =
  /^\W*(phoneNumbers|phoneNumberRanges|numbers|drift|capabilities|additionalUsages)\b["'\]]*(.*)$/s;

/**
 * State knows the two lists only as `numbers`: to ignore changes of a list is to ignore changes of that. A part of it cannot be
 * named: its keys are those of the canonical form, and one more number makes another key of a run. Nor can a part of the
 * other lists: state has them sorted.
 */
function canonicalPath(path: string): string {
  const [, list, rest] = LISTS.exec(path) ?? [];
  if (list === undefined) return path;
  if (rest !== "") throw new UsageError(`${path} (ignoreChanges, replaceOnChanges): ${advice(list)}`);
  return list.startsWith("phoneNumber") ? "numbers" : list;
}

function advice(list: string): string {
  const other = list.startsWith("phone") || list === "numbers";
  const whole = `a part of ${list} cannot be named; write ${list} for all of it`;
  return other ? `${whole}, or declare those numbers in an allocation of their own` : whole;
}
