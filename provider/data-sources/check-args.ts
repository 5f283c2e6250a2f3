import { isGuid } from "../common/guid";
import { nearest } from "../common/nearest";
import { UsageError } from "../common/usage-error";
import { parseNumber } from "../numbers/number-range";

/** What is wrong with a value, as the rest of a sentence that begins with its name; undefined where nothing is. */
type Check = (value: unknown) => string | undefined;

const MAX_PAGE_SIZE = 10_000;

const CHECKS = {
  msTenantId: must(
    "be a GUID such as 3bc57cac-5794-457f-ad36-2c88cade9dbb",
    (value) => isText(value) && isGuid(value),
  ),
  phoneNumber: must(
    "be one number in E.164, such as +61395556880",
    (value) => isText(value) && parseNumber(value) !== undefined,
  ),
  phoneNumbers: must("be a list of texts", (value) => Array.isArray(value) && value.every(isText)),
  name: must("be a text that is not empty", isText),
  acquiredNumberStatus: must("be a text that is not empty", isText),
  pageSize: must(`be a whole number from 1 to ${MAX_PAGE_SIZE}`, isPageSize),
} satisfies Readonly<Record<keyof Arguments, Check>>;

/** What has passed its check. */
interface Arguments {
  msTenantId: string;
  phoneNumber: string;
  phoneNumbers: string[];
  name: string;
  acquiredNumberStatus: string;
  pageSize: number;
}

type Argument = keyof Arguments;

interface Takes {
  readonly required?: readonly Argument[];
  readonly optional?: readonly Argument[];
}

const TAKES = {
  getTenantNumbers: { optional: ["msTenantId", "acquiredNumberStatus", "pageSize"] },
  getTenantNumbersV2: { required: ["msTenantId"] },
  getNumber: { required: ["phoneNumber"] },
  getRemovalStatusSummary: { optional: ["msTenantId"] },
  getCallingProfiles: {},
  getCallingProfile: { required: ["name"] },
  validateNumbers: { required: ["msTenantId", "phoneNumbers"] },
} as const satisfies Readonly<Record<string, Takes>>;

export type DataSource = keyof typeof TAKES;
type Named<Table, Which extends keyof Takes> =
  Table extends Readonly<Record<Which, readonly (infer Name extends Argument)[]>> ? Name : never;
/** What a data source is given, once it has been checked. */
export type ArgsOf<Source extends DataSource> = Pick<Arguments, Named<(typeof TAKES)[Source], "required">> &
  Partial<Pick<Arguments, Named<(typeof TAKES)[Source], "optional">>>;

/**
 * Checks what a data source is asked, before anybody is: a misspelt tenant would have it answer for all of them.
 *
 * Errors: a UsageError that names each argument that is wrong, missing or unknown. It has no value: here nobody knows which are secret.
 */
export function checkArgs<Source extends DataSource>(
  dataSource: Source,
  args: object,
): asserts args is ArgsOf<Source> {
  const { required = [], optional = [] }: Takes = TAKES[dataSource];
  const known: readonly Argument[] = [...required, ...optional];
  const given = new Map(
    Object.entries(args).filter(([, value]: [string, unknown]) => value !== undefined && value !== null),
  );
  const unknown = [...given.keys()].filter((name) => !known.some((one) => one === name));
  const problems = [
    ...unknown.map((name) => `${name} is not an argument${suggestion(name, known)}`),
    ...required.filter((name) => !given.has(name)).map((name) => `${name} is required`),
    ...known.flatMap((name) => {
      const problem = given.has(name) ? CHECKS[name](given.get(name)) : undefined;
      return problem === undefined ? [] : [`${name} ${problem}`];
    }),
  ];
  if (problems.length > 0) throw new UsageError(problems.join("; "));
}

function must(what: string, isRight: (value: unknown) => boolean): Check {
  return (value) => (isRight(value) ? undefined : `must ${what}`);
}

function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return "; there are none";
  const likely = nearest(name, known);
  return likely === undefined ? `; there are ${known.join(", ")}` : `; did you mean ${likely}?`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isPageSize(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MAX_PAGE_SIZE;
}
