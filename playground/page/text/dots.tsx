/** Coloured discs that cards use for severity and state, drawn by the page: not every machine has a font for them. */
const COLOURS: Record<string, string> = {
  '🔴': '#d92d43',
  '🟠': '#e8810c',
  '🟡': '#e3b71a',
  '🟢': '#2aa876',
  '🔵': '#2b78d4',
  '🟣': '#8a5cd6',
  '⚪': '#b9b6c2',
  '⚫': '#3c3946',
};

const ANY = new RegExp(`([${Object.keys(COLOURS).join('')}])`, 'u');

/** Text as it is, discs in their colour; what is copied or read aloud stays the character. */
export function WithDots({ text }: { text: string }) {
  return (
    <>
      {text.split(ANY).map((part) =>
        COLOURS[part] ? (
          <span key={part} class="emoji disc" style={{ '--disc': COLOURS[part] }}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
