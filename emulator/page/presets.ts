/** Faults to begin with; the rule can be changed before it is put in force. */
export const PRESETS: readonly { readonly text: string; readonly rule: object }[] = [
  {
    text: "the answer to the next upload is lost",
    rule: { verb: "POST", path: "/upload", when: "after", drop: true, times: 1 },
  },
  { text: "the next three requests are a 503", rule: { respond: { status: 503 }, times: 3 } },
  { text: "the next upload never ends", rule: { kind: "task", operation: "upload", hang: true, times: 1 } },
  { text: "the next task vanishes", rule: { kind: "task", vanish: true, times: 1 } },
  { text: "lists are empty", rule: { kind: "list", empty: true } },
  { text: "lists lag by a minute", rule: { kind: "list", lagMs: 60_000 } },
  { text: "every answer takes three seconds", rule: { delayMs: 3_000 } },
];
