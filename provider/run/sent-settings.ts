import { createHmac } from "node:crypto";
import * as path from "node:path";

import type { NumberSet } from "../numbers/number-set";
import { inRunFolder } from "./run-folder-error";
import { sharedKey } from "./shared-key";
import { Unsettled } from "./unsettled";
import type { Line, LinePlace } from "./upload-entry";

/** Settings by name; values that mean the same have the same text, and one that was not given is absent. */
export type SettingTexts = Readonly<Record<string, string>>;

/** Numbers that were sent in an upload, and with which settings. */
export interface SentWith {
  readonly numbers: NumberSet;
  /** The names of those settings that differ from what they were sent with. */
  differing(settings: SettingTexts): string[];
}

/** Of a SHA-256, in hexadecimal digits: enough to tell two values apart. */
const LENGTH = 8;

/**
 * With which settings a stack has sent its numbers last, until an operation comes to its end with them. A line has fingerprints alone,
 * whose key is in another file: an address may be secret, and guessed from a list of addresses.
 */
export class SentSettings {
  readonly #sent = new Unsettled<SettingTexts>();
  readonly #folder: string;
  #key: Buffer | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  fingerprintsOf(settings: SettingTexts): SettingTexts {
    const given = Object.entries(settings);
    return Object.fromEntries(given.map(([name, text]) => [name, this.#fingerprint(`${name} ${text}`)]));
  }

  take(line: Line): void {
    const { key, settings, settled, arrived, numbers } = line;
    if (settings ?? settled) this.#sent.add(line, settled ?? numbers, settings);
    else this.#sent.narrow(key, arrived ?? numbers);
  }

  /** Those of the place that were sent since then, latest first. */
  since(since: string, place: LinePlace): SentWith[] {
    return this.#sent.at(place).flatMap(({ at, numbers, said }) => {
      const differing = (settings: SettingTexts) => this.#differing(said, settings);
      return at < since ? [] : { numbers, differing };
    });
  }

  #differing(fingerprints: SettingTexts, settings: SettingTexts): string[] {
    const given = this.fingerprintsOf(settings);
    const names = new Set([...Object.keys(fingerprints), ...Object.keys(given)]);
    return [...names].filter((name) => fingerprints[name] !== given[name]).sort();
  }

  #fingerprint(text: string): string {
    this.#key ??= inRunFolder(this.#folder, () => sharedKey(path.join(this.#folder, "settings.key")));
    return createHmac("sha256", this.#key).update(text).digest("hex").slice(0, LENGTH);
  }
}
