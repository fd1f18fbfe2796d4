import { Document, isScalar, visit } from 'yaml';
import { describeSettings } from '../config/environment';
import { fileJsonSchema } from '../config/file-schema';
import { PERMISSIONS } from '../core/permissions';
import { botScopes, manifest } from './manifest';

export interface GeneratedFile {
  /** From the repository's root. */
  path: string;
  /** The whole file as it should be; `current` is what it holds now, for a file that is generated in part. */
  render(current: string): string;
}

/** Everything in the repository that is made from the code. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'tocsin.schema.json', render: () => `${JSON.stringify(fileJsonSchema(), null, 2)}\n` },
  { path: 'manifest.yml', render: manifestYaml },
  { path: '.env.example', render: envExample },
  {
    path: 'README.md',
    render: (current) =>
      Object.entries({ settings: settingsTable(), scopes: scopesTable(), permissions: permissionsTable() }).reduce(
        (text, [name, part]) => replacePart(text, name, part),
        current,
      ),
  },
];

/** Replaces what stands between `<!-- name:begin -->` and `<!-- name:end -->`; throws when the marks are not there. */
function replacePart(text: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md has no part between ${begin} and ${end}`);
  return `${before}${begin}\n${part}\n${end}${after}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function settingsTable(): string {
  const rows = describeSettings().map(({ name, default: value, meaning, secret }) => [
    `\`${name}\``,
    value === undefined ? 'none' : `\`${value}\``,
    `${meaning}${secret ? ' (secret)' : ''}`,
  ]);
  return table(['name', 'default', 'meaning'], rows);
}

function scopesTable(): string {
  return table(
    ['scope', 'what for'],
    botScopes.map(({ scope, reason }) => [`\`${scope}\``, reason]),
  );
}

const API = { graph: 'Microsoft Graph', defender: 'WindowsDefenderATP' };

function permissionsTable(): string {
  const rows = PERMISSIONS.map(({ backend, anyOf, neededFor }) => [API[backend], `\`${anyOf[0]}\``, neededFor]);
  return table(['API', 'application permission', 'needed for; without it this alone is missing'], rows);
}

function envExample(): string {
  const lines = describeSettings().map(({ name, default: value, meaning, secret }) => {
    const comment = `# ${meaning.replaceAll('`', '')}${secret ? `; or ${name}_FILE=/path/of/a/file` : ''}`;
    return `${comment}\n${value === undefined ? `#${name}=` : `${name}=${value}`}\n`;
  });
  const head = '# Settings of Tocsin, read from the environment. Copy to .env, fill in, and keep it out of version control.';
  const tail = '# and whatever tocsin.yml names as ${NAME}\n#CONTOSO_CLIENT_SECRET=\n';
  return [`${head}\n`, ...lines, tail].join('\n');
}

function manifestYaml(): string {
  const document = new Document(manifest);
  document.commentBefore = ' Paste this into Slack: api.slack.com/apps, "Create New App", "From a manifest". Made by `npm run generate`.';
  const reasons = new Map<unknown, string>(botScopes.map(({ scope, reason }) => [scope, reason]));
  visit(document, {
    Scalar(key, node) {
      const reason = typeof key === 'number' && isScalar(node) ? reasons.get(node.value) : undefined;
      if (reason) node.comment = ` ${reason}`;
    },
  });
  return document.toString({ lineWidth: 0 });
}
