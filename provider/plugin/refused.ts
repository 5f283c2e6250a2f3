/** The arguments are not what a function takes. */
export class Refused {
  constructor(readonly failures: readonly { property: string; reason: string }[]) {}
}
