/** Everything that is wrong in the configuration, at once. It prints without a stack: the reader has nothing to debug. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly code = "configuration";
  /** One sentence for each problem; none holds the value of a secret. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`invalid liveplatform configuration:${problems.map((problem) => `\n  - ${problem}`).join("")}`);
    this.problems = problems;
    this.stack = `${this.name}: ${this.message}`;
  }
}
