import * as z from "zod";
import { messageOf } from "../../provider/common/message-of";

import { declarableLists } from "../../provider/numbers/declarable-lists";
import { NumberSet } from "../../provider/numbers/number-set";
import { numbersInTexts } from "../export/earlier-numbers";
import { dataText } from "../export/program-text";
import { authorOf, stampFor, stamped } from "../export/stamp";
import { NUMBERS_FILE, PROGRAM_FILE, type TargetFolder } from "../export/target-folder";

const REMARK = "//";
const dataSchema = z.record(
  z.string(),
  z.union([
    z.string(),
    z.object({
      phoneNumbers: z.array(z.string()).default([]),
      phoneNumberRanges: z.array(z.object({ start: z.string(), end: z.string() })).default([]),
    }),
  ]),
);

/** The program and the data file of a project that an export has written, and perhaps a person edited. */
export class ExportedProject {
  readonly #program: string;
  readonly #data: string | undefined;

  constructor(
    readonly folder: TargetFolder,
    readonly msTenantId: string,
  ) {
    const program = folder.read(PROGRAM_FILE);
    this.#data = folder.read(NUMBERS_FILE);
    if (program === undefined) {
      throw new Error(
        `${folder.path} holds no exported project: there is no ${PROGRAM_FILE}. Name its folder with --dir, or write one: ` +
          `npx pulumi-liveplatform export --tenant ${msTenantId}`,
      );
    }
    this.#program = program;
  }

  /** Nobody has edited it: it can be written anew. */
  get isAsExported(): boolean {
    return [this.#program, this.#data].every(
      (text) => text === undefined || authorOf(text, this.msTenantId) === "export",
    );
  }

  /** The names of the allocations in the program. */
  get names(): string[] {
    return Array.from(this.#program.matchAll(/OcNumberAllocation\(\s*"([^"]+)"/g), ([, name = ""]) => name);
  }

  /** All numbers that the two files declare. */
  get numbers(): NumberSet {
    return numbersInTexts([this.#program, ...(this.#data === undefined ? [] : [this.#data])]);
  }

  /** What the data file says of each allocation; undefined where the numbers stand in the program. */
  readData(): Map<string, NumberSet> | undefined {
    if (this.#data === undefined) return undefined;
    try {
      const parsed = Object.entries(dataSchema.parse(JSON.parse(this.#data)));
      return new Map(
        parsed.flatMap(([name, lists]) =>
          typeof lists === "string"
            ? []
            : [
                [
                  name,
                  NumberSet.fromRanges(lists.phoneNumberRanges).union(
                    NumberSet.fromNumbers(lists.phoneNumbers),
                  ),
                ] as const,
              ],
        ),
      );
    } catch (error) {
      throw new Error(
        `${NUMBERS_FILE} cannot be read: expected lists of numbers by the allocation's name. ${messageOf(error)}`,
      );
    }
  }

  /** The data file with other numbers. One that a person has edited stays marked as edited. */
  dataWith(numbers: ReadonlyMap<string, NumberSet>): string {
    const lists = Array.from(numbers, ([name, set]) => [name, declarableLists(set)] as const);
    const before = dataSchema.parse(JSON.parse(this.#data ?? "{}"))[REMARK];
    const isOwn = this.#data !== undefined && authorOf(this.#data, this.msTenantId) === "export";
    if (isOwn) return stamped(dataText(stampFor(this.msTenantId), lists));
    return dataText(typeof before === "string" ? before : undefined, lists);
  }
}
