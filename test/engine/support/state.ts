import * as z from "zod";

const resourceState = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  custom: z.boolean(),
  delete: z.boolean().optional(),
  protect: z.boolean().optional(),
  parent: z.string().optional(),
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const deployment = z.looseObject({
  resources: z.array(resourceState).default([]),
  pending_operations: z.array(z.unknown()).default([]),
});

const stateFile = z.object({ checkpoint: z.looseObject({ latest: deployment.optional() }) });

/** A resource as the state keeps it; secret values are ciphertext. */
export type ResourceState = z.infer<typeof resourceState>;
/** What `pulumi stack export` calls the deployment. */
export type StackState = z.infer<typeof deployment>;

/** Reads the text of a state file of a `file://` backend; a stack that was never updated has no resources. */
export function parseState(text: string): StackState {
  return stateFile.parse(JSON.parse(text)).checkpoint.latest ?? { resources: [], pending_operations: [] };
}
