import { figure } from "./numbers/figure";

/** A noun with its count, for people: `1 number`, `2,713 numbers`. */
export function counted(count: number, noun: string): string {
  return `${figure(count)} ${noun}${count === 1 ? "" : "s"}`;
}
