/** Text as it is, wherever GitHub or GitLab would make markup, a mention or a reference of it. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replace(/[\\`*_[\]~|#>]/g, "\\$&")
      // A mention is looked for in the text between two pieces of markup.
      .replace(/@(?=\w)/g, "@<!-- -->")
  );
}

export function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}
