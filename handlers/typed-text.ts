/** What a person typed: Slack hands over `&`, `<` and `>` as entities (slack.md b5). */
export const typedText = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
