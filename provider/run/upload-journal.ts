import * as fs from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { type CanonicalNumbers, NumberSet } from "../numbers/number-set";
import { privateFolder } from "./private-folder";

const DAY_MS = 24 * 60 * 60 * 1000;
const FILE_NAME = /^uploads-\d+\.jsonl$/;

const lineSchema = z.object({
  key: z.string(),
  /** ISO 8601 */
  at: z.string().optional(),
  platform: z.string().optional(),
  tenant: z.string().optional(),
  numbers: z.record(z.string(), z.number()).optional(),
  taskId: z.string().optional(),
  ended: z.boolean().optional(),
});

type Line = z.infer<typeof lineSchema>;

/** An upload that a process of this machine has begun and not ended. */
export interface OpenUpload {
  numbers: NumberSet;
  tasks: readonly string[];
  /** When it was sent, where no task is known. */
  lostAt: string | undefined;
}

/**
 * The uploads of this user on this machine, beside the engine's state: a run that is killed while a task works leaves no
 * state that knows of it, and the next run would send the numbers again. Kept for a day; each process writes a file of
 * its own.
 */
export class UploadJournal {
  readonly #folder: string;
  readonly #own: string;
  readonly #begun = new Set<string>();

  constructor(folder = privateFolder(), writer = process.pid) {
    this.#folder = folder;
    this.#own = path.join(folder, `uploads-${writer}.jsonl`);
  }

  /** Before an upload is sent. Returns the key by which its task and its end are told. */
  begin(upload: { platform: string; tenant: string; numbers: CanonicalNumbers; at: string }): string {
    const key = `${process.pid}-${this.#begun.size}-${upload.at}`;
    this.#begun.add(key);
    this.#append({ key, ...upload });
    return key;
  }

  accepted(key: string, taskId: string): void {
    this.#append({ key, taskId });
  }

  /** What became of it is known, or in the engine's hands. */
  end(key: string): void {
    this.#append({ key, ended: true });
  }

  /** Ends the uploads of other processes that brought in numbers of which none is still on its way. */
  settle(
    place: { platform: string; tenant: string },
    { sent, open }: { sent: NumberSet; open: NumberSet },
  ): void {
    for (const { key, numbers } of this.#openLines(place.platform, place.tenant)) {
      const all = NumberSet.fromCanonical(numbers);
      if (all.overlaps(sent) && !all.overlaps(open)) this.end(key);
    }
  }

  /** The uploads of a tenant that other processes have begun and not ended. */
  open(platform: string, tenant: string): OpenUpload[] {
    return this.#openLines(platform, tenant).map(({ numbers, taskId, at }) => ({
      numbers: NumberSet.fromCanonical(numbers),
      tasks: taskId === undefined ? [] : [taskId],
      lostAt: taskId === undefined ? at : undefined,
    }));
  }

  #openLines(platform: string, tenant: string): Line[] {
    const uploads = new Map<string, Line>();
    for (const line of this.#lines()) uploads.set(line.key, { ...uploads.get(line.key), ...line });
    return [...uploads.values()].filter(
      (line) =>
        line.platform === platform &&
        line.tenant === tenant &&
        line.ended !== true &&
        !this.#begun.has(line.key),
    );
  }

  #append(line: Line): void {
    fs.appendFileSync(this.#own, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  }

  #lines(): Line[] {
    const files = fs.readdirSync(this.#folder).filter((name) => FILE_NAME.test(name));
    return files.flatMap((name) => readRecent(path.join(this.#folder, name)));
  }
}

function readRecent(file: string): Line[] {
  try {
    if (Date.now() - fs.statSync(file).mtimeMs > DAY_MS) {
      fs.rmSync(file, { force: true });
      return [];
    }
    const whole = fs.readFileSync(file, "utf8").split("\n").slice(0, -1);
    return whole.map((line) => lineSchema.parse(JSON.parse(line)));
  } catch {
    // Another process has removed the file, or was killed in the middle of a line: the list tells the rest.
    return [];
  }
}
