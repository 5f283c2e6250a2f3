import * as z from "zod";
import type { RemoteEmulator } from "./remote-emulator";

type Print = (line: string) => void;

const pageSchema = z.object({
  page: z.number(),
  pages: z.number(),
  total: z.number(),
  rows: z.array(
    z.object({
      telephoneNumber: z.string(),
      tenant: z.string(),
      callingProfile: z.string(),
      status: z.string(),
      assignmentStatus: z.string().nullable(),
      inUse: z.boolean(),
    }),
  ),
});

const overviewSchema = z.object({
  callingProfiles: z.array(z.object({ callingProfileId: z.string(), name: z.string() })),
  tasks: z.array(
    z.object({
      id: z.string(),
      operation: z.string(),
      numbers: z.number(),
      status: z.string(),
      endedAt: z.number().nullable(),
    }),
  ),
  faults: z.array(z.object({ id: z.string(), rule: z.string(), hits: z.number() })),
});

/** Prints a page of the numbers that match. */
export async function listNumbers(
  emulator: RemoteEmulator,
  query: Readonly<Record<string, string>>,
  print: Print,
): Promise<void> {
  const { page, pages, total, rows } = await emulator.get("/rows", pageSchema, query);
  const table = rows.map((row) => [
    row.telephoneNumber,
    row.status,
    row.inUse ? `in use: ${row.assignmentStatus ?? ""}` : "free",
    row.callingProfile,
    row.tenant,
  ]);
  printTable([["NUMBER", "STATUS", "USE", "CALLING PROFILE", "TENANT"], ...table], print);
  print(
    `${total} found, page ${page} of ${pages}${page < pages ? `; --page ${page + 1} shows the next` : ""}`,
  );
}

/** Prints what runs, and the last that ended. */
export async function listTasks(emulator: RemoteEmulator, print: Print): Promise<void> {
  const { tasks } = await emulator.get("/overview", overviewSchema);
  if (tasks.length === 0) {
    print("No task has run yet.");
    return;
  }
  const table = tasks.map(({ id, operation, numbers, status, endedAt }) => [
    id,
    operation,
    String(numbers),
    status,
    endedAt === null ? "running" : `ended ${new Date(endedAt).toISOString()}`,
  ]);
  printTable([["TASK", "OPERATION", "NUMBERS", "STATUS", ""], ...table], print);
}

/** Prints the rules in force. */
export async function listFaults(emulator: RemoteEmulator, print: Print): Promise<void> {
  const { faults } = await emulator.get("/overview", overviewSchema);
  if (faults.length === 0) {
    print("No fault is in force.");
    return;
  }
  printTable(
    [["ID", "APPLIED", "RULE"], ...faults.map(({ id, rule, hits }) => [id, String(hits), rule])],
    print,
  );
}

/** The id of a calling profile that is given by id or by name. */
export async function profileId(emulator: RemoteEmulator, idOrName: string): Promise<string> {
  const { callingProfiles } = await emulator.get("/overview", overviewSchema);
  const wanted = idOrName.toLowerCase();
  const found = callingProfiles.filter(
    ({ callingProfileId, name }) => callingProfileId === wanted || name.toLowerCase() === wanted,
  );
  const [profile] = found;
  if (profile !== undefined && found.length === 1) return profile.callingProfileId;
  const names = callingProfiles.map(({ name }) => `'${name}'`).join(", ");
  throw new Error(`--profile: '${idOrName}' names ${found.length} calling profiles; there are ${names}.`);
}

function printTable(rows: readonly (readonly string[])[], print: Print): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    print(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}
