import { ErrorForPeople } from "../common/error-for-people";

/** Everything that is wrong in the configuration, at once. */
export class ConfigurationError extends ErrorForPeople {
  override readonly name = "ConfigurationError";
  readonly code = "configuration";
  /** One sentence for each problem; none holds the value of a secret. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const message = `invalid liveplatform configuration:${problems.map((problem) => `\n  - ${problem}`).join("")}`;
    super(message, `ConfigurationError: ${message}`);
    this.problems = problems;
  }
}
