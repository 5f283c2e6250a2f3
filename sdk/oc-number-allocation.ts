import * as pulumi from "@pulumi/pulumi";

import { declareNumbers } from "./declare-numbers";
import { UsageError } from "./usage-error";

const TYPE = "pulumi-nodejs:dynamic/liveplatform:OcNumberAllocation";

/** What state keeps as the provider's code: a constant, so that the code that runs is always the installed one. */
const PROVIDER_TEXT = 'exports.handler = () => require("pulumi-liveplatform/provider");';

/** The usage of a number in Teams. */
export type Usage =
  "CallingUserAssignment" | "FirstPartyAppAssignment" | "ThirdPartyAppAssignment" | "ConferenceAssignment";

/** Consecutive numbers, both ends included: one country, one length, at most 100,000. */
export interface PhoneNumberRange {
  /** E.164, such as `+61395556900`. */
  start: pulumi.Input<string>;
  end: pulumi.Input<string>;
}

/** Numbers by key: a number, or `first..last` → how many, e.g. `{"+61395556900..+61395556999": 100}`. */
export type NumberMap = Record<string, number>;

/** What an allocation is made of. At least one number in `phoneNumbers` and `phoneNumberRanges` together. */
export interface OcNumberAllocationArgs {
  /** Microsoft Entra tenant of the customer, a GUID. A change replaces the allocation. */
  msTenantId: pulumi.Input<string>;
  /** Id of the calling profile, a GUID. A change replaces the allocation. */
  callingProfile: pulumi.Input<string>;
  /** What the numbers are for. Toll-free numbers need `FirstPartyAppAssignment`. A change replaces the allocation. */
  usage: pulumi.Input<Usage>;
  /** Such as `InboundCalling`, `OutboundCalling`, `Mobile`; the order means nothing. A change replaces the allocation. */
  capabilities: pulumi.Input<pulumi.Input<string>[]>;
  /** Single numbers in E.164, in any order, none twice. */
  phoneNumbers?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Runs of consecutive numbers. */
  phoneNumberRanges?: pulumi.Input<pulumi.Input<PhoneNumberRange>[]> | undefined;
  /** Usages besides `usage`. A change replaces the allocation. */
  additionalUsages?: pulumi.Input<pulumi.Input<Usage>[]> | undefined;
  /** Sent with the upload, such as `AU`; needed for North American toll-free numbers. A change replaces the allocation. */
  country?: pulumi.Input<string> | undefined;
  /** Emergency address, sent with the upload. A change replaces the allocation. */
  address?: pulumi.Input<string> | undefined;
  /** City of the emergency location, sent with the upload. A change replaces the allocation. */
  location?: pulumi.Input<string> | undefined;
  /** Sent with the upload. A change replaces the allocation. */
  typeOfService?: pulumi.Input<string> | undefined;
  /** A service request, sent with uploads from now on. */
  ticketId?: pulumi.Input<string> | undefined;
  /** Take over numbers that are in the tenant with these settings already. Destroying the stack then releases them. Default false. */
  adoptExisting?: pulumi.Input<boolean> | undefined;
  /** Release numbers that are taken out of the allocation; false leaves them in the tenant, for another stack. Default true. */
  releaseRemoved?: pulumi.Input<boolean> | undefined;
  /** Unassign numbers in use before a release, instead of stopping. Default false. */
  unassignOnRelease?: pulumi.Input<boolean> | undefined;
}

/**
 * Telephone numbers that one Microsoft Teams tenant holds on Live Platform, with one calling profile, usage and set of
 * capabilities.
 *
 * Creating it uploads the numbers and waits for the platform's task; a preview with `options: { refresh: always }` in
 * Pulumi.yaml shows in `drift`, number by number, what others have changed, and an up repairs it. Destroying it releases
 * the numbers; numbers in use are never released without `unassignOnRelease`.
 *
 * Errors appear in the preview where they can be known there, and name the property and the number. When a part of an
 * operation fails, what is done is saved, each other number has its reason, and the next `pulumi up` goes on.
 *
 * @example
 * const desks = new liveplatform.OcNumberAllocation("sydney-desks", {
 *   msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
 *   callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
 *   usage: "CallingUserAssignment",
 *   capabilities: ["InboundCalling", "OutboundCalling"],
 *   phoneNumberRanges: [{ start: "+61395556900", end: "+61395556999" }],
 * });
 */
export class OcNumberAllocation extends pulumi.CustomResource {
  declare readonly msTenantId: pulumi.Output<string>;
  declare readonly callingProfile: pulumi.Output<string>;
  declare readonly usage: pulumi.Output<Usage>;
  declare readonly capabilities: pulumi.Output<string[]>;
  declare readonly additionalUsages: pulumi.Output<Usage[] | undefined>;
  declare readonly country: pulumi.Output<string | undefined>;
  declare readonly address: pulumi.Output<string | undefined>;
  declare readonly location: pulumi.Output<string | undefined>;
  declare readonly typeOfService: pulumi.Output<string | undefined>;
  declare readonly ticketId: pulumi.Output<string | undefined>;
  declare readonly adoptExisting: pulumi.Output<boolean | undefined>;
  declare readonly releaseRemoved: pulumi.Output<boolean | undefined>;
  declare readonly unassignOnRelease: pulumi.Output<boolean | undefined>;
  /** The numbers that the allocation holds, in their canonical form. */
  declare readonly numbers: pulumi.Output<NumberMap>;
  /** Sent in an upload and not yet seen in the tenant; absent when there are none. */
  declare readonly pending: pulumi.Output<NumberMap | undefined>;
  /** Key as in `numbers` → what is wrong: `missing`, `MarkedForRemoval`, `callingProfile <id>` …; absent when all is well. */
  declare readonly drift: pulumi.Output<Record<string, string> | undefined>;
  /** How many numbers the allocation holds. */
  declare readonly numberCount: pulumi.Output<number>;
  /** The task of the last upload. */
  declare readonly taskId: pulumi.Output<string | undefined>;
  /** Ids of the SBCs that carry the numbers, ascending. */
  declare readonly sbcIds: pulumi.Output<number[]>;
  /** Status → how many numbers have it, e.g. `{ Active: 99, Uploaded: 2 }`. */
  declare readonly statusCounts: pulumi.Output<Record<string, number>>;
  /** How many of the numbers are in use. */
  declare readonly assignedCount: pulumi.Output<number>;

  /**
   * @param name unique in the stack, for this type
   * @param args see `OcNumberAllocationArgs`; whatever else is in it, such as the outputs of another allocation, is ignored
   * @param opts `import` is not supported: declare the numbers with `adoptExisting: true`
   */
  constructor(name: string, args: OcNumberAllocationArgs, opts?: pulumi.CustomResourceOptions) {
    if (opts?.import !== undefined) {
      throw new UsageError(
        `${name}: an allocation cannot be imported; declare its numbers with adoptExisting: true instead`,
      );
    }
    const urn = declareNumbers({ type: TYPE, name, args, opts });
    const props = { ...inputsOf(args), ...OUTPUTS, ...hiddenOf(urn, args) };
    super(TYPE, name, props, optionsOf(opts));
  }
}

/** What the provider needs besides; the engine shows no difference of keys that begin with two underscores. */
function hiddenOf(urn: pulumi.Output<string>, args: OcNumberAllocationArgs): pulumi.Inputs {
  return { __provider: PROVIDER_TEXT, __urn: urn, __secretNumbers: secretNumbers(args) };
}

/** Keys of what an operation finds out; a resource has just those outputs that are keys of its properties. */
const OUTPUTS = {
  numbers: undefined,
  pending: undefined,
  drift: undefined,
  numberCount: undefined,
  taskId: undefined,
  sbcIds: undefined,
  statusCounts: undefined,
  assignedCount: undefined,
};

function inputsOf(args: OcNumberAllocationArgs): Record<keyof OcNumberAllocationArgs, unknown> {
  return {
    msTenantId: args.msTenantId,
    callingProfile: args.callingProfile,
    usage: args.usage,
    capabilities: args.capabilities,
    phoneNumbers: args.phoneNumbers,
    phoneNumberRanges: args.phoneNumberRanges,
    additionalUsages: args.additionalUsages,
    country: args.country,
    address: args.address,
    location: args.location,
    typeOfService: args.typeOfService,
    ticketId: args.ticketId,
    adoptExisting: args.adoptExisting,
    releaseRemoved: args.releaseRemoved,
    unassignOnRelease: args.unassignOnRelease,
  };
}

/**
 * The provider's diff asks to delete before a replacement, since a number can be uploaded once. As an option it would
 * also make `--replace` release numbers that the new resource takes over: so it is left out, whoever sets it.
 */
function optionsOf(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
  const { deleteBeforeReplace: _, ...rest } = opts;
  return {
    ...rest,
    ...(opts.ignoreChanges && { ignoreChanges: opts.ignoreChanges.map(canonicalPath) }),
  };
}

/** State knows the two lists only as `numbers`: to ignore changes of a list is to ignore changes of that. */
function canonicalPath(path: string): string {
  return /^\W*phoneNumber(s|Ranges)\b/.test(path) ? "numbers" : path;
}

/** Whether a list is secret, and with it what the provider makes of the lists: of an output that is known only later. */
function secretNumbers({
  phoneNumbers,
  phoneNumberRanges,
}: OcNumberAllocationArgs): Promise<true | undefined> | undefined {
  const lists = [phoneNumbers, phoneNumberRanges];
  if (!lists.some(hasOutput)) return undefined;
  const secrecy = lists.map((list) => pulumi.isSecret(pulumi.output(list)));
  return Promise.all(secrecy).then((secrets) => secrets.includes(true) || undefined);
}

function hasOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasOutput);
}
