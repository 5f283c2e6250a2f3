import { byId, counted, element, fillChoice, showItems } from "./dom.js";
import type { Fields } from "./fields.js";

/** How many lines of the log are shown. */
const LOG_LINES = 200;

/** The tenants, each a button that opens it. */
export function showTenants(
  tenants: readonly Fields[],
  { current, open }: { current: string; open: (id: string) => void },
): void {
  showItems(byId("tenants", HTMLUListElement), tenants, {
    key: (tenant) => tenant.text("msTenantId"),
    make: () => {
      const button = element(
        "button",
        { attributes: { type: "button" } },
        element("span"),
        element("span", { className: "id" }),
      );
      button.addEventListener("click", () => open(button.value));
      return element("li", {}, button);
    },
    update: (shown, tenant) => {
      const button = shown.querySelector("button");
      if (button === null) return;
      button.value = tenant.text("msTenantId");
      button.setAttribute("aria-current", String(button.value === current));
      setText(button.children[0], `${tenant.text("name")} · ${counted(tenant.number("numbers"))}`);
      setText(button.children[1], button.value);
    },
  });
  const name = tenants.find((tenant) => tenant.text("msTenantId") === current)?.text("name");
  setText(byId("tenant-name", HTMLElement), name ?? "no tenant");
}

/** The profiles, in their list and wherever one is chosen. */
export function showProfiles(profiles: readonly Fields[]): void {
  const options = profiles.map((profile) => ({
    value: profile.text("callingProfileId"),
    text: profile.text("name"),
    sbcs: profile.list("sbcs").length,
  }));
  showItems(byId("profiles", HTMLUListElement), options, {
    key: ({ value }) => value,
    make: () => element("li", {}, element("span"), element("span", { className: "id" })),
    update: (shown, { value, text, sbcs }) => {
      setText(shown.children[0], sbcs === 0 ? `${text} · no SBC: uploads are refused` : text);
      setText(shown.children[1], value);
    },
  });
  for (const id of ["reprofile-to", "add-profile"]) fillChoice(byId(id, HTMLSelectElement), options);
  fillChoice(byId("profile", HTMLSelectElement), [{ value: "", text: "any" }, ...options]);
}

/** Tasks that run, with how far they are, and the last that ended. */
export function showTasks(tasks: readonly Fields[], now: number): void {
  byId("no-tasks", HTMLElement).hidden = tasks.length > 0;
  showItems(byId("tasks", HTMLUListElement), tasks, {
    key: (task) => task.text("id"),
    make: () => element("li", {}, element("span"), element("progress"), element("span", { className: "id" })),
    update: (shown, task) => {
      const [begun, due] = [task.number("createdAt"), task.number("dueAt")];
      const what = `${task.text("operation")} of ${counted(task.number("numbers"))}`;
      setText(shown.children[0], `${what}: ${task.text("status")}`);
      setText(shown.children[2], task.text("id"));
      const bar = shown.querySelector("progress");
      if (bar === null) return;
      bar.hidden = task.optionalNumber("endedAt") !== null;
      bar.max = Math.max(1, due - begun);
      bar.value = Math.min(bar.max, now - begun);
      bar.setAttribute("aria-label", what);
    },
  });
}

/** The rules in force, each with a button that lifts it. */
export function showFaults(faults: readonly Fields[], lift: (id: string) => void): void {
  showItems(byId("faults", HTMLUListElement), faults, {
    key: (fault) => fault.text("id"),
    make: () => {
      const button = element("button", { text: "Lift", attributes: { type: "button" } });
      button.addEventListener("click", () => lift(button.value));
      return element("li", {}, element("code"), element("p"), button);
    },
    update: (shown, fault) => {
      setText(shown.children[0], fault.text("rule"));
      setText(shown.children[1], `applied ${counted(fault.number("hits"), "time")}`);
      const button = shown.querySelector("button");
      if (button === null) return;
      button.value = fault.text("id");
      button.setAttribute("aria-label", `Lift fault ${button.value}`);
    },
  });
}

/** Adds lines to the log, newest last, and keeps its end in sight unless somebody reads further up. */
export function appendToLog(entries: readonly Fields[]): void {
  const log = byId("log", HTMLOListElement);
  const view = byId("log-view", HTMLElement);
  const atEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - 4;
  for (const entry of entries) {
    const time = element("time", { text: moment(entry.number("at")).slice(11) });
    const text = element("span", { text: ` ${entry.text("text")}` });
    log.append(element("li", { className: entry.text("kind") }, time, text));
  }
  while (log.children.length > LOG_LINES) log.firstElementChild?.remove();
  if (atEnd) view.scrollTop = view.scrollHeight;
}

/** A moment in UTC, to the second. */
export function moment(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

function setText(shown: Element | undefined, text: string): void {
  if (shown !== undefined && shown.textContent !== text) shown.textContent = text;
}
