import type { Story, StoryFile, StoryProcess } from '../stories/story';
import { ensureDevice, ensurePerson } from './device';
import type { DeviceKey } from './device-seeds';
import { numberOf } from './hash';
import { ensureFile, splitPath } from './known-files';
import { SECOND, timeText } from './time';
import type { Device, KnownFile, Person, TenantState } from './types';

/** A process of a story in one tenant at one playing. */
export interface Actor {
  story: StoryProcess;
  device: Device;
  image: KnownFile;
  person: Person;
  startedAt: string;
  uniqueId: string;
  parent?: Actor;
}

/** A story's data bound to a tenant's devices, people and files, and to the instant it began. */
export interface Cast {
  tenant: TenantState;
  story: Story;
  /** The service's text for a moment of the story. */
  time(at: number, salt: string): string;
  actor(key: string): Actor;
  device(key: string): Device;
  person(name: string): Person;
  file(key: string): { story: StoryFile; known: KnownFile; actor: Actor };
}

/** OS start keys: larger than 2^53 when read as numbers, hence text. */
const START_KEYS = 9_288_674_231_451_000n;

export function castStory(tenant: TenantState, story: Story, startMs: number, now: number): Cast {
  const play = tenant.plays;
  const time = (at: number, salt: string) => timeText(startMs + at * SECOND, numberOf(`${story.name}:${play}:${salt}`, 9999) + 1);
  const device = (key: string) => ensureDevice(tenant, key as DeviceKey, now);
  const person = (name: string) => ensurePerson(tenant, name);
  const brought = new Map(story.files.map((file) => [file.path, file]));
  const knownOf = (path: string): KnownFile => {
    const file = brought.get(path);
    return file ? ensureFile(tenant, { path, size: file.size, threat: file.threat, story: story.name }) : ensureFile(tenant, { path });
  };
  const actors = new Map<string, Actor>();
  for (const process of story.processes) {
    actors.set(process.key, {
      story: process,
      device: device(process.device),
      image: knownOf(process.path),
      person: person(process.user),
      startedAt: time(process.at, `process:${process.key}`),
      uniqueId: String(START_KEYS + BigInt(play * 100_000 + process.pid)),
      parent: process.parent ? actors.get(process.parent) : undefined,
    });
  }
  const actor = (key: string): Actor => {
    const found = actors.get(key);
    if (!found) throw new Error(`Story ${story.name} has no process "${key}" before its use.`);
    return found;
  };
  return {
    tenant,
    story,
    time,
    actor,
    device,
    person,
    file(key) {
      const found = story.files.find((file) => file.key === key);
      if (!found) throw new Error(`Story ${story.name} has no file "${key}".`);
      return { story: found, known: knownOf(found.path), actor: actor(found.process) };
    },
  };
}

/** The name of what started the first process of a chain. */
export function firstParent(actor: Actor): { name: string; folder: string } {
  const { osPlatform } = actor.device.machine;
  if (osPlatform === 'macOS') return splitPath('/sbin/launchd');
  return osPlatform.startsWith('Windows') ? splitPath('C:\\Windows\\System32\\wininit.exe') : splitPath('/usr/lib/systemd/systemd');
}
