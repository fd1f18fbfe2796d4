const DAY = 86_400_000;

function ordinal(day: number): string {
  const tail = day % 100 > 10 && day % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${tail}`;
}

function nearDay(at: Date, now: Date): string | undefined {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[Math.round((midnight(at) - midnight(now)) / DAY)];
}

function ago(at: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - at.getTime()) / 60_000);
  if (Math.abs(minutes) < 1) return 'just now';
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (Math.abs(minutes) < 60) return words.format(-minutes, 'minute');
  if (Math.abs(minutes) < 60 * 24) return words.format(-Math.round(minutes / 60), 'hour');
  return words.format(-Math.round(minutes / 1440), 'day');
}

/** Slack's `<!date^unix^format|fallback>` tokens, in the reader's own time zone. */
export function formatDate(unix: number, format: string, now: Date): string {
  const at = new Date(unix * 1000);
  const words = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en', options).format(at);
  const long = `${words({ weekday: 'long' })}, ${words({ month: 'long' })} ${ordinal(at.getDate())}, ${at.getFullYear()}`;
  const plain = `${words({ month: 'long' })} ${ordinal(at.getDate())}, ${at.getFullYear()}`;
  const short = words({ month: 'short', day: 'numeric', year: 'numeric' });
  const near = nearDay(at, now);
  const tokens: Record<string, string> = {
    date_num: `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`,
    date: plain,
    date_short: short,
    date_long: long,
    date_pretty: near ?? plain,
    date_short_pretty: near ?? short,
    date_long_pretty: near ?? long,
    time: words({ hour: '2-digit', minute: '2-digit', hour12: false }),
    time_secs: words({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
    ago: ago(at, now),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name: string) => tokens[name] ?? whole);
}

/** A message's `ts` (seconds with a fraction) as a clock time. */
export function clockTime(ts: string): string {
  return new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(Number(ts) * 1000));
}
