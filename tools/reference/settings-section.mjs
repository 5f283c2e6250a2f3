import { createRequire } from "node:module";
import { ToolError } from "../terminal.mjs";

const INTRODUCTION = `## Settings

A value comes from an explicit \`Provider\`, then from stack configuration (\`pulumi config set liveplatform:<key>\`), then
from the environment. For the rows marked ¹ the **environment comes first**: in a refresh or a destroy, and in the refresh
that \`refresh: always\` puts before a preview or an up, Pulumi hands the provider the configuration of the _last_ \`up\`. Only the
environment brings a new token, or a permission for one run, there. An explicit \`Provider\` with a \`baseUrl\` and a secret of its own
keeps that secret, and [no secret is sent to another platform](../operations.md#which-secret-goes-where).

**Signing in**: a bearer token in \`token\`; or Entra with \`scope\`, \`entraTenantId\`, \`clientId\` and \`clientSecret\`; or Entra with
\`scope\` alone and whatever this machine has: workload identity (pipelines of GitHub and GitLab, Kubernetes), managed identity,
\`az login\`. A \`token\` has precedence. Entra needs one more package, \`npm install @azure/identity\`; its tokens are renewed during a
run. [How to set each up](../operations.md#credentials).

Durations are \`90s\`, \`30m\`, \`1h30m\` or \`500ms\`, up to \`24h\`. An empty value counts as not set. All mistakes are reported in one
error, which names the keys and variables and never the value of a secret.

**Limits count for a machine and a run.** \`requestsPerSecond\` and the platform's limit of ten releases in ten seconds hold for all
processes of a user on a machine together, whichever stacks they run; \`maxReleases\` for all providers of one run.`;

/**
 * The settings of the provider: key, variable, default and what is expected as the provider itself reads them.
 *
 * @param {ReadonlyMap<string, string>} meanings By key.
 */
export function settingsSection(meanings) {
  /** @type {typeof import("../../provider/config/options.js")} */
  const { OPTIONS } = createRequire(import.meta.url)("../../dist/provider/config/options.js");
  const rows = Object.values(OPTIONS).map((option) => {
    const meaning = meanings.get(option.key);
    if (meaning === undefined) throw new ToolError(`ProviderArgs has no ${option.key}.`);
    const first = "environmentFirst" in option ? " ¹" : "";
    const cells = [
      `\`${option.key}\`${first}`,
      `\`${option.variable}\``,
      fallbackOf(option),
      meaning,
      option.expected,
    ];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  const header = ["| key | environment | default | meaning | expected |", "| --- | --- | --- | --- | --- |"];
  return `${INTRODUCTION}\n\n${[...header, ...rows].join("\n")}`;
}

/** @param {{ expected: string, fallback: unknown }} option */
function fallbackOf({ expected, fallback }) {
  if (typeof fallback !== "number") return "";
  return `\`${expected.startsWith("a duration") ? durationOf(fallback) : fallback}\``;
}

/** @param {number} ms */
function durationOf(ms) {
  return ms > 60_000 && ms % 60_000 === 0 ? `${ms / 60_000}m` : `${ms / 1000}s`;
}
