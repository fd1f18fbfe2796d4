import type { TableBlock } from '@slack/types';
import { RichText } from './rich-text';

type Cell = TableBlock['rows'][number][number];

function CellWords({ cell }: { cell: Cell }) {
  if (cell.type === 'rich_text') return <RichText block={cell} />;
  if (cell.type === 'raw_text') return <>{cell.text}</>;
  return <>{(cell as { text?: string }).text ?? String((cell as { value?: number }).value ?? '')}</>;
}

/** Slack draws the first row as the header. */
export function Table({ block }: { block: TableBlock }) {
  const [head = [], ...rows] = block.rows;
  const align = (index: number) => ({ textAlign: block.column_settings?.[index]?.align ?? 'left' }) as const;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section class="table-scroll" aria-label="Table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col" style={align(index)}>
                <CellWords cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index} style={align(index)} class={block.column_settings?.[index]?.is_wrapped ? 'wrapped' : ''}>
                  <CellWords cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
