// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A class or interface in electron.d.ts. */
export interface Declaration {
  /** Instance members, or option names. */
  readonly members: ReadonlySet<string>;
  readonly statics: ReadonlySet<string>;
  /** Event names `on` accepts. */
  readonly events: ReadonlySet<string>;
}

interface Block {
  readonly parents: readonly string[];
  readonly members: string[];
  readonly statics: string[];
  readonly events: string[];
}

const opening = /^ {2}(?:interface|class) (\w+)(?: extends ([^{]+))? \{/;
const property = /^ {4}(static )?(?:readonly |abstract |get |set )*(\w+)\??[(:<]/;
const event = /^ {4}on\(event: '([^']+)'/;

/** electron.d.ts is generated, so members are always indented by four spaces and continuation lines deeper. */
function readBlocks(text: string): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>();
  let block: Block | undefined;
  for (const line of text.split('\n')) {
    const [, name, parents] = opening.exec(line) ?? [];
    if (name !== undefined) {
      block = blocks.get(name) ?? {
        parents: parents?.split(',').map((each) => each.trim()) ?? [],
        members: [],
        statics: [],
        events: [],
      };
      blocks.set(name, block);
      continue;
    }
    if (/^ {2}\}/.test(line)) block = undefined;
    const [, heard] = event.exec(line) ?? [];
    if (heard !== undefined) block?.events.push(heard);
    const [, isStatic, member] = property.exec(line) ?? [];
    if (member !== undefined) (isStatic === undefined ? block?.members : block?.statics)?.push(member);
  }
  return blocks;
}

const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const blocks = readBlocks(readFileSync(path.join(folder, 'electron.d.ts'), 'utf8'));
export const electronVersion = (
  JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
).version;

const emitterMembers =
  'on off once emit addListener removeListener removeAllListeners listeners listenerCount eventNames setMaxListeners';

/** Throws for a name Electron does not declare. */
export function declarationOf(name: string): Declaration {
  const block = blocks.get(name);
  if (block === undefined) throw new Error(`electron.d.ts declares no ${name}`);
  const inherited = block.parents.map((parent) =>
    parent.endsWith('EventEmitter')
      ? { members: new Set(emitterMembers.split(' ')), statics: new Set<string>(), events: new Set<string>() }
      : declarationOf(parent),
  );
  const all = (own: readonly string[], of: (each: Declaration) => ReadonlySet<string>) =>
    new Set([...own, ...inherited.flatMap((each) => [...of(each)])]);
  return {
    members: all(block.members, (each) => each.members),
    statics: all(block.statics, (each) => each.statics),
    events: all(block.events, (each) => each.events),
  };
}
