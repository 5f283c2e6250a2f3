import * as z from "zod";

/** A number, or a whole one as text, as some answers have it. */
export const numeric = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);
