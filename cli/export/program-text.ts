import { type NumberLists, declarableLists } from "../../provider/numbers/declarable-lists";
import { plainText } from "../output/plain-text";
import type { ExportedAllocation } from "./grouping";
import { LINE_WIDTH, arrayText, listsInJson, listsInTypeScript } from "./layout";
import { stampFor, stamped } from "./stamp";

const MOST_ENTRIES_IN_PROGRAM = 50;

/** What the program of a tenant is written from. */
export interface ProgramParts {
  readonly msTenantId: string;
  readonly allocations: readonly ExportedAllocation[];
  /** Id of a calling profile → its name. */
  readonly profileNames: ReadonlyMap<string, string>;
  /** The numbers are in numbers.json. */
  readonly numbersApart: boolean;
}

/** index.ts and, where the numbers are apart, numbers.json. */
export function programTexts(parts: ProgramParts): { program: string; numbers: string | undefined } {
  const lists = parts.allocations.map(({ numbers }) => declarableLists(numbers));
  const head = [
    `// ${stampFor(parts.msTenantId)}`,
    "// Once this file is edited, an export no longer overwrites it.",
    `import * as liveplatform from "pulumi-liveplatform";`,
    ...(parts.numbersApart ? ["", `import numbers from "./numbers.json";`] : []),
    "",
    `const msTenantId = "${parts.msTenantId}";`,
    "",
    ...ADOPTION,
  ];
  const allocations = parts.allocations.map((allocation, index) =>
    allocationText(parts, allocation, lists[index] ?? { phoneNumbers: [], phoneNumberRanges: [] }),
  );
  const program = stamped(`${[...head, ...allocations.flatMap((text) => ["", text])].join("\n")}\n`);
  return { program, numbers: parts.numbersApart ? numbersText(parts, lists) : undefined };
}

/** Whether the lists of all allocations have so many entries together that they would hide the program. */
export function isLongProgram(allocations: readonly ExportedAllocation[]): boolean {
  return allocations.reduce((sum, { numbers }) => sum + numbers.ranges.length, 0) > MOST_ENTRIES_IN_PROGRAM;
}

const ADOPTION = [
  "// Take over the numbers, which are in the tenant already: the first up uploads",
  "// nothing. From then on they are this stack's own, and destroying it releases",
  "// them. After that up, false makes numbers that others put in an error again.",
  "const adoptExisting = true;",
];

function allocationText(parts: ProgramParts, allocation: ExportedAllocation, lists: NumberLists): string {
  const { name, settings } = allocation;
  const opening = `new liveplatform.OcNumberAllocation("${name}", {`;
  const isLong = opening.length > LINE_WIDTH;
  const indent = isLong ? 4 : 2;
  const profileName = parts.profileNames.get(settings.callingProfile);
  const pad = " ".repeat(indent);
  const quoted = (names: readonly string[]): string[] => names.map((item) => JSON.stringify(item));
  const place = { indent, tail: ",", trailingComma: true };
  const properties = [
    `${pad}msTenantId,`,
    ...(profileName === undefined ? [] : [`${pad}// ${plainText(profileName)}`]),
    `${pad}callingProfile: "${settings.callingProfile}",`,
    `${pad}usage: "${settings.usage}",`,
    ...(settings.additionalUsages.length === 0
      ? []
      : [arrayText(quoted(settings.additionalUsages), { ...place, lead: "additionalUsages: " })]),
    arrayText(quoted(settings.capabilities), { ...place, lead: "capabilities: " }),
    ...(settings.country === undefined ? [] : [`${pad}country: "${settings.country}",`]),
    `${pad}adoptExisting,`,
    ...(parts.numbersApart ? spread(name, pad) : listsInTypeScript(lists, indent)),
  ];
  if (!isLong) return [opening, ...properties, "});"].join("\n");
  const call = ["new liveplatform.OcNumberAllocation(", `  "${name}",`, "  {"];
  return [...call, ...properties, "  },", ");"].join("\n");
}

function spread(name: string, pad: string): string[] {
  const line = `${pad}...numbers["${name}"],`;
  return line.length <= LINE_WIDTH ? [line] : [`${pad}...numbers[`, `${pad}  "${name}"`, `${pad}],`];
}

function numbersText({ msTenantId, allocations }: ProgramParts, lists: readonly NumberLists[]): string {
  const none = { phoneNumbers: [], phoneNumberRanges: [] };
  const members = allocations.map(({ name }, index) => [name, lists[index] ?? none] as const);
  return stamped(dataText(stampFor(msTenantId), members));
}

/** The text of numbers.json: a remark, and the lists of each allocation. */
export function dataText(
  remark: string | undefined,
  allocations: readonly (readonly [name: string, lists: NumberLists])[],
): string {
  const members = allocations.map(([name, lists]) =>
    [`  ${JSON.stringify(name)}: {`, ...listsInJson(lists, 4), "  }"].join("\n"),
  );
  const stamp = remark === undefined ? [] : [`  "//": ${JSON.stringify(remark)}`];
  return `{\n${[...stamp, ...members].join(",\n")}\n}\n`;
}
