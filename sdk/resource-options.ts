import * as pulumi from "@pulumi/pulumi";

import { UsageError } from "../provider/common/usage-error";
import { DYNAMIC_TYPE, PLUGIN_TYPE } from "./types";

/** Options of an allocation that the dynamic provider serves. */
export function dynamicOptions(
  name: string,
  opts: pulumi.CustomResourceOptions = {},
): pulumi.CustomResourceOptions {
  refuseOptions(name, opts);
  return commonOptions(opts, PLUGIN_TYPE);
}

/**
 * Options of one that the plugin serves. To ignore changes of a list is here, too, to ignore those of `numbers`: the state that the dynamic
 * provider has left knows no lists, and the engine would drop them from the declaration.
 */
export function pluginOptions(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
  return commonOptions(opts, DYNAMIC_TYPE);
}

/**
 * The provider's diff asks to delete before a replacement, since a number can be uploaded once. As an option it would
 * also make `--replace` release numbers that the new resource takes over: so it is left out, whoever sets it.
 */
function commonOptions(opts: pulumi.CustomResourceOptions, otherType: string): pulumi.CustomResourceOptions {
  const { deleteBeforeReplace: _, ...rest } = opts;
  return {
    ...rest,
    aliases: aliasesOf(opts, otherType),
    ...(opts.ignoreChanges && { ignoreChanges: opts.ignoreChanges.map(canonicalPath) }),
    ...(opts.replaceOnChanges && { replaceOnChanges: opts.replaceOnChanges.map(canonicalPath) }),
  };
}

/** Its own, each by the other host's type too, and the resource as the other host had it: what changes host keeps its numbers. */
function aliasesOf(
  { aliases = [] }: pulumi.CustomResourceOptions,
  type: string,
): NonNullable<pulumi.CustomResourceOptions["aliases"]> {
  const others = aliases.flatMap((alias) => (isTypeless(alias) ? [{ ...alias, type }] : []));
  return [...aliases, ...others, { type }];
}

function isTypeless(alias: pulumi.Input<string | pulumi.Alias>): alias is pulumi.Alias {
  return (
    typeof alias === "object" && !pulumi.Output.isInstance(alias) && !("then" in alias) && !("type" in alias)
  );
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
