/** What the emulator's default seed holds. */
export const TENANT = "3bc57cac-5794-457f-ad36-2c88cade9dbb";
export const OTHER_TENANT = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
export const PROFILE = "ab86ef82-ce9e-4ead-befb-4aa954b64872";
export const OTHER_PROFILE = "5f3fbb3b-df9b-483d-b294-c7eb01e22aac";
