import * as fs from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { type CanonicalNumbers, NumberSet } from "../numbers/number-set";
import { fileTime } from "./file-time";
import { LineReader } from "./line-reader";
import { privateFolder } from "./private-folder";
import { inRunFolder } from "./run-folder-error";

const DAY_MS = 24 * 60 * 60 * 1000;
const FILE_NAME = /^uploads-(.+)-\d+\.jsonl$/;

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
 * state that knows of it, and the next run would send the numbers again. Each process writes files of its own, and
 * removes one when all in it has ended; what is left by others is kept for a day.
 */
export class UploadJournal {
  readonly #folder: string;
  readonly #writer: string;
  readonly #reader = new LineReader();
  /** Of other processes, by key. */
  readonly #uploads = new Map<string, Line & { file: string }>();
  readonly #ended = new Set<string>();
  /** Keys of this process that have not ended. */
  readonly #own = new Set<string>();
  #begun = 0;
  #files = 0;

  /** A process number alone may be that of a process that was killed, and whose uploads are to be seen. */
  constructor(folder = privateFolder(), writer = `${process.pid}-${Date.now()}`) {
    this.#folder = folder;
    this.#writer = writer;
  }

  /** Before an upload is sent. Returns the key by which its task and its end are told. */
  begin(upload: { platform: string; tenant: string; numbers: CanonicalNumbers; at: string }): string {
    const key = `${this.#writer}-${this.#begun}-${upload.at}`;
    this.#begun += 1;
    this.#own.add(key);
    this.#append({ key, ...upload });
    return key;
  }

  accepted(key: string, taskId: string): void {
    this.#append({ key, taskId });
  }

  /** What became of it is known, or in the engine's hands. */
  end(key: string): void {
    this.#own.delete(key);
    if (this.#own.size > 0) this.#append({ key, ended: true });
    else this.#leaveFile();
  }

  /** Ends the uploads of other processes that brought in numbers of which none is still on its way. */
  settle(
    place: { platform: string; tenant: string },
    { sent, open }: { sent: NumberSet; open: NumberSet },
  ): void {
    for (const { key, numbers, file } of this.#openOf(place.platform, place.tenant)) {
      const all = NumberSet.fromCanonical(numbers);
      if (!all.overlaps(sent) || all.overlaps(open)) continue;
      this.#take({ key, ended: true }, file);
      // Into the file of its beginning, with which it goes: ours may be removed before. A process that was killed may
      // have left its last line without an end.
      fs.appendFileSync(path.join(this.#folder, file), `\n${JSON.stringify({ key, ended: true })}\n`);
    }
  }

  /** The uploads of a tenant that other processes have begun and not ended. */
  open(platform: string, tenant: string): OpenUpload[] {
    return this.#openOf(platform, tenant).map(({ numbers, taskId, at }) => ({
      numbers: NumberSet.fromCanonical(numbers),
      tasks: taskId === undefined ? [] : [taskId],
      lostAt: taskId === undefined ? at : undefined,
    }));
  }

  #openOf(platform: string, tenant: string): (Line & { file: string })[] {
    this.#readNew();
    return [...this.#uploads.values()].filter((line) => line.platform === platform && line.tenant === tenant);
  }

  /** Others read on from where they were: to them, a file of the same name would begin in its middle. */
  #leaveFile(): void {
    fs.rmSync(this.#ownFile, { force: true });
    this.#files += 1;
  }

  get #ownFile(): string {
    return path.join(this.#folder, `uploads-${this.#writer}-${this.#files}.jsonl`);
  }

  #append(line: Line): void {
    inRunFolder(this.#folder, () =>
      fs.appendFileSync(this.#ownFile, `${JSON.stringify(line)}\n`, { mode: 0o600 }),
    );
  }

  #readNew(): void {
    const files = fs.readdirSync(this.#folder).filter((name) => this.#isOfAnother(name));
    const now = files.length === 0 ? 0 : fileTime(this.#folder);
    const recent = new Set(files.filter((name) => isRecent(path.join(this.#folder, name), now)));
    for (const { key, file } of this.#uploads.values()) if (!recent.has(file)) this.#uploads.delete(key);
    for (const file of recent) {
      for (const text of this.#reader.readNew(path.join(this.#folder, file))) {
        const line = parseLine(text);
        if (line !== undefined) this.#take(line, file);
      }
    }
  }

  #isOfAnother(name: string): boolean {
    const writer = FILE_NAME.exec(name)?.[1];
    return writer !== undefined && writer !== this.#writer;
  }

  #take(line: Line, file: string): void {
    if (line.ended === true) this.#ended.add(line.key);
    if (this.#ended.has(line.key)) this.#uploads.delete(line.key);
    else this.#uploads.set(line.key, { ...this.#uploads.get(line.key), ...line, file });
  }
}

function parseLine(text: string): Line | undefined {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    // Cut off where its process was killed: the list tells the rest.
    return undefined;
  }
}

/** Removes what is older than a day: by then the upload has arrived, or never will. */
function isRecent(file: string, now: number): boolean {
  try {
    if (now - fs.statSync(file).mtimeMs <= DAY_MS) return true;
    fs.rmSync(file, { force: true });
    return false;
  } catch {
    // Another process has removed it in the meantime.
    return false;
  }
}
