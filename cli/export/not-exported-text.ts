import { plainText } from "../output/plain-text";
import type { NotExported } from "./grouping";
import { stampFor, stamped } from "./stamp";

/** NOT-EXPORTED.md: what is in the tenant and not in the program. */
export function notExportedText(msTenantId: string, notExported: readonly NotExported[]): string {
  const sections = notExported.flatMap(({ numbers, unnamed, reason }) => [
    `## ${markdown(reason.charAt(0).toUpperCase() + reason.slice(1))}`,
    "",
    ...numbers.keys().map((key) => `- \`${key}\``),
    ...(unnamed > 0 ? [`- ${rowsWithoutNumber(unnamed)}`] : []),
    "",
  ]);
  const intro = [
    "# Not exported",
    "",
    `<!-- ${stampFor(msTenantId)} -->`,
    "",
    `Numbers in tenant \`${msTenantId}\` that the program beside this file does`,
    "not declare, and why.",
    "",
  ];
  return stamped([...intro, ...sections].join("\n"));
}

/** One line for each reason, for the terminal. */
export function notExportedLines(notExported: readonly NotExported[]): string[] {
  return notExported.map(({ numbers, unnamed, reason }) => {
    const who = [
      ...(numbers.isEmpty ? [] : [numbers.describe()]),
      ...(unnamed > 0 ? [rowsWithoutNumber(unnamed)] : []),
    ];
    return `  ${who.join(" and ")}: ${plainText(reason)}`;
  });
}

function rowsWithoutNumber(count: number): string {
  return count === 1 ? "a row that does not tell its number" : `${count} rows that do not tell their numbers`;
}

/** Text of the platform as Markdown shows it, and as prettier leaves it. */
function markdown(text: string): string {
  return plainText(text).replace(/[\\`*_[\]<>#|~]/g, (character) => `\\${character}`);
}
