import { byId, counted, element, showItems } from "./dom.js";
import { Fields } from "./fields.js";
import type { Platform } from "./platform.js";

const PAGE_SIZE = "50";

/** The table of numbers: what is asked for, the page that is shown, and what is selected. */
export class Numbers {
  readonly selected = new Set<string>();
  readonly #platform: Platform;
  readonly #onChoice: () => void;
  readonly #search = byId("search", HTMLInputElement);
  readonly #filters = ["status", "use", "profile"].map((id) => byId(id, HTMLSelectElement));
  readonly #rows = byId("rows", HTMLTableSectionElement);
  readonly #selectPage = byId("select-page", HTMLInputElement);
  #tenant = "";
  #page = 1;
  #asked = 0;

  constructor(platform: Platform, { onChoice }: { onChoice: () => void }) {
    this.#platform = platform;
    this.#onChoice = onChoice;
    const anew = () => {
      this.#page = 1;
      void this.refresh();
    };
    for (const control of [this.#search, ...this.#filters]) control.addEventListener("input", anew);
    byId("filter", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
    this.#onClick("previous", () => this.#turn(-1));
    this.#onClick("next", () => this.#turn(1));
    this.#onClick("select-none", () => this.select([]));
    this.#onClick("select-all", async () => this.select(await this.#matches()));
    this.#selectPage.addEventListener("change", () => this.#choosePage(this.#selectPage.checked));
    this.#rows.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement) this.#choose([target.value], target.checked);
    });
  }

  get tenant(): string {
    return this.#tenant;
  }

  /** Shows another tenant; nothing of it is selected. */
  async open(tenant: string): Promise<void> {
    if (tenant === this.#tenant) return;
    this.#tenant = tenant;
    this.#page = 1;
    this.select([]);
    await this.refresh();
  }

  select(numbers: readonly string[]): void {
    this.selected.clear();
    this.#choose(numbers, true);
  }

  /** Asks for the page again; an answer that another question has overtaken is not shown. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const place = { page: String(this.#page), size: PAGE_SIZE };
    const answer = new Fields(await this.#platform.get("/rows", { ...this.#query(), ...place }));
    if (asked === this.#asked) this.#show(answer);
  }

  #query(): Record<string, string> {
    const filters = this.#filters.map(({ id, value }) => [id, value] as const);
    return { tenant: this.#tenant, search: this.#search.value, ...Object.fromEntries(filters) };
  }

  async #matches(): Promise<string[]> {
    const answer = await this.#platform.get("/matches", this.#query());
    return Array.isArray(answer) ? answer.map(String) : [];
  }

  #show(answer: Fields): void {
    const [page, pages, total] = [answer.number("page"), answer.number("pages"), answer.number("total")];
    this.#page = page;
    byId("table-title", HTMLTableCaptionElement).textContent = `${counted(total)} found`;
    byId("place", HTMLElement).textContent = `Page ${page} of ${pages}`;
    byId("previous", HTMLButtonElement).disabled = page <= 1;
    byId("next", HTMLButtonElement).disabled = page >= pages;
    showItems(this.#rows, answer.list("rows"), {
      key: (row) => row.text("telephoneNumber"),
      make: emptyRow,
      update: fillRow,
    });
    this.#mark();
  }

  #turn(by: number): Promise<void> {
    this.#page += by;
    return this.refresh();
  }

  #choosePage(chosen: boolean): void {
    this.#choose(
      this.#boxes().map(({ value }) => value),
      chosen,
    );
  }

  #choose(numbers: readonly string[], chosen: boolean): void {
    for (const number of numbers) {
      if (chosen) this.selected.add(number);
      else this.selected.delete(number);
    }
    this.#mark();
    this.#onChoice();
  }

  #mark(): void {
    const boxes = this.#boxes();
    for (const box of boxes) {
      box.checked = this.selected.has(box.value);
      box.closest("tr")?.setAttribute("data-selected", String(box.checked));
    }
    const chosen = boxes.filter(({ checked }) => checked).length;
    this.#selectPage.checked = chosen > 0 && chosen === boxes.length;
    this.#selectPage.indeterminate = chosen > 0 && chosen < boxes.length;
  }

  #boxes(): HTMLInputElement[] {
    return [...this.#rows.querySelectorAll("input")];
  }

  #onClick(id: string, act: () => unknown): void {
    byId(id, HTMLButtonElement).addEventListener("click", () => void act());
  }
}

function emptyRow(): HTMLTableRowElement {
  const box = element("td", {}, element("input", { attributes: { type: "checkbox" } }));
  return element("tr", {}, box, ...Array.from({ length: 5 }, () => element("td")));
}

function fillRow(shown: HTMLElement, row: Fields): void {
  const number = row.text("telephoneNumber");
  const box = shown.querySelector("input");
  if (box !== null) {
    box.value = number;
    box.setAttribute("aria-label", `Select ${number}`);
  }
  const used = row.flag("inUse");
  const texts = [
    { text: number },
    { text: row.text("status"), className: row.text("status") },
    { text: used ? `in use: ${row.text("assignmentStatus")}` : "free", className: used ? "used" : "" },
    { text: row.text("callingProfile") },
    { text: row.text("source") },
  ];
  texts.forEach(({ text, className = "" }, index) => {
    const cell = shown.children[index + 1];
    if (cell === undefined) return;
    cell.textContent = text;
    cell.className = className;
  });
}
