import * as z from "zod";
import { parseDuration } from "../../provider/config/duration";
import { listFaults, listNumbers, listTasks, profileId } from "./looks";
import { RemoteEmulator } from "./remote-emulator";

/** What a verb gets: what was typed, and where to print. */
export interface PortalCall {
  /** Its own name. */
  readonly verb: string;
  readonly words: readonly string[];
  readonly options: Readonly<Partial<Record<string, string>>>;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
}

type Verb = (emulator: RemoteEmulator, call: PortalCall) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = {
  open: async (emulator, { print }) => {
    const { url } = z.object({ url: z.string() }).parse(await emulator.post("/invite", {}));
    print(url);
  },
  list: (emulator, { options, print }) => listNumbers(emulator, given(options), print),
  tasks: (emulator, { print }) => listTasks(emulator, print),
  remove: (emulator, call) => change(emulator, call, { done: "removed", ...given(call.options) }),
  unassign: (emulator, call) => change(emulator, call, { done: "unassigned" }),
  mark: (emulator, call) => change(emulator, call, { done: "marked for removal" }),
  assign: (emulator, call) =>
    change(emulator, call, { done: "assigned", assignmentStatus: call.options["as"] ?? "UserAssigned" }),
  reprofile: async (emulator, call) => {
    const callingProfileId = await profileId(emulator, call.options["profile"] ?? "");
    await change(emulator, call, { done: "given another calling profile", callingProfileId });
  },
  add: async (emulator, call) => {
    const { tenant, profile } = call.options;
    const settings = profile === undefined ? {} : { callingProfileId: await profileId(emulator, profile) };
    await change(emulator, call, { done: "added", tenant, settings });
  },
  advance: async (emulator, { words: [duration = ""], print }) => {
    const ms = parseDuration(duration);
    if (ms === undefined) throw new Error(`Expected a duration such as 90s or 24h, not '${duration}'.`);
    await emulator.post("/advance", { ms });
    print(`The platform's time has moved on by ${duration}.`);
  },
  fault: async (emulator, { words: [rule], options: { lift }, print }) => {
    if (lift !== undefined) {
      await emulator.post("/unfail", { id: lift });
      print(`Fault ${lift} is lifted.`);
      return;
    }
    if (rule === undefined) return listFaults(emulator, print);
    const { id } = z.object({ id: z.string() }).parse(await emulator.post("/fail", ruleOf(rule)));
    print(`Fault ${id} is in force. To lift it: npx pulumi-liveplatform emulator portal fault --lift ${id}`);
  },
};

/** Does in the portal of a running emulator what the verb says, and prints what came of it. */
export async function portalVerb(call: PortalCall): Promise<void> {
  const act = VERBS[call.verb];
  if (act === undefined) throw new Error(`There is no verb '${call.verb}'.`);
  await act(new RemoteEmulator(call.env), call);
}

interface Change {
  /** What has been done, for the line that is printed. */
  readonly done: string;
  readonly [field: string]: unknown;
}

async function change(
  emulator: RemoteEmulator,
  { verb, words: numbers, print }: PortalCall,
  { done, ...fields }: Change,
): Promise<void> {
  await emulator.post(`/portal/${verb}`, { numbers, ...fields });
  print(`${numbers.join(", ")}: ${done}.`);
}

function given(options: PortalCall["options"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function ruleOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(
      `The rule is not JSON. An example: '{"verb":"POST","path":"/upload","respond":{"status":503},"times":1}'`,
    );
  }
}
