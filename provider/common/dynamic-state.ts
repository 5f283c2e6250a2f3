/**
 * What state keeps as the code of the dynamic provider: a constant, so that the code that runs is always the installed one.
 */
export const PROVIDER_TEXT = 'exports.handler = () => require("pulumi-liveplatform/provider");';

/** What a dynamic provider's inputs and outputs say of themselves, as the engine tells it neither: see its envelope. */
export const ADDRESS = ["__urn", "__provider", "__secretNumbers"];
