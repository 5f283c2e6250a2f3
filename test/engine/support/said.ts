/** What is said below a resource under Diagnostics: of each line, once. */
export function said(output: string, name = "desks"): string[] {
  const parts = output.split(new RegExp(`OcNumberAllocation \\(${name}\\):\\n`)).slice(1);
  return parts.flatMap((part) => part.slice(0, part.search(/\n\n|$/)).split("\n")).map((line) => line.trim());
}
