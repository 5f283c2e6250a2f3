import * as liveplatform from "pulumi-liveplatform";

import { Site } from "./site";

// Each site inherits the provider; without one, settings come from stack configuration and the environment.
const operator = new liveplatform.Provider("operator");

const customer = {
  msTenantId: "3bc57cac-5794-457f-ad36-2c88cade9dbb",
  callingProfile: "ab86ef82-ce9e-4ead-befb-4aa954b64872",
};

const sydney = new Site(
  "sydney",
  {
    ...customer,
    desks: { start: "+61295550100", end: "+61295550149" },
    conferenceLine: "+61295550199",
  },
  { providers: [operator] },
);

const melbourne = new Site(
  "melbourne",
  {
    ...customer,
    desks: { start: "+61395556900", end: "+61395556919" },
    conferenceLine: "+61395556999",
  },
  { providers: [operator] },
);

/** How many numbers each site holds. */
export const counts = { sydney: sydney.numberCount, melbourne: melbourne.numberCount };
