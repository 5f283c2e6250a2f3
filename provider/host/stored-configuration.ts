import { OPTIONS } from "../config/options";
import type { Fact } from "../run/fact";
import type { Ledger } from "../run/ledger";
import type { RunLog } from "../run/run-log";

interface Today {
  ledger: Ledger;
  /** Of the writer "refresh". */
  log: RunLog;
  /** Of the configuration of this process. */
  fingerprints: Readonly<Record<string, string>>;
  /** The environment's secrets are not for this provider. */
  hasOwnSecret: boolean;
}

/**
 * The engine gives a refresh, also the one before a preview and an up, the configuration that the last up stored. Here the
 * provider's process that served it tells the run, and the one that has today's compares.
 */
export class StoredConfiguration {
  readonly #today: Today;
  /** Read, and not noted yet. */
  #urns: string[] = [];
  #isTold = false;

  constructor(today: Today) {
    this.#today = today;
  }

  /** Those of one moment together: nobody asks before the refresh has ended. */
  note(urn: string): void {
    if (this.#urns.push(urn) === 1) setImmediate(() => this.#noteAll());
  }

  #noteAll(): void {
    const fact: Fact = { fact: "refreshed", urns: this.#urns, configuration: this.#today.fingerprints };
    this.#urns = [];
    try {
      this.#today.log.append(fact);
    } catch {
      // The operation itself says what is wrong with the folder.
    }
  }

  /**
   * A warning, once, where the resource was read in this run with another configuration than that of this process; by what the operation has
   * been told by others.
   */
  warning(urn: string): string | undefined {
    if (this.#isTold) return undefined;
    const stored = this.#today.ledger.readWith.get(urn);
    if (stored === undefined) return undefined;
    const changed = Object.values(OPTIONS).filter(({ key }) => stored[key] !== this.#today.fingerprints[key]);
    if (changed.length === 0) return undefined;
    this.#isTold = true;
    const names = changed.map(({ key }) => `liveplatform:${key}`).join(", ");
    return (
      `${names}: changed since the last up, but the refresh of this run used the old value. Pulumi gives a refresh the ` +
      "configuration that the last up stored, so what this run shows may be out of date. To use today's configuration, " +
      `run pulumi refresh --run-program, or store it with pulumi up --refresh --run-program.${this.#variables(changed)}`
    );
  }

  /** What is taken from the environment first reaches every process. */
  #variables(changed: readonly { variable: string; environmentFirst?: true; signIn?: true }[]): string {
    const works = changed.filter(
      ({ environmentFirst, signIn }) => environmentFirst && !(signIn && this.#today.hasOwnSecret),
    );
    if (works.length === 0) return "";
    return ` In the environment (${works.map(({ variable }) => variable).join(", ")}) it applies to the refresh too.`;
  }
}
