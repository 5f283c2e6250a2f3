import { ErrorForPeople } from "../common/error-for-people";
import type { RefusalCode } from "../common/refusal-code";
import type { ReasonCode } from "./reason";

/** Numbers that nothing was done with, by why: `{ refused: "+61395556910..+61395556912 (3 numbers)" }`. Of secret numbers, how many. */
export type NotDone = Readonly<Partial<Record<ReasonCode, string>>>;

/** Why an operation stops, or what it has not done. */
export class UserError extends ErrorForPeople {
  override readonly name: string = "UserError";

  constructor(
    message: string,
    readonly code: RefusalCode,
    readonly notDone: NotDone = {},
  ) {
    super(message);
  }
}

/** What a part of an operation has come to. */
interface PartlyDone {
  id: string;
  properties: Record<string, unknown>;
  reasons: string[];
  notDone: NotDone;
}

/**
 * PartlyDone of an operation is done. The engine saves `properties` as the resource's state, shows each reason under the
 * resource, ends the run as failed, and goes on with `update` the next time.
 */
export class PartialAllocationError extends UserError {
  override readonly name = "PartialAllocationError";

  readonly id: string;
  readonly properties: PartlyDone["properties"];
  /** What the engine prints. */
  readonly reasons: string[];

  constructor(message: string, { id, properties, reasons, notDone }: PartlyDone) {
    super(message, "partial", notDone);
    this.id = id;
    this.properties = properties;
    this.reasons = reasons;
  }

  /** The same with other properties. */
  with(properties: PartlyDone["properties"]): PartialAllocationError {
    const { message, id, reasons, notDone } = this;
    return new PartialAllocationError(message, { id, properties, reasons, notDone });
  }
}
