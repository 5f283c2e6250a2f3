import * as z from "zod";

const numbers = z.record(z.string(), z.number());
const place = { platform: z.string(), tenant: z.string() };

const declares = z.object({
  fact: z.literal("declares"),
  urn: z.string(),
  platform: z.string().optional(),
  tenant: z.string().optional(),
  numbers: numbers.optional(),
  /** By `check`, which sees what transforms have made of it. */
  isChecked: z.boolean().optional(),
  /** The name under which it was declared before its URN was known. */
  was: z.string().optional(),
});

const holds = z.object({
  fact: z.literal("holds"),
  ...place,
  urn: z.string(),
  /** Absent where only old inputs say so: they may name numbers that never were theirs. */
  id: z.string().optional(),
  numbers,
  /** Those among them that it has left to another allocation, which may not hold them yet. */
  owes: numbers.optional(),
  /** What numbers have of settings that the platform does not show, by name. */
  hidden: z
    .array(z.object({ numbers, settings: z.record(z.string(), z.union([z.string(), z.array(z.string())])) }))
    .optional(),
  /** Those among them that were sent and not seen yet, and how. */
  sent: z.object({ numbers, tasks: z.array(z.string()), lostAt: z.string().optional() }).optional(),
  /**
   * Who says that the URN is its: after an alias the outputs have an old one, and the inputs may have, too. The one that the program
   * says goes on under its URN.
   */
  urnBy: z.enum(["outputs", "inputs", "program"]),
});

/** What it releases: foreseen by `diff`, allowed by the brake before the first write, under way, or over. */
const gives = z.object({
  fact: z.literal("gives"),
  ...place,
  urn: z.string(),
  id: z.string(),
  numbers,
  phase: z.enum(["planned", "allowed", "begun", "done"]),
});

/** Whether code that makes allocations is running, has run to its end or to an `await`, or has failed. */
const program = z.object({
  fact: z.literal("program"),
  phase: z.enum(["declaring", "declared", "failed"]),
  isPreview: z.boolean().optional(),
});

/** The fingerprints of the configuration that a refresh of these resources worked with. */
const refreshed = z.object({
  fact: z.literal("refreshed"),
  urns: z.array(z.string()),
  configuration: z.record(z.string(), z.string()),
});

/** The engine has asked a plugin to check a program's configuration. In a run without a program it does not. */
const asked = z.object({ fact: z.literal("asked") });

const factSchema = z.discriminatedUnion("fact", [declares, holds, gives, program, refreshed, asked]);

/** What the processes of a run tell each other: three kinds of facts of allocations, and three of the run itself. */
export type Fact = z.infer<typeof factSchema>;
export type Declares = z.infer<typeof declares>;
export type Holds = z.infer<typeof holds>;
export type Gives = z.infer<typeof gives>;
export type ProgramPhase = z.infer<typeof program>["phase"];

/** Undefined for what is no fact, as this version of the package knows them. */
export function parseFact(line: unknown): Fact | undefined {
  return factSchema.safeParse(line).data;
}
