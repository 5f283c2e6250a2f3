import * as z from "zod";
import { type Card, cardOf } from "../../../cli/report/card/card";
import { toSlack } from "../../../cli/report/card/slack";
import { toTeams } from "../../../cli/report/card/teams";
import { WORDS_OF_DRIFT, WORDS_OF_PREVIEW, WORDS_OF_RUN } from "../../../cli/report/words";
import { reportOf, reportOfWaiting } from "./previews";
import { runReport } from "./runs";

const url = "https://github.com/acme/numbers/actions/runs/7";
const partial = cardOf(runReport("partial", { commit: "0123456789abcdef", url }), WORDS_OF_RUN);

const slackText = z.strictObject({
  type: z.enum(["plain_text", "mrkdwn"]),
  text: z.string().min(1).max(3_000),
});
const slack = z.strictObject({
  text: z.string(),
  blocks: z
    .array(
      z.discriminatedUnion("type", [
        z.strictObject({
          type: z.literal("header"),
          text: slackText.refine(({ type, text }) => type === "plain_text" && text.length <= 150),
        }),
        z.strictObject({ type: z.literal("section"), text: slackText }),
        z.strictObject({ type: z.literal("context"), elements: z.array(slackText).min(1).max(10) }),
      ]),
    )
    .max(50),
});

const textBlock = z.looseObject({ type: z.literal("TextBlock"), text: z.string(), wrap: z.literal(true) });
const facts = z.strictObject({
  type: z.literal("FactSet"),
  facts: z.array(z.strictObject({ title: z.string(), value: z.string() })),
});
const teams = z.strictObject({
  type: z.literal("message"),
  attachments: z.tuple([
    z.strictObject({
      contentType: z.literal("application/vnd.microsoft.card.adaptive"),
      contentUrl: z.null(),
      content: z.strictObject({
        $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
        type: z.literal("AdaptiveCard"),
        version: z.literal("1.4"),
        msteams: z.object({ width: z.literal("Full") }),
        body: z.array(z.union([textBlock, facts])),
        actions: z
          .array(z.strictObject({ type: z.literal("Action.OpenUrl"), title: z.string(), url: z.url() }))
          .optional(),
      }),
    }),
  ]),
});

function big(count: number): Card {
  const texts = Array.from({ length: count }, (_, at) => `site-${at}: ${"€<&".repeat(90)}`);
  return {
    title: "x".repeat(400),
    isBad: true,
    numbers: "7",
    facts: [["Numbers", "7"]],
    alerts: texts,
    lines: texts,
    url,
  };
}

it("the report as a card says of an allocation that only waits how many numbers it has sent, and of no other change a bare verb", () => {
  const report = reportOfWaiting();
  const card = cardOf(report, WORDS_OF_PREVIEW);
  expect(card.numbers).toBe("2 sent earlier, not yet seen");
  expect(card.lines).toEqual(["desks: 2 sent earlier, not yet seen"]);
  const recorded = report.allocations.map((one) => ({ ...one, pending: {} }));
  expect(cardOf({ ...report, allocations: recorded }, WORDS_OF_PREVIEW).lines).toEqual(["desks: updated"]);
  const moved = recorded.map((one) => ({ ...one, handedOver: { "+61395556900": 1 } }));
  expect(cardOf({ ...report, allocations: moved }, WORDS_OF_PREVIEW).lines).toEqual(["desks: 1 handed over"]);
});

it("the report as a card says for Teams what is done, for what ticket and commit, why the rest is not, and where it ran", () => {
  const { content } = teams.parse(JSON.parse(toTeams(partial))).attachments[0];
  const [title, set, error, ...lines] = content.body;
  expect(title).toMatchObject({ text: "Telephone numbers: the run failed", color: "Attention" });
  expect(set).toEqual({
    type: "FactSet",
    facts: [
      { title: "Stack", value: "test/dev" },
      { title: "Numbers", value: "3 uploaded, 1 repaired, 1 taken over" },
      { title: "Tickets", value: "CHG-2, CHG-1" },
      { title: "Commit", value: "0123456789ab" },
    ],
  });
  expect(error).toMatchObject({
    text: matching(/^Error: desks: 3 errors .*2 refused/),
  });
  expect(lines).toMatchObject([
    { text: "desks: failed; done: uploaded 1, repaired 1" },
    { text: 'second: uploaded 1, took over 1 from "other"' },
    { text: "hush: uploaded 1" },
  ]);
  expect(content.actions).toEqual([{ type: "Action.OpenUrl", title: "Open the run", url }]);
});

it("the report as a card says the same for Slack", () => {
  const { text, blocks } = slack.parse(JSON.parse(toSlack(partial)));
  expect(text).toBe("Telephone numbers: the run failed: 3 uploaded, 1 repaired, 1 taken over");
  expect(blocks.map(({ type }) => type)).toEqual(["header", "section", "section", "section", "context"]);
  expect(JSON.stringify(blocks)).toContain("desks: failed; done: uploaded 1, repaired 1");
  expect(JSON.stringify(blocks.at(-1))).toContain(`<${url}|The run>`);
});

it("the card of a fleet, which has no stack, says its numbers in the notification for Slack too", () => {
  const fleet = { ...reportOf("change"), project: null, stack: null };
  const { text } = slack.parse(JSON.parse(toSlack(cardOf(fleet, WORDS_OF_DRIFT))));
  expect(text).toMatch(/: 11 added, 11 released, 8 drifted$/);
});

it("the card of a preview says what an up would do", () => {
  const card = cardOf(reportOf("change"), WORDS_OF_PREVIEW);
  expect(card.facts).toContainEqual(["Numbers", "11 added, 11 released, 8 drifted"]);
  expect(card.lines).toContain("desks: 10 released, 1 added, 8 drifted");
  expect(slack.safeParse(JSON.parse(toSlack(card))).success).toBe(true);
  expect(teams.safeParse(JSON.parse(toTeams(card))).success).toBe(true);
});

it.each([1, 1_000])(
  "the report as a card fits what the hosts take, with %i alerts and allocations, and counts the rest",
  (count) => {
    const [forSlack, forTeams] = [toSlack(big(count)), toTeams(big(count))];
    const { blocks } = slack.parse(JSON.parse(forSlack));
    const texts = blocks.map((block) => ("text" in block ? block.text.text.length : 0));
    expect(texts.reduce((sum, length) => sum + length, 0)).toBeLessThan(13_000);
    teams.parse(JSON.parse(forTeams));
    expect(Buffer.byteLength(forTeams)).toBeLessThan(28_000);
    for (const text of [forSlack, forTeams]) expect(text.includes("more allocation")).toBe(count > 1);
  },
);

it("the report as a card lets no text of a resource become a mention, a link or markup", () => {
  const card: Card = { ...big(0), lines: ["<!channel> [x](http://y) *a*"], alerts: [] };
  expect(toSlack(card)).toContain("&lt;!channel&gt;");
  expect(toTeams(card)).toContain(String.raw`\\[x\\](http://y) \\*a\\*`);
});

/** Untyped matchers would make their objects untyped. */
function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}
