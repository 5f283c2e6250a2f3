import * as pulumi from "@pulumi/pulumi";
import * as liveplatform from "pulumi-liveplatform";

export interface SiteArgs {
  /** The customer's Microsoft Entra tenant. */
  msTenantId: pulumi.Input<string>;
  /** The calling profile of all numbers of the site. */
  callingProfile: pulumi.Input<string>;
  /** The block of numbers that people get. */
  desks: { start: string; end: string };
  /** The number of the conference bridge. */
  conferenceLine: string;
}

/** The numbers of one site: a block for its desks, and one line for conferences. */
export class Site extends pulumi.ComponentResource {
  readonly desks: liveplatform.OcNumberAllocation;
  readonly conference: liveplatform.OcNumberAllocation;
  /** How many numbers the site holds. */
  readonly numberCount: pulumi.Output<number>;

  constructor(name: string, args: SiteArgs, opts?: pulumi.ComponentResourceOptions) {
    super("example:index:Site", name, {}, opts);
    const { msTenantId, callingProfile } = args;
    this.desks = new liveplatform.OcNumberAllocation(
      `${name}-desks`,
      {
        msTenantId,
        callingProfile,
        usage: "CallingUserAssignment",
        capabilities: ["InboundCalling", "OutboundCalling"],
        phoneNumberRanges: [args.desks],
      },
      { parent: this },
    );
    this.conference = new liveplatform.OcNumberAllocation(
      `${name}-conference`,
      {
        msTenantId,
        callingProfile,
        usage: "ConferenceAssignment",
        capabilities: ["InboundCalling"],
        phoneNumbers: [args.conferenceLine],
      },
      { parent: this },
    );
    this.numberCount = pulumi
      .all([this.desks.numberCount, this.conference.numberCount])
      .apply(([desks, conference]) => desks + conference);
    this.registerOutputs({ numberCount: this.numberCount });
  }
}
