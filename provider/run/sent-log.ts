import { DAY_MS } from "../common/durations";
import { type CanonicalNumbers, NumberSet } from "../numbers/number-set";
import type { Allocation } from "./allocation";
import { type LateTask, LateTasks, lateKey } from "./late-tasks";
import { privateFolder } from "./private-folder";
import { type Released, ReleasedNumbers } from "./released-numbers";
import type { Sent } from "./sent";
import { SentSettings, type SentWith, type SettingTexts } from "./sent-settings";
import { SharedLog } from "./shared-log";
import { backendOf, stackOf } from "./stack-name";
import { type Entry, type Line, beginning, follow, parseLine } from "./upload-entry";

const FILE_NAME = /^uploads-(.+)-\d+\.jsonl$/;

/**
 * The uploads and releases of this user on this machine, beside the engine's state: a run that is killed before the engine has saved
 * leaves no state that knows of them. The next run would send the numbers again, or would not know them for its own. An
 * entry goes where a state is seen to hold its numbers, or after a day: not when its process thinks that all is done, since the
 * engine may be killed between that and its saving. Each process writes a file of its own.
 */
export class SentLog {
  readonly #log: SharedLog;
  readonly #writer: string;
  readonly #backend: string;
  /** Of other processes, by key. */
  readonly #entries = new Map<string, Entry>();
  /** Of other processes. */
  readonly #late = new LateTasks();
  /** By other processes. */
  readonly #released = new ReleasedNumbers();
  /** By other processes. */
  readonly #settings: SentSettings;
  #begun = 0;
  #isRead = false;

  /**
   * A process number alone may be that of a process that was killed, and whose uploads are to be seen. Stacks of one name in
   * two backends are two stacks.
   */
  constructor(
    folder = privateFolder(),
    writer = `${process.pid}-${Date.now()}`,
    backend = backendOf(process.env),
  ) {
    // Its own uploads it knows.
    const isOfAnother = (name: string): boolean => ![undefined, writer].includes(FILE_NAME.exec(name)?.[1]);
    this.#log = new SharedLog({ folder, own: `uploads-${writer}-0.jsonl`, reads: isOfAnother });
    this.#settings = new SentSettings(folder);
    this.#writer = writer;
    this.#backend = backend;
  }

  /**
   * Before an upload is sent. Returns the key by which its task and its end are told.
   *
   * @param sent its settings are those that the platform does not show
   */
  begin(place: Allocation, sent: { numbers: CanonicalNumbers; at: string; settings: SettingTexts }): string {
    return this.#begin(place, { ...sent, settings: this.#settings.fingerprintsOf(sent.settings) });
  }

  /**
   * What earlier runs have sent for the stack within a day, as far as no operation has come to its end with it: a state from before
   * may know other settings. Every allocation asks, so their notes are not looked for each time.
   */
  sentWith({ urn, platform, tenant }: Allocation, now: number): SentWith[] {
    if (!this.#isRead) this.#readNew();
    const since = new Date(now - DAY_MS).toISOString();
    return this.#settings.since(since, { stack: stackOf(urn, this.#backend), platform, tenant });
  }

  /** When an allocation goes, and leaves numbers to another one that has not taken them yet, and may fail to. */
  leave(place: Allocation, left: { numbers: CanonicalNumbers; at: string }): void {
    this.#begin(place, { ...left, isLeft: true });
  }

  /** Before a release is sent. Returns the key by which its task is told. */
  release(place: Allocation, released: { numbers: NumberSet; at: string }): string {
    return this.#begin(place, { at: released.at, released: released.numbers.toCanonical() });
  }

  /** Of numbers that are in the tenant, or whose release the engine is about to save. */
  settle(place: Allocation, settled: { numbers: NumberSet; at: string }): void {
    if (settled.numbers.isEmpty) return;
    this.#begin(place, { at: settled.at, settled: settled.numbers.toCanonical() });
  }

  /** What other processes have asked to release for the stack within a day, by request, as far as nobody has settled it. */
  released({ urn, platform, tenant }: Allocation, now: number): Released[] {
    this.#readNew();
    const since = new Date(now - DAY_MS).toISOString();
    return this.#released.since(since, { stack: stackOf(urn, this.#backend), platform, tenant });
  }

  accepted(key: string, taskId: string): void {
    this.#append({ key, taskId });
  }

  /** What became of it is known; those of its numbers that came in by it. */
  end(key: string, arrived: NumberSet): void {
    this.#append({ key, arrived: arrived.toCanonical() });
  }

  /** The others of its numbers have not come in by it, and never will. */
  narrow(key: string, numbers: NumberSet): void {
    this.#append({ key, numbers: numbers.toCanonical() });
  }

  /**
   * Ends the uploads of other processes of which none is on its way any more, where all of their numbers were asked for: of
   * others nothing was learned, and one number may be seen before the rest of its task.
   */
  close(
    place: Allocation,
    { asked, gone, awaited, now }: { asked: NumberSet; gone: NumberSet; awaited: NumberSet; now: number },
  ): void {
    for (const entry of this.#entriesAt(place, now)) {
      const isSettled = entry.sent.minus(asked).isEmpty && !entry.sent.overlaps(awaited);
      if (entry.isEnded || !isSettled) continue;
      this.#note(entry, { arrived: entry.sent.minus(gone).toCanonical() });
    }
  }

  /** A saved state holds these numbers: nothing else has to know whose they are. */
  hold(place: Allocation, held: NumberSet, now: number): void {
    for (const entry of this.#entriesAt(place, now)) {
      const both = entry.numbers.intersect(held);
      if (!both.isEmpty) this.#note(entry, { held: both.toCanonical() });
    }
  }

  /** The uploads of the stack to a tenant that other processes have begun, and of which no end is known. */
  unfinished(place: Allocation, now: number): Sent[] {
    return this.#entriesAt(place, now)
      .filter(({ isEnded }) => !isEnded)
      .map(({ sent, taskId, at }) => ({
        numbers: sent,
        tasks: taskId === undefined ? [] : [taskId],
        lostAt: taskId === undefined ? at : undefined,
      }));
  }

  /** What other processes have sent for the stack within a day, and may have brought in, and no state has been seen to hold. */
  sent(place: Allocation, now: number): NumberSet {
    return NumberSet.unionOf(this.#entriesAt(place, now));
  }

  /** What allocations of the stack that are gone have left within a day, and no state has been seen to hold. */
  left(place: Allocation, now: number): NumberSet {
    const left = this.#entriesAt(place, now).filter(({ isLeft }) => isLeft);
    return NumberSet.unionOf(left);
  }

  noteStatus({ platform, taskId, status, at }: LateTask): void {
    this.#append({ key: lateKey(platform, taskId), platform, taskId, status, at });
  }

  /** With which status another process has last waited for a task in vain; empty where it was going on, undefined where none has. */
  statusOf(platform: string, taskId: string): string | undefined {
    this.#readNew();
    return this.#late.statusOf(platform, taskId);
  }

  #entriesAt(place: Allocation, now: number): Entry[] {
    this.#readNew();
    const stack = stackOf(place.urn, this.#backend);
    return [...this.#entries.values()].filter(
      ({ place: { platform, tenant, ...other }, sent, at }) =>
        other.stack === stack &&
        platform === place.platform &&
        tenant === place.tenant &&
        !sent.isEmpty &&
        now - Date.parse(at) <= DAY_MS,
    );
  }

  #begin({ urn, platform, tenant }: Allocation, said: Omit<Line, "key"> & { at: string }): string {
    const key = `${this.#writer}-${this.#begun}-${said.at}`;
    this.#begun += 1;
    this.#append({ key, stack: stackOf(urn, this.#backend), platform, tenant, ...said });
    return key;
  }

  #append(line: Line): void {
    this.#log.append(line);
  }

  /** Into the file of its beginning, with which it goes: ours may be removed before. */
  #note({ key, file }: Entry, said: Pick<Line, "arrived" | "held">): void {
    const line = { key, ...said };
    this.#take(line, file);
    this.#log.appendTo(file, line);
  }

  /** What is older than a day is removed: by then the upload has arrived, or never will. */
  #readNew(): void {
    this.#isRead = true;
    const recent = new Set(this.#log.recent(DAY_MS));
    for (const { key, file } of this.#entries.values()) if (!recent.has(file)) this.#entries.delete(key);
    for (const { file, text } of this.#log.readNew(recent)) {
      const line = parseLine(text);
      if (line !== undefined) this.#take(line, file);
    }
  }

  #take(line: Line, file: string): void {
    if (this.#late.take(line)) return;
    this.#released.take(line);
    this.#settings.take(line);
    const entry = follow(this.#entries.get(line.key) ?? beginning(line, file), line);
    if (entry !== undefined) this.#entries.set(line.key, entry);
  }
}
