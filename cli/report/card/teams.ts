import { type Card, more } from "./card";

/** Teams takes some 28 KB in a message. */
const MOST_BYTES = 25_000;
const MOST_ALERTS = 10;
const MOST_LINES = 30;

/**
 * A message with an Adaptive Card, as the Teams workflow "Send webhook alerts to a channel" takes it: `POST` it to the workflow's
 * address. What there is no room for is counted.
 */
export function toTeams(card: Card): string {
  let lines = Math.min(card.lines.length, MOST_LINES);
  let alerts = Math.min(card.alerts.length, MOST_ALERTS);
  let message = messageOf(card, lines, alerts);
  while (Buffer.byteLength(message) > MOST_BYTES && lines + alerts > 0) {
    if (lines > 0) lines--;
    else alerts--;
    message = messageOf(card, lines, alerts);
  }
  return message;
}

function messageOf(card: Card, lines: number, alerts: number): string {
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    msteams: { width: "Full" },
    body: [
      {
        ...textBlock(card.title),
        size: "Medium",
        weight: "Bolder",
        color: card.isBad ? "Attention" : "Good",
      },
      {
        type: "FactSet",
        facts: card.facts.map(([title, value]) => ({ title, value: escapeTeams(value) })),
      },
      ...shown(card.alerts, alerts, "message").map(textBlock),
      ...shown(card.lines, lines, "allocation").map((line) => ({ ...textBlock(line), spacing: "Small" })),
    ],
    ...(card.url !== undefined && {
      actions: [{ type: "Action.OpenUrl", title: "Open the run", url: card.url }],
    }),
  };
  const attachment = {
    contentType: "application/vnd.microsoft.card.adaptive",
    contentUrl: null,
    content,
  };
  return JSON.stringify({ type: "message", attachments: [attachment] }, undefined, 2);
}

function shown(texts: readonly string[], count: number, what: string): string[] {
  return [...texts.slice(0, count), ...more(texts.length - count, what)];
}

function textBlock(text: string): { type: "TextBlock"; text: string; wrap: true } {
  return { type: "TextBlock", text: escapeTeams(text), wrap: true };
}

/** The card's text is Markdown: emphasis and links. */
function escapeTeams(text: string): string {
  return text.replace(/[\\*_[\]`]/g, "\\$&");
}
