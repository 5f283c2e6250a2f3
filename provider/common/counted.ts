import { figure } from "../numbers/figure";

/** A noun with its count, for people: `1 number`, `2,713 numbers`. */
export function counted(count: number, noun: string): string {
  return `${figure(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A part of what there is: `12 of 100 numbers`, `the only number`, `all 5 numbers`. */
export function partOf(count: number, all: number, noun: string): string {
  if (count < all) return `${figure(count)} of ${counted(all, noun)}`;
  return all === 1 ? `the only ${noun}` : `all ${counted(all, noun)}`;
}

export function isOrAre(count: number): "is" | "are" {
  return count === 1 ? "is" : "are";
}

export function itOrThey(count: number): "it" | "they" {
  return count === 1 ? "it" : "they";
}

export function itOrThem(count: number): "it" | "them" {
  return count === 1 ? "it" : "them";
}
