import { clip } from "../fit";
import { type Card, more } from "./card";

/** Slack refuses a longer header. */
const LONGEST_HEADER = 150;
/** Of a text 3,000 characters at the most, and of all of them together some 13,000. */
const LONGEST_TEXT = 2_900;
const LONGEST_FACTS = 2_000;
const FOR_ALERTS = 4_000;
const FOR_LINES = 5_000;

interface Text {
  readonly type: "plain_text" | "mrkdwn";
  readonly text: string;
}

interface Block {
  readonly type: "header" | "section" | "context";
  readonly text?: Text;
  readonly elements?: readonly Text[];
}

/**
 * A message of Block Kit, as an incoming webhook and `chat.postMessage` take it: at most 50 blocks of 3,000 characters each. What
 * there is no room for is counted.
 */
export function toSlack(card: Card): string {
  const facts = card.facts.map(([name, value]) => `*${name}*: ${escapeSlack(value)}`).join("\n");
  const blocks: Block[] = [
    { type: "header", text: { type: "plain_text", text: clip(card.title, LONGEST_HEADER) } },
    section(clip(facts, LONGEST_FACTS)),
    ...sections(card.alerts, FOR_ALERTS, "message"),
    ...sections(card.lines, FOR_LINES, "allocation"),
    ...(card.url === undefined ? [] : [linkTo(card.url)]),
  ];
  return JSON.stringify({ text: escapeSlack(`${card.title}: ${card.numbers}`), blocks }, undefined, 2);
}

/** As many of the texts as there is room for, in as few blocks. */
function sections(texts: readonly string[], room: number, what: string): Block[] {
  const blocks: string[] = [];
  let left = room;
  let shown = 0;
  for (const text of texts.map(escapeSlack)) {
    left -= text.length + 1;
    if (left < 0) break;
    const last = blocks.at(-1);
    if (last === undefined || last.length + text.length >= LONGEST_TEXT) blocks.push(text);
    else blocks[blocks.length - 1] = `${last}\n${text}`;
    shown++;
  }
  return [...blocks, ...more(texts.length - shown, what)].map(section);
}

function section(text: string): Block {
  return { type: "section", text: { type: "mrkdwn", text } };
}

function linkTo(url: string): Block {
  return { type: "context", elements: [{ type: "mrkdwn", text: `<${escapeSlack(url)}|The run>` }] };
}

/** The three characters that Slack asks to escape: with them go mentions and links. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
