import type { MarkdownBlock } from '@slack/types';
import { type MarkdownBlock as Parsed, parseMarkdown } from '../text/parse-markdown';
import { Nodes } from '../text/text';

function Part({ part }: { part: Parsed }) {
  switch (part.type) {
    case 'rule':
      return <hr />;
    case 'fence':
      return <pre>{part.text}</pre>;
    case 'heading':
      return (
        <p class={`md-heading md-heading-${part.level}`}>
          <Nodes nodes={part.children} />
        </p>
      );
    case 'list': {
      const List = part.ordered ? 'ol' : 'ul';
      return (
        <List>
          {part.items.map((item, index) => (
            <li key={index}>
              <Nodes nodes={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'quote':
      return (
        <blockquote>
          <Nodes nodes={part.children} />
        </blockquote>
      );
    case 'paragraph':
      return (
        <p>
          <Nodes nodes={part.children} />
        </p>
      );
  }
}

export function Markdown({ block }: { block: MarkdownBlock }) {
  return (
    <div class="markdown words">
      {parseMarkdown(block.text).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </div>
  );
}
