const HUES = [210, 160, 28, 330, 262, 95, 190];

function hue(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
  return HUES[sum % HUES.length] as number;
}

/** Initials on a colour of the person's own; the app has its bell. */
export function Avatar({ id, name, bot, small }: { id: string; name: string; bot?: boolean; small?: boolean }) {
  const look = `avatar ${small ? 'avatar-small' : ''}`;
  if (bot) return <img class={look} src="/assets/bell.svg" alt="" />;
  return (
    <span class={look} style={{ '--hue': hue(id) }} aria-hidden="true">
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
