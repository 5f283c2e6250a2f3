import { type YamlResource, yaml, yamlAllocation } from "./yaml";

/** An allocation with the usual settings, in a program of any language. */
export interface Declared {
  readonly phoneNumbers: readonly string[];
  /** The name of another one, which the engine works on first. */
  readonly dependsOn?: string;
  /** The name of an explicit provider. */
  readonly provider?: string;
}

/** Allocations by name. */
export type Allocations = Readonly<Record<string, Declared>>;

/** Writes the text of a program, in a language without constructors of ours. */
export type Writer = (allocations: Allocations) => string;

/** The explicit providers that they name. */
export function providersOf(allocations: Allocations): string[] {
  return [...new Set(Object.values(allocations).flatMap(({ provider = [] }) => provider))];
}

export const inYaml: Writer = (allocations) => {
  const resources: Record<string, YamlResource> = {};
  for (const name of providersOf(allocations)) resources[name] = { type: "pulumi:providers:liveplatform" };
  for (const [name, { phoneNumbers, dependsOn, provider }] of Object.entries(allocations)) {
    resources[name] = yamlAllocation(
      { phoneNumbers },
      {
        ...(dependsOn !== undefined && { dependsOn: [`\${${dependsOn}}`] }),
        ...(provider !== undefined && { provider: `\${${provider}}` }),
      },
    );
  }
  return yaml(resources);
};
