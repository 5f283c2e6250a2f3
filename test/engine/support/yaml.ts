import { SETTINGS } from "./live-stack";

/** Options of a resource in a YAML program, such as `{ dependsOn: ["${a}"] }`. */
export type YamlOptions = Readonly<Record<string, unknown>>;

export interface YamlResource {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The text of a YAML program (JSON is YAML). */
export function yaml(
  resources: Readonly<Record<string, YamlResource>>,
  rest: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ resources, ...rest });
}

/** An allocation of a YAML program, with the settings that `allocation` of a JavaScript program has. */
export function yamlAllocation(args: Readonly<Record<string, unknown>>, options?: YamlOptions): YamlResource {
  return {
    type: "liveplatform:OcNumberAllocation",
    properties: { ...SETTINGS, ...args },
    ...(options && { options }),
  };
}
