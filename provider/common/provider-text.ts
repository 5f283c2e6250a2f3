/**
 * What state keeps as the code of the dynamic provider: a constant, so that the code that runs is always the installed one.
 */
export const PROVIDER_TEXT = 'exports.handler = () => require("pulumi-liveplatform/provider");';
