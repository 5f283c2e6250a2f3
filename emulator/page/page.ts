import { byId, counted, fillChoice } from "./dom.js";
import { Fields } from "./fields.js";
import { Numbers } from "./numbers.js";
import { appendToLog, moment, showFaults, showProfiles, showTasks, showTenants } from "./panels.js";
import { Platform, SignedOut } from "./platform.js";
import { PRESETS } from "./presets.js";

const POLL_MS = 1_000;

const platform = new Platform();
const numbers = new Numbers(platform, { onChoice: showChoice });
const outcome = byId("outcome", HTMLElement);
let version = -1;
let lastLine = 0;

await start();

async function start(): Promise<void> {
  wire();
  try {
    await platform.useInvitation();
  } catch (error) {
    askForToken(error);
    return;
  }
  await poll();
}

/** Looks at once, and again a moment later, as long as the emulator answers or comes back. */
async function poll(): Promise<void> {
  try {
    await look();
    setConnection("");
  } catch (error) {
    if (error instanceof SignedOut) {
      askForToken(error);
      return;
    }
    setConnection("The emulator does not answer. Trying again …");
  }
  setTimeout(() => void poll(), POLL_MS);
}

async function look(): Promise<void> {
  const overview = new Fields(await platform.get("/overview"));
  const tenants = overview.list("tenants");
  const current = numbers.tenant || (tenants[0]?.text("msTenantId") ?? "");
  byId("sign-in", HTMLElement).hidden = true;
  byId("portal", HTMLElement).hidden = false;
  byId("now", HTMLElement).textContent = `${moment(overview.number("now"))} UTC`;
  showTenants(tenants, { current, open: (id) => void open(id) });
  showProfiles(overview.list("callingProfiles"));
  showTasks(overview.list("tasks"), overview.number("now"));
  showFaults(overview.list("faults"), (id) => void act("/unfail", { id }, "The fault is lifted."));
  await numbers.open(current);
  if (version !== overview.number("version")) await numbers.refresh();
  version = overview.number("version");
  await readLog();
}

async function readLog(): Promise<void> {
  const answer = await platform.get("/log", { after: String(lastLine) });
  const entries = Array.isArray(answer) ? answer.map((entry) => new Fields(entry)) : [];
  lastLine = entries.at(-1)?.number("serial") ?? lastLine;
  appendToLog(entries);
}

async function open(tenant: string): Promise<void> {
  await numbers.open(tenant);
  await look();
}

/** Does something behind the client's back, shows what came of it, and then says so. */
async function act(path: string, body: object, done: string): Promise<void> {
  const failure = await platform.post(path, body).then(() => undefined, messageOf);
  await look().finally(() => {
    say(failure ?? done, failure === undefined ? "" : "failed");
  });
}

/** The same with the selected numbers. */
async function actOnSelected(
  path: string,
  { also = {}, done }: { also?: object; done: string },
): Promise<void> {
  const chosen = [...numbers.selected];
  await act(`/portal/${path}`, { numbers: chosen, ...also }, `${counted(chosen.length)} ${done}.`);
  if (path === "remove") numbers.select([]);
}

function wire(): void {
  const choice = (id: string) => byId(id, HTMLSelectElement);
  onClick("remove", () => actOnSelected("remove", { also: { tenant: numbers.tenant }, done: "removed" }));
  onClick("mark", () => actOnSelected("mark", { done: "marked for removal" }));
  onClick("unassign", () => actOnSelected("unassign", { done: "unassigned" }));
  onClick("assign", () =>
    actOnSelected("assign", { also: { assignmentStatus: choice("assign-as").value }, done: "assigned" }),
  );
  onClick("reprofile", () =>
    actOnSelected("reprofile", {
      also: { callingProfileId: choice("reprofile-to").value },
      done: "given another calling profile",
    }),
  );
  onSubmit("actions", () => undefined);
  onSubmit("add", () => {
    const wanted = byId("add-numbers", HTMLInputElement)
      .value.split(/[\s,;]+/)
      .filter((one) => one !== "");
    const settings = { callingProfileId: choice("add-profile").value };
    return act(
      "/portal/add",
      { tenant: numbers.tenant, numbers: wanted, settings },
      `${wanted.join(", ")} added.`,
    );
  });
  onSubmit("time", () => {
    const { value, selectedOptions } = choice("advance-by");
    return act(
      "/advance",
      { ms: Number(value) },
      `Time has moved on by ${selectedOptions[0]?.text ?? value}.`,
    );
  });
  onSubmit("sign-in", async () => {
    platform.signIn(byId("token", HTMLInputElement).value.trim());
    await poll();
  });
  wireFaults();
  showChoice();
}

function wireFaults(): void {
  const preset = byId("preset", HTMLSelectElement);
  const rule = byId("rule", HTMLTextAreaElement);
  const problem = byId("fault-error", HTMLElement);
  fillChoice(
    preset,
    PRESETS.map(({ text }, index) => ({ value: String(index), text })),
  );
  const fill = () => (rule.value = JSON.stringify(PRESETS[Number(preset.value)]?.rule));
  preset.addEventListener("input", fill);
  fill();
  onSubmit("fault", async () => {
    problem.textContent = "";
    try {
      const asked: unknown = JSON.parse(rule.value);
      await platform.post("/fail", asked);
      say("The fault is in force.");
    } catch (error) {
      problem.textContent = messageOf(error);
    }
    await look();
  });
}

function showChoice(): void {
  const { size } = numbers.selected;
  byId("selected", HTMLElement).textContent = size === 0 ? "No number selected" : `${counted(size)} selected`;
  for (const id of ["remove", "mark", "reprofile", "assign", "unassign", "select-none"])
    byId(id, HTMLButtonElement).disabled = size === 0;
}

function askForToken(error: unknown): void {
  byId("portal", HTMLElement).hidden = true;
  byId("sign-in", HTMLElement).hidden = false;
  byId("sign-in-error", HTMLElement).textContent = messageOf(error);
  byId("token", HTMLInputElement).focus();
}

function say(text: string, className = ""): void {
  outcome.textContent = text;
  outcome.className = className;
}

function setConnection(text: string): void {
  const shown = byId("connection", HTMLElement);
  if (shown.textContent !== text) shown.textContent = text;
}

function onClick(id: string, run: () => Promise<void>): void {
  byId(id, HTMLButtonElement).addEventListener("click", () => void run());
}

function onSubmit(id: string, run: () => Promise<void> | undefined): void {
  byId(id, HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
