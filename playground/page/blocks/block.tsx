import type {
  ActionsBlock,
  Block as AnyBlock,
  ContextBlock,
  HeaderBlock,
  ImageBlock,
  InputBlock,
  KnownBlock,
  MarkdownBlock,
  RichTextBlock,
  SectionBlock,
  TableBlock,
} from '@slack/types';
import { Component, type ComponentChildren } from 'preact';
import { Picture } from '../elements/picture';
import { Text } from '../text/text';
import { Input } from './input';
import { Markdown } from './markdown';
import { RichText } from './rich-text';
import { Actions, Context } from './row';
import { Section } from './section';
import { Table } from './table';

/** One row per block type that the page can draw. */
const BLOCKS: Record<string, (block: never) => ComponentChildren> = {
  section: (block: SectionBlock) => <Section block={block} />,
  header: (block: HeaderBlock) => (
    <h3 class="header">
      <Text text={block.text} />
    </h3>
  ),
  divider: () => <hr />,
  context: (block: ContextBlock) => <Context block={block} />,
  actions: (block: ActionsBlock) => <Actions block={block} />,
  input: (block: InputBlock) => <Input block={block} />,
  rich_text: (block: RichTextBlock) => <RichText block={block} />,
  table: (block: TableBlock) => <Table block={block} />,
  markdown: (block: MarkdownBlock) => <Markdown block={block} />,
  image: (block: ImageBlock) => (
    <figure>
      {block.title && (
        <figcaption>
          <Text text={block.title} />
        </figcaption>
      )}
      <Picture look="picture" url={'image_url' in block ? block.image_url : undefined} alt={block.alt_text} />
    </figure>
  ),
};

/** A block that cannot be drawn says so in its place and leaves the others alone. */
class Guard extends Component<{ type: string; children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  override componentDidCatch() {
    this.setState({ broken: true });
  }
  override render() {
    return this.state.broken ? (
      <p class="unknown">A “{this.props.type}” block is malformed and could not be drawn.</p>
    ) : (
      this.props.children
    );
  }
}

function Block({ block }: { block: KnownBlock | AnyBlock }) {
  const draw = BLOCKS[block.type] as ((block: KnownBlock | AnyBlock) => ComponentChildren) | undefined;
  return <>{draw ? draw(block) : <p class="unknown">This page cannot draw “{block.type}” blocks.</p>}</>;
}

export function Blocks({ blocks }: { blocks: unknown[] }) {
  return (
    <div class="blocks">
      {(blocks as (KnownBlock | AnyBlock)[]).map((block, index) => (
        <Guard key={block.block_id ?? index} type={block.type}>
          <Block block={block} />
        </Guard>
      ))}
    </div>
  );
}
