import * as z from "zod";

import type { Emulator } from "../../../emulator";
import type { HttpRequest } from "../../../provider/liveplatform/http";
import { NumberSet } from "../../../provider/numbers/number-set";

const uploadBody = z.object({
  phoneNumbers: z.array(z.string()).default([]),
  phoneNumberRanges: z.array(z.object({ start: z.string(), end: z.string() })).default([]),
});
const releaseBody = z.array(z.string());

/** Looks at every write on its way to the platform, and remembers what no fault may bring about. */
export class WriteWatch {
  /** Broken guarantees, in words. */
  readonly violations: string[] = [];
  /** The numbers of each upload that reached the platform. */
  readonly uploads: NumberSet[] = [];
  /** The numbers of each release that reached the platform. */
  readonly releases: NumberSet[] = [];
  /** What the program declares: nothing of it may be released. */
  declared = NumberSet.empty;
  readonly #emulator: Emulator;
  readonly #taskMs: number;
  #underWay: { numbers: NumberSet; until: number }[] = [];

  constructor(emulator: Emulator, taskMs: number) {
    this.#emulator = emulator;
    this.#taskMs = taskMs;
  }

  reset(): void {
    for (const list of [this.violations, this.uploads, this.releases]) list.length = 0;
    this.#underWay = [];
    this.declared = NumberSet.empty;
  }

  before({ verb, url, body }: HttpRequest): void {
    if (verb !== "POST") return;
    if (url.includes("/action/upload")) this.#judgeUpload(uploaded(JSON.parse(body ?? "")));
    if (url.includes("/action/release")) this.#judgeRelease(releaseBody.parse(JSON.parse(body ?? "")));
  }

  /** A request without a route never reached the platform. */
  after(): void {
    const { route, body } = this.#emulator.requests.at(-1) ?? {};
    if (route === "release") this.releases.push(NumberSet.fromNumbers(releaseBody.parse(body)));
    if (route !== "upload") return;
    const numbers = uploaded(body);
    this.uploads.push(numbers);
    this.#underWay.push({ numbers, until: this.#emulator.now() + this.#taskMs });
  }

  #judgeUpload(numbers: NumberSet): void {
    const there = NumberSet.fromNumbers(this.#emulator.numbers().map((row) => row.telephoneNumber));
    const now = this.#emulator.now();
    const coming = NumberSet.unionAll(this.#underWay.flatMap((one) => (one.until > now ? one.numbers : [])));
    this.#refuse("uploaded, and in the tenant already", numbers.intersect(there));
    this.#refuse("uploaded, and on their way already", numbers.intersect(coming));
  }

  #judgeRelease(numbers: readonly string[]): void {
    const released = NumberSet.fromNumbers(numbers);
    const used = this.#emulator.numbers().filter(({ assignmentStatus }) => isUse(assignmentStatus));
    this.#refuse("released in use", released.intersect(NumberSet.fromNumbers(used.map(numberOf))));
    this.#refuse("released though declared", released.intersect(this.declared));
  }

  #refuse(what: string, numbers: NumberSet): void {
    if (!numbers.isEmpty) this.violations.push(`${what}: ${numbers.describe()}`);
  }
}

function numberOf({ telephoneNumber }: { telephoneNumber: string }): string {
  return telephoneNumber;
}

/** The numbers of the body of an upload. */
export function uploaded(body: unknown): NumberSet {
  const { phoneNumbers, phoneNumberRanges } = uploadBody.parse(body);
  return NumberSet.fromNumbers(phoneNumbers).union(NumberSet.fromRanges(phoneNumberRanges));
}

function isUse(assignmentStatus: string | null): boolean {
  return assignmentStatus !== null && assignmentStatus !== "Unassigned";
}
