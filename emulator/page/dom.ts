/** The element of an id, of the kind that is expected there. */
export function byId<E extends HTMLElement>(id: string, kind: new () => E): E {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} #${id}.`);
}

interface Shape {
  readonly text?: string;
  readonly className?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** A new element. Whatever comes from the platform is text in it, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  { text, className, attributes = {} }: Shape = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className !== undefined) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Lets a list show these items: an item that is there already keeps its element, and so its focus. */
export function showItems<T>(
  list: HTMLElement,
  items: readonly T[],
  {
    key,
    make,
    update,
  }: { key: (item: T) => string; make: () => HTMLElement; update: (shown: HTMLElement, item: T) => void },
): void {
  const old = new Map(
    [...list.children].flatMap((child) =>
      child instanceof HTMLElement ? ([[child.dataset["key"], child]] as const) : [],
    ),
  );
  const shown = items.map((item) => {
    const one = old.get(key(item)) ?? make();
    one.dataset["key"] = key(item);
    update(one, item);
    return one;
  });
  for (const [, child] of old) if (!shown.includes(child)) child.remove();
  shown.forEach((child, index) => {
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
  });
}

/** Fills a choice, and keeps what is chosen. */
export function fillChoice(
  select: HTMLSelectElement,
  options: readonly { value: string; text: string }[],
): void {
  const wanted = options.map(({ value, text }) => `${value} ${text}`).join("\n");
  if (select.dataset["options"] === wanted) return;
  const { value } = select;
  select.replaceChildren(
    ...options.map((option) => element("option", { text: option.text, attributes: { value: option.value } })),
  );
  if (options.some((option) => option.value === value)) select.value = value;
  select.dataset["options"] = wanted;
}

export function counted(count: number, noun = "number"): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
