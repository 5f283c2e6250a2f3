import * as pulumi from "@pulumi/pulumi";

import { asSentence } from "../plain-error";
import { warnOfMisspelt } from "../warn-of-misspelt";
import type { Provider } from "./provider";

/** Where a data source asks. */
export interface DataSourceOptions {
  /** An explicit provider. Default: that of `parent`, else stack configuration and environment. */
  provider?: Provider | undefined;
  /** A resource whose provider is asked where no `provider` is given. */
  parent?: pulumi.Resource | undefined;
}

/** Pulumi says nothing of what comes back: the schema does. */
const invoke: <Answer>(token: string, args: pulumi.Inputs, options: pulumi.InvokeOptions) => Promise<Answer> =
  pulumi.runtime.invoke;

/** Asks a function of the plugin now. */
export async function ask<Answer>(
  name: string,
  args: pulumi.Inputs,
  options: DataSourceOptions | undefined,
): Promise<Answer> {
  warnOfMisspelt();
  try {
    return await invoke<Answer>(`liveplatform:index:${name}`, args, present(options));
  } catch (error) {
    throw plain(error);
  }
}

/** Asks when arguments and settings are known: in a preview perhaps never. */
export function askOutput<Answer>(
  name: string,
  args: pulumi.Inputs,
  options: DataSourceOptions | undefined,
): pulumi.Output<Answer> {
  warnOfMisspelt();
  const answer = pulumi.runtime.invokeOutput<Answer>(`liveplatform:index:${name}`, args, present(options));
  void failPlainly(answer);
  return answer;
}

function present({ provider, parent }: DataSourceOptions = {}): pulumi.InvokeOptions {
  return { ...(provider && { provider }), ...(parent && { parent }) };
}

/** The sentence: the stack leads through Pulumi alone. */
function plain(error: unknown): Error {
  return asSentence(error instanceof Error ? error : new Error(String(error)));
}

/**
 * Pulumi makes the error of an output, which all that is made of the output fails with: it becomes a sentence where it is. Its types do not
 * tell of an output's promise.
 */
async function failPlainly(output: object): Promise<void> {
  const promise: unknown = Reflect.get(output, "promise");
  if (typeof promise !== "function") return;
  try {
    await Reflect.apply(promise, output, []);
  } catch (error) {
    if (error instanceof Error) Object.assign(error, { __pulumiRunError: true, stack: error.message });
    throw error;
  }
}
