import { OTHER_TENANT, TENANT, allocation, failed, program, succeeded } from "./support/live-stack";
import { change, expectHandedOver } from "./support/story";
import { useLiveStack } from "./support/use-live-stack";

const [A, B, C] = ["+61395557500", "+61395557501", "+61395557502"];

const stacks = useLiveStack();

/** Changes the properties of "first" for all that Pulumi sees: by a resource transform, or by the older transformation. */
function transform(props: string, kind = "registerResourceTransform"): string {
  return `pulumi.runtime.${kind}(({ name, props, opts }) => name === "first" ? { props: ${props}, opts } : undefined);`;
}

function both(
  transformation: string,
  first: readonly string[],
  second: Readonly<Record<string, unknown>>,
): string {
  return program(transformation, allocation("first", { phoneNumbers: first }), allocation("second", second));
}

const withoutA = `{ ...props, phoneNumbers: props.phoneNumbers.filter((n) => n !== "${A}") }`;

it("numbers that a transform of the program changes belong to the allocation that has them after it: taken out, moved to another tenant, as ranges, or whole", async () => {
  const live = await stacks.applied(both(transform(withoutA), [A, B], { phoneNumbers: [A] }));
  expect(live.outputs("first")).toMatchObject({ numbers: { [B]: 1 } });
  expect(live.outputs("second")).toMatchObject({ numbers: { [A]: 1 } });
  const older = transform(withoutA, "registerStackTransformation");
  await change(live, both(older, [A, B], { phoneNumbers: [A] }), ["--expect-no-changes"]);
  for (const props of [
    `{ ...props, msTenantId: "${OTHER_TENANT}", phoneNumbers: ["${C}"] }`,
    `{ ...props, phoneNumbers: undefined, phoneNumberRanges: [{ start: "${B}", end: "${C}" }] }`,
  ]) {
    live.stack.write(both(transform(props), [A, B], { phoneNumbers: [A] }));
    succeeded(await live.stack.preview());
  }
  const twice = both(transform(`{ ...props, phoneNumbers: ["${A}"] }`), [B], { phoneNumbers: [A] });
  live.stack.write(twice);
  expect(failed(await live.stack.preview())).toContain(`${A} is also declared by`);
});

it("numbers that a transform of the program changes stay in the tenant where a transform moves them from one allocation to the other", async () => {
  const live = await stacks.applied(both("", [A, B], { phoneNumbers: [C] }));
  const moved = `{ ...props, phoneNumbers: ["${A}"] }`;
  await change(live, both(transform(moved), [A, B], { phoneNumbers: [B, C] }));
  expectHandedOver(live, [A, B, C], 2);
  expect(live.held(TENANT)).toEqual([A, B, C]);
});
