import { declareNumbers } from "./program";

/** How many numbers each site has. */
export const { counts } = declareNumbers();
