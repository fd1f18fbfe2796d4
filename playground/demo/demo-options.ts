import { parseArgs } from 'node:util';
import { type ScenarioName, scenarios } from './scenarios';

export interface DemoArguments {
  port: number;
  headless: boolean;
  scenario: ScenarioName;
  help: boolean;
}

const NAMES = Object.keys(scenarios);

export const demoHelp = `npm run demo -- [options]
  --port N         address of the page: http://127.0.0.1:N/ (default 4040; 0 takes a free one)
  --headless       open no browser
  --scenario NAME  what happens: ${NAMES.join(', ')} (default all)
  --help           this text`;

/** Throws an error whose message is for the person at the keyboard. */
export function readDemoOptions(args: string[]): DemoArguments {
  const { values } = (() => {
    try {
      return parseArgs({
        args,
        options: {
          port: { type: 'string', default: '4040' },
          headless: { type: 'boolean', default: false },
          scenario: { type: 'string', default: 'all' },
          help: { type: 'boolean', default: false },
        },
      });
    } catch (error) {
      throw new Error(`${(error as Error).message.split('. ')[0]}.\n\n${demoHelp}`);
    }
  })();
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`--port takes a number from 0 to 65535, not "${values.port}".`);
  if (!NAMES.includes(values.scenario)) throw new Error(`There is no scenario "${values.scenario}". Choose from: ${NAMES.join(', ')}.`);
  return { port, headless: values.headless, scenario: values.scenario as ScenarioName, help: values.help };
}
