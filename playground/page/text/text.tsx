import type { PlainTextElement, TextObject } from '@slack/types';
import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { Directory } from '../surface/directory';
import { WithDots } from './dots';
import { emoji } from './emoji';
import { formatDate } from './format-date';
import type { TextNode } from './nodes';
import { parseMrkdwn, parsePlain } from './parse-mrkdwn';

const MENTION_MARK = { user: '@', group: '@', channel: '#' } as const;

/** Draws parsed text. Everything goes through text nodes and attributes; there is no way from here to raw HTML. */
export function Nodes({ nodes }: { nodes: TextNode[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <Node key={index} node={node} />
      ))}
    </>
  );
}

function Node({ node }: { node: TextNode }): ComponentChildren {
  const directory = useContext(Directory);
  switch (node.type) {
    case 'text':
      return <WithDots text={node.text} />;
    case 'break':
      return <br />;
    case 'bold':
      return (
        <strong>
          <Nodes nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Nodes nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Nodes nodes={node.children} />
        </s>
      );
    case 'code':
      return (
        <code>
          <Nodes nodes={node.children} />
        </code>
      );
    case 'pre':
      return (
        <pre>
          <Nodes nodes={node.children} />
        </pre>
      );
    case 'quote':
      return (
        <blockquote>
          <Nodes nodes={node.children} />
        </blockquote>
      );
    case 'link':
      return (
        <a href={node.url} target="_blank" rel="noopener noreferrer">
          <Nodes nodes={node.children} />
        </a>
      );
    case 'mention':
      return (
        <span class="mention" data-mention={node.id}>
          {MENTION_MARK[node.kind]}
          {directory.nameOf(node.id) ?? node.label?.replace(/^[@#]/, '') ?? node.id}
        </span>
      );
    case 'broadcast':
      return (
        <span class="mention broadcast" data-broadcast={node.range} title="Notifies everybody">
          @{node.range}
        </span>
      );
    case 'date':
      return (
        <time dateTime={new Date(node.unix * 1000).toISOString()} title={node.fallback}>
          {formatDate(node.unix, node.format, new Date())}
        </time>
      );
    case 'emoji':
      return emoji[node.name] ? (
        <span class="emoji" role="img" aria-label={node.name.replaceAll('_', ' ')}>
          <WithDots text={emoji[node.name] ?? ''} />
        </span>
      ) : (
        `:${node.name}:`
      );
  }
}

export function Mrkdwn({ text, verbatim }: { text: string; verbatim?: boolean }) {
  return <Nodes nodes={parseMrkdwn(text, { verbatim })} />;
}

/** A Block Kit text object: `mrkdwn` parsed, `plain_text` literal. */
export function Text({ text }: { text: TextObject }) {
  if (text.type === 'mrkdwn') return <Mrkdwn text={text.text} verbatim={text.verbatim} />;
  return <Nodes nodes={parsePlain(text.text, text.emoji !== false)} />;
}

/** A plain_text object where only a string will do (option of a menu, aria-label). */
export function plainWords(text: PlainTextElement | TextObject | undefined): string {
  if (!text) return '';
  return text.text.replace(/:([a-z0-9_+'-]+):/g, (whole, name: string) => emoji[name] ?? whole);
}
